import { type Position } from '#libs/event-sourcing';
import { type FeedEntry } from './feed-entry.js';

/** By what readers choose. */
export interface Subject {
  readonly type: string;
  /** The workspace that it belongs to; undefined for an account's. */
  readonly workspaceId: string | undefined;
}

/** Who is sent a page: what they want of it, and whether with what is personal. */
export interface Recipient {
  readonly personal: boolean;
  wants(subject: Subject): boolean;
}

/**
 * What a reader is given at a time: entries to send, and the position that it has then seen. Readers at the end of the
 * feed are given the same page, and who wants all of it the same bytes, however many they are.
 */
export class FeedPage {
  private whole: Buffer | undefined;
  private bare: Buffer | undefined;

  constructor(
    readonly entries: readonly FeedEntry[],
    readonly position: Position,
  ) {}

  /** What a reader wants of it, as events of an event stream; undefined where that is nothing. */
  frames(reader: Recipient): Buffer | undefined {
    const wanted = this.entries.filter((entry) => reader.wants(entry));
    if (wanted.length === 0) return undefined;
    if (wanted.length < this.entries.length) return framesOf(wanted, reader.personal);
    if (reader.personal) return (this.whole ??= framesOf(wanted, true));
    return (this.bare ??= framesOf(wanted, false));
  }
}

function framesOf(entries: readonly FeedEntry[], personal: boolean): Buffer {
  return Buffer.from(entries.map((entry) => entry.frame(personal)).join(''));
}
