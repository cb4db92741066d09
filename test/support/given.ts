import { expect } from '@jest/globals';
import { type Actor, type Decide, type Decider, type DomainEvent, type Folded } from '#libs/event-sourcing';

type RefusalClass = abstract new (...args: never[]) => Error;

/** The actor, time and stream that specs of decisions fold with unless they say otherwise. */
export const NOON = '2026-03-01T12:00:00.000Z';

/**
 * Given these events, when this is decided, then … : the form that specs of decisions have.
 *
 *     given(workspace, founded(), joined('bo')).when(changeRole(command)).then([{ type: 'RoleChanged', … }]);
 */
export function given<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  ...history: readonly (Event & Circumstances)[]
): { when(decide: Decide<State, Event>, now?: string): Then<Event>; readonly state: State } {
  const state = history.reduce(
    (before, event, revision) => decider.evolve(before, folded(event, revision)),
    decider.initial,
  );
  return {
    state,
    when(decide, now = NOON) {
      const attempt = () => decide(state, { now });
      return {
        get events() {
          return attempt();
        },
        then: (expected) => expect(attempt()).toEqual(expected),
        thenNothing: () => expect(attempt()).toEqual([]),
        thenRejects: (refusal) => expect(attempt).toThrow(refusal),
      };
    },
  };
}

export interface Then<Event> {
  readonly events: readonly Event[];
  then(expected: readonly unknown[]): void;
  thenNothing(): void;
  thenRejects(refusal: RefusalClass): void;
}

/** What an event of the past may say of itself; else it was the system, at noon. */
interface Circumstances {
  readonly at?: string;
  readonly actor?: Actor;
}

function folded<Event extends DomainEvent>(event: Event & Circumstances, revision: number): Folded<Event> {
  const metadata = {
    v: 1,
    at: event.at ?? NOON,
    actor: event.actor ?? { kind: 'system', id: 'spec' },
    correlationId: 'spec',
    causationId: 'spec',
  } as const;
  return { ...event, revision, metadata };
}
