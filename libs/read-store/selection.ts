import { type ReadDocument } from '#libs/event-sourcing';
import { type SelectiveAccess } from './index-access.js';
import { beyond, endOf } from './key-text.js';
import { Leaders } from './leaders.js';
import { type Run } from './run.js';

/** Reading on costs little; to jump costs about as much as to read so many keys. */
const PATIENCE = 16;

/**
 * The first documents in an order, out of runs that have it only among equal values of one field. Under each value keys
 * are read until they come too late to matter, and a document is looked at only where its key comes in time. So a
 * beginning that is shared by few words costs a short read for each of them, however many documents have it; one that is
 * shared by many costs no more than reading their keys.
 */
export class Selection {
  private readonly leaders: Leaders<ReadDocument>;
  private readonly placeEnd: string;
  private keysRead = 0;

  constructor(
    private readonly access: SelectiveAccess,
    limit: number,
    private readonly matches: (document: ReadDocument) => boolean,
  ) {
    this.leaders = new Leaders(limit, access.reverse);
    this.placeEnd = beyond(access.place ?? '');
    for (const run of access.runs) {
      for (let left: Run | undefined = run; left && left.start < left.end; ) left = this.read(left);
    }
  }

  get documents(): readonly ReadDocument[] {
    return this.leaders.values();
  }

  get examined(): number {
    return this.keysRead;
  }

  /** Reads until it is better to jump, and gives what is left then. */
  private read(run: Run): Run | undefined {
    const { reverse, turned } = this.access;
    let value: string | undefined;
    let inVain = 0;
    for (const key of run.entries.keysOf(run, reverse)) {
      this.keysRead += 1;
      if (value === undefined || !key.startsWith(value)) {
        value = key.slice(0, endOf(key, run.beginning.length, turned));
        inVain = 0;
      }
      const rest = key.slice(value.length);
      const early = !this.isBehindPlace(rest);
      if (!early && this.leaders.reaches(rest)) this.take(run, key, rest);
      else if ((inVain += 1) > PATIENCE) return this.jumped(run, value, early);
    }
    return undefined;
  }

  private take({ entries }: Run, key: string, rest: string): void {
    // Found already, by another element of the same array.
    if (this.leaders.has(rest)) return;
    const document = entries.entryOf(key)?.document;
    if (document && this.matches(document)) this.leaders.offer(rest, document);
  }

  private isBehindPlace(rest: string): boolean {
    const { place, reverse } = this.access;
    if (place === undefined) return true;
    return reverse ? rest < place : rest > this.placeEnd;
  }

  /** What is left of a run behind all keys with a value, or behind those of them that come before the place. */
  private jumped(run: Run, value: string, early: boolean): Run {
    const { reverse, place = '' } = this.access;
    const to = early ? value + place : value;
    if (reverse) return { ...run, end: Math.min(run.end, run.entries.rank(to)) };
    return { ...run, start: Math.max(run.start, run.entries.rank(beyond(to))) };
  }
}
