import { Injectable } from '@nestjs/common';
import { CommandRunner, type CommandScope, type Present, repetition } from '#libs/event-sourcing';
import { type Asking } from './domain/authority.js';
import { NotThere } from './domain/errors.js';
import { type WorkspaceEvent } from './domain/events.js';
import { type Workspace, workspaceDecider } from './domain/workspace.js';
import { type WorkspaceCommand, type WorkspaceOutcome } from './workspace-command.js';

export type DecideInWorkspace<Wanted> = (
  workspace: Workspace,
  wanted: Wanted,
  asking: Asking,
) => readonly WorkspaceEvent[];

/** The streams of all workspaces: where commands are carried out and the present state is read. */
@Injectable()
export class Workspaces {
  constructor(private readonly runner: CommandRunner) {}

  carryOut<Wanted>(
    { workspaceId, scope, wanted }: WorkspaceCommand<Wanted, unknown>,
    decide: DecideInWorkspace<Wanted>,
  ): Promise<WorkspaceOutcome> {
    return this.runner.run(workspaceDecider, workspaceId, scope, (workspace, { now }) =>
      decide(workspace, wanted, { actor: scope.actor, now }),
    );
  }

  /** The workspace as it is now. @throws NotThere */
  async read(workspaceId: string): Promise<Present<Workspace>> {
    const present = await this.find(workspaceId);
    if (!present.state.present) throw new NotThere();
    return present;
  }

  /** The workspace as it is now, there or not. */
  find(workspaceId: string): Promise<Present<Workspace>> {
    return this.runner.read(workspaceDecider, workspaceId);
  }

  /** Whether this very command was carried out here before (S-1). @throws IdempotencyKeyReused */
  async carriedOut(workspaceId: string, scope: CommandScope): Promise<boolean> {
    return (await repetition(this.runner, workspaceDecider, workspaceId, scope)) !== undefined;
  }
}
