import { type DomainEvent, type Opened } from './event.js';
import { type ReadDocument, type SortSpec } from './ports/read-store.js';

/** The documents that an event touches. */
export interface Touch {
  readonly ids?: readonly string[];
  /** Also every document whose (indexed, top-level) field has this value, or is an array that holds it. */
  readonly where?: { readonly field: string; readonly value: string };
  /**
   * Documents that the fold looks at without changing them. After a crash they may be those of a moment later: what is
   * copied from them must be kept right by the events that change them.
   */
  readonly reads?: readonly string[];
}

/**
 * A read model as a pure fold. The executor loads, guards and writes; a projection only says which documents an event
 * touches and what becomes of each.
 */
export interface Projection<Doc extends ReadDocument = ReadDocument, Event extends DomainEvent = DomainEvent> {
  readonly name: string;
  /** Raised with every change of the fold or of the documents: a new version is built beside the old one. */
  readonly version: number;
  /** Which building of this version: the first is 0, and needs not be told. Rebuilding makes the next. */
  readonly generation?: number;
  readonly indexes: readonly SortSpec[];
  /** Types of events that it handles; all others pass it by. */
  readonly handles: readonly Event['type'][];
  touches(this: void, event: Opened<Event>): Touch;
  /**
   * What becomes of one document; null: it is not there (any more). `read` gives the documents of `ids` and `reads` as
   * they are at this event. A fold that throws stops its projection at the event.
   */
  fold(
    this: void,
    id: string,
    document: Doc | null,
    event: Opened<Event>,
    read: (id: string) => Doc | null,
  ): Doc | null;
}

/**
 * The collection that a generation of a projection lives in. That of the first one is also the name under which queries ask
 * for whichever generation serves.
 */
export function collectionOf({ name, version, generation = 0 }: Built): string {
  return `${name}_v${version}${generation === 0 ? '' : `_g${generation}`}`;
}

interface Built {
  readonly name: string;
  readonly version: number;
  readonly generation?: number | undefined;
}
