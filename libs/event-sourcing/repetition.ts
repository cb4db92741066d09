import { type CommandRunner, type Outcome } from './command-runner.js';
import { type CommandScope } from './command-scope.js';
import { type Decider } from './decider.js';
import { type DomainEvent } from './event.js';

class FirstTime extends Error {}

/**
 * What this very command did when it was carried out before (S-1); undefined where it was not. For commands whose
 * preparations would refuse a repetition: the link is used by then, the password another one.
 * @throws IdempotencyKeyReused
 */
export async function repetition<State, Event extends DomainEvent>(
  runner: CommandRunner,
  decider: Decider<State, Event>,
  id: string,
  scope: CommandScope,
): Promise<Outcome<State, Event> | undefined> {
  if (!scope.key) return undefined;
  try {
    return await runner.run(decider, id, scope, () => {
      throw new FirstTime();
    });
  } catch (error) {
    if (error instanceof FirstTime) return undefined;
    throw error;
  }
}
