import { Command } from '@nestjs/cqrs';
import { type CommandScope, type Outcome } from '#libs/event-sourcing';
import { type WorkspaceEvent } from './domain/events.js';
import { type Workspace } from './domain/workspace.js';

export type WorkspaceOutcome = Outcome<Workspace, WorkspaceEvent>;

/** A command to one workspace: which one, on whose word, and what is wanted. */
export abstract class WorkspaceCommand<Wanted, Result = WorkspaceOutcome> extends Command<Result> {
  constructor(
    readonly workspaceId: string,
    readonly scope: CommandScope,
    readonly wanted: Wanted,
  ) {
    super();
  }
}
