import { IdempotencyKeyReused } from './command-errors.js';
import { type CommandScope } from './command-scope.js';
import { type Decide, type Decider } from './decider.js';
import { type DomainEvent, type EventMetadata, type Folded } from './event.js';
import { type StreamView, withoutPersonalFields } from './stream-reader.js';

const SCHEMA_VERSION = 1;

/** A command to one stream, as it was asked for. */
export interface Asked {
  readonly scope: CommandScope;
  readonly decide: Decide<unknown, DomainEvent>;
}

/** What one command comes to, if what the round writes is appended at the revision that it was decided on. */
export type Verdict =
  | { readonly kind: 'written'; readonly from: number; readonly to: number; readonly state: unknown }
  | { readonly kind: 'nothing'; readonly state: unknown; readonly revision: number }
  | {
      readonly kind: 'planned';
      readonly events: readonly DomainEvent[];
      readonly state: unknown;
      readonly revision: number;
    }
  /** Carried out before: its first event has this revision. */
  | { readonly kind: 'repeated'; readonly revision: number }
  /** The same command stands in this round already. */
  | { readonly kind: 'repeats'; readonly of: Written }
  | { readonly kind: 'refused'; readonly error: unknown };

export type Written = Extract<Verdict, { readonly kind: 'written' }>;

/** What a round of decisions came to: one verdict a command, and all events for one append. */
export interface Round {
  readonly now: string;
  readonly verdicts: readonly Verdict[];
  readonly events: readonly Folded<DomainEvent>[];
  /** The state with all events folded in. */
  readonly state: unknown;
}

/**
 * Decides commands one after the other, each against the state that those before it leave behind. Changes nothing: a
 * round that could not be appended is forgotten.
 *
 * @param clock the time, ISO 8601 UTC; decisions are given no earlier one than the last event of the stream has
 */
export function decideRound(
  decider: Decider<unknown, DomainEvent>,
  view: StreamView<unknown>,
  asked: readonly Asked[],
  clock: string,
): Round {
  const now = clock > view.at ? clock : view.at;
  const events: Folded<DomainEvent>[] = [];
  const keyed = new Map<string, { readonly fingerprint: string; readonly verdict: Written }>();
  let { state } = view;

  const judge = ({ scope, decide }: Asked): Verdict => {
    const { key } = scope;
    if (key) {
      const earlier = view.commands.revisionOf(key.commandId);
      if (earlier !== undefined) return { kind: 'repeated', revision: earlier };
      const first = keyed.get(key.commandId);
      if (first && first.fingerprint !== key.fingerprint) throw new IdempotencyKeyReused();
      if (first) return { kind: 'repeats', of: first.verdict };
    }
    const revision = view.revision + events.length;
    const decided = decide(state, { now });
    if (decided.length === 0) return { kind: 'nothing', state, revision };
    const metadata = metadataOf(scope, now);
    const its = decided.map((event, index) => ({ ...event, revision: revision + 1 + index, metadata }));
    const after = its.reduce((before, event) => decider.evolve(before, seenBy(decider, event)), state);
    if (scope.dryRun) return { kind: 'planned', events: its, state: after, revision };
    const verdict: Written = { kind: 'written', from: events.length, to: events.length + its.length, state: after };
    if (key) keyed.set(key.commandId, { fingerprint: key.fingerprint, verdict });
    events.push(...its);
    state = after;
    return verdict;
  };

  const verdicts = asked.map((command): Verdict => {
    try {
      return judge(command);
    } catch (error) {
      return { kind: 'refused', error };
    }
  });
  return { now, verdicts, events, state };
}

/** The event as a fold would see it that read it from the log. */
function seenBy(decider: Decider<unknown, DomainEvent>, event: Folded<DomainEvent>): Folded<DomainEvent> {
  return decider.personal || !event.personal ? event : withoutPersonalFields(event);
}

function metadataOf(scope: CommandScope, now: string): EventMetadata {
  return {
    v: SCHEMA_VERSION,
    at: now,
    actor: scope.actor,
    correlationId: scope.correlationId,
    causationId: scope.causationId,
    ...(scope.reason === undefined ? {} : { reason: scope.reason }),
    ...(scope.key === undefined ? {} : { commandId: scope.key.commandId, fingerprint: scope.key.fingerprint }),
  };
}
