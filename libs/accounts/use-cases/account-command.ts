import { Command } from '@nestjs/cqrs';
import { type CommandScope } from '#libs/event-sourcing';

/** A command about a person's identity: on whose word, and what is wanted. */
export abstract class AccountCommand<Wanted, Result = void> extends Command<Result> {
  constructor(
    readonly scope: CommandScope,
    readonly wanted: Wanted,
  ) {
    super();
  }
}
