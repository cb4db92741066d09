export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * A fact, as a decider states it. `data` holds nothing personal; what is personal stands apart in `personal`,
 * so that it can be sealed under the key of the person it is about, and forgotten with that key.
 */
export interface DomainEvent<Type extends string = string, Data = object, Fields = object> {
  readonly type: Type;
  readonly data: Data;
  readonly personal?: Personal<Fields>;
}

export interface Personal<Fields> {
  /** Whose key seals the fields: an account id or a member id. */
  readonly of: string;
  /** `null` once that key is destroyed. */
  readonly fields: Fields | null;
}

/** Who did it. `account` is a person outside any workspace (signing in, changing a password). */
export type Actor =
  | { readonly kind: 'member'; readonly id: string; readonly accountId: string }
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'service'; readonly id: string; readonly onBehalfOf?: string }
  | { readonly kind: 'system'; readonly id: string };

/** What stands on every event beside its data. */
export interface EventMetadata {
  /** Version of the event's schema: an upcaster lifts older ones when they are read. */
  readonly v: number;
  /** When it happened: ISO 8601 UTC with milliseconds. Never earlier than the event before it in its stream. */
  readonly at: string;
  readonly actor: Actor;
  readonly reason?: string;
  /** The request that it all began with. */
  readonly correlationId: string;
  /** The event or command that caused this one. */
  readonly causationId: string;
  /** Present where the command must never be carried out twice: it came with an idempotency key, or from a process. */
  readonly commandId?: string;
  /** Tells the same key with the same body from the same key with another. Keyed: no body can be guessed from it. */
  readonly fingerprint?: string;
}

/** An event in the form that an event log keeps: its personal fields sealed. */
export interface StoredEvent {
  /** UUID; the log recognises an append that is sent again by its ids. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly personal?: SealedPersonal;
  readonly metadata: EventMetadata;
}

export interface SealedPersonal {
  readonly of: string;
  /** base64url */
  readonly sealed: string;
}

/** Where in the whole log an event stands. Positions grow, with gaps; one order over all streams. */
export type Position = number;
/** The position before every event. */
export const START: Position = -1;

/** An event as the log gives it back. */
export interface RecordedEvent extends StoredEvent {
  readonly stream: string;
  /** 0 for the first event of a stream, then without a gap. */
  readonly revision: number;
  readonly position: Position;
}

/** What a fold may look at. The position is not there: a decision is folded before it has one. */
export type Folded<E extends DomainEvent> = E & {
  readonly revision: number;
  readonly metadata: EventMetadata;
};

/** A recorded event with its personal fields opened. */
export type Opened<E extends DomainEvent = DomainEvent> = E & {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly metadata: EventMetadata;
};
