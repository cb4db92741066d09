import { type DomainEvent, type Folded } from './event.js';

/**
 * How a stream of one category is folded into the state that its commands are decided on. `evolve` is pure and never
 * changes the state it is given: a decision that could not be appended is forgotten by dropping its states.
 */
export interface Decider<State, Event extends DomainEvent> {
  /** The first part of the names of its streams. */
  readonly category: string;
  readonly initial: State;
  evolve(this: void, state: State, event: Folded<Event>): State;
  /** How much room a state takes in the cache, in any unit that is 1 for a small one. */
  weigh?(this: void, state: State): number;
  /**
   * True where the state holds personal fields: events are then opened before they are folded, and snapshots sealed
   * under the key of the person whose id the stream bears. Elsewhere `evolve` sees null in place of the fields.
   */
  readonly personal?: boolean;
  readonly snapshots?: SnapshotForm<State>;
}

export interface SnapshotForm<State> {
  /** Raised with every change of the form: older snapshots are then ignored. */
  readonly version: number;
  /** A snapshot is taken after so many events since the last one. Let it grow with what a snapshot costs. */
  every(this: void, state: State): number;
  write(this: void, state: State): unknown;
  read(this: void, stored: unknown): State;
}

/** What a decision may know beside the state: never a clock, never chance. */
export interface DecisionContext {
  /** ISO 8601 UTC; never earlier than the last event of the stream. */
  readonly now: string;
}

/** The rules of one command: which facts follow. None: nothing changes. @throws RosterError a refusal */
export type Decide<State, Event extends DomainEvent> = (
  state: State,
  context: DecisionContext,
) => readonly Event[];

export function streamName(decider: { readonly category: string }, id: string): string {
  return `${decider.category}-${id}`;
}
