import { Injectable } from '@nestjs/common';
import { CommandRunner, type Decider, type DomainEvent, type Outcome } from '#libs/event-sourcing';
import { type Asking } from './domain/asking.js';
import { workId } from './domain/work-id.js';
import { type WorkCommand } from './work-command.js';

/**
 * The streams of the work in all workspaces: where commands are carried out. They are decided on the workspace as it
 * was when the caller was let in. Where a removal comes in between, the work is the successor's all the same.
 */
@Injectable()
export class Work {
  constructor(private readonly runner: CommandRunner) {}

  carryOut<Wanted, State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    { inside, scope, id, wanted }: WorkCommand<Wanted, State, Event>,
    decide: (state: State, wanted: Wanted, asking: Asking) => readonly Event[],
  ): Promise<Outcome<State, Event>> {
    const { state: workspace, actor } = inside;
    const stream = workId({ workspaceId: workspace.workspaceId, id });
    return this.runner.run(decider, stream, scope.as(actor), (state) => decide(state, wanted, { actor, workspace }));
  }
}
