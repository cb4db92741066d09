import { Command } from '@nestjs/cqrs';
import { type CommandScope, type DomainEvent, type Outcome } from '#libs/event-sourcing';
import { type Inside } from '#libs/workspaces';

/** A command to one piece of a workspace's work: which one, on whose word, and what is wanted. */
export abstract class WorkCommand<Wanted, State, Event extends DomainEvent> extends Command<Outcome<State, Event>> {
  constructor(
    readonly inside: Inside,
    readonly scope: CommandScope,
    /** The id that the caller gave it. */
    readonly id: string,
    readonly wanted: Wanted,
  ) {
    super();
  }
}
