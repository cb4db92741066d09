import { type Position, type ReadDocument } from '#libs/event-sourcing';

/** A document as the memory keeps it. A deleted one stays, without its content: its position still guards it. */
export interface Entry {
  readonly id: string;
  document: ReadDocument | null;
  position: Position;
}

/** An entry that is known to hold a document. */
export type Live = Entry & { readonly document: ReadDocument };

export function isLive(entry: Entry): entry is Live {
  return entry.document !== null;
}
