import {
  CommandRunner,
  type CommandRunnerParts,
  type CommandScope,
  type Decide,
  type Decider,
  type DomainEvent,
  type Outcome,
} from '#libs/event-sourcing';
import { type DecisionSpans } from './tracing.js';

/** The command runner, with a span around each decision. */
export class TracedRunner extends CommandRunner {
  constructor(
    parts: CommandRunnerParts,
    private readonly spans: DecisionSpans,
  ) {
    super(parts);
  }

  override run<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    id: string,
    scope: CommandScope,
    decide: Decide<State, Event>,
  ): Promise<Outcome<State, Event>> {
    return this.spans.around(decider.category, scope, () => super.run(decider, id, scope, decide));
  }
}
