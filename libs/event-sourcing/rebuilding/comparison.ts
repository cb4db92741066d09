import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Position } from '../event.js';
import { type ReadDocument, type ReadStore, type Stored } from '../ports/read-store.js';

/** Of the new generation, held to the one that serves: it lacks the row, has one more, or has another. */
export type DifferenceKind = 'missing' | 'extra' | 'different';

export interface Difference {
  readonly id: string;
  readonly kind: DifferenceKind;
}

/** What comparing two generations row by row has found. Of the rows it has their ids alone. */
export interface Comparison {
  readonly compared: number;
  readonly differences: number;
  /** Rows that changed so often meanwhile that nobody can tell. */
  readonly unsettled: number;
  /** The first of the differences, at most `MOST_TOLD`. */
  readonly first: readonly Difference[];
}

/** What is compared, while both go on being fed. */
export interface Compared {
  readonly store: ReadStore;
  /** Collections. */
  readonly serving: string;
  readonly beside: string;
  /** Position of the last event that there is. */
  readonly head: () => Promise<Position>;
  /** Resolves once both have folded all up to it; false where one of them does not get there. */
  readonly reached: (position: Position) => Promise<boolean>;
}

export const MOST_TOLD = 100;
const PAGE = 500;
const ROUNDS = 20;
const PAUSE_MS = 25;

/**
 * Goes through both collections by id. Rows that differ may do so because one side is some events behind the other: they
 * are looked at again until that cannot be the reason, or it is clear that they are the same.
 * @throws RosterError a failure of the store or the log
 */
export async function compareGenerations(sides: Compared): Promise<Comparison> {
  const first: Difference[] = [];
  let [compared, differences, unsettled] = [0, 0, 0];
  let suspects: string[] = [];
  const settle = async (): Promise<void> => {
    const { found, open } = await settled(sides, suspects);
    differences += found.length;
    unsettled += open;
    first.push(...found.slice(0, MOST_TOLD - first.length));
    suspects = [];
  };
  for await (const [id, serving, beside] of pairs(sides)) {
    compared++;
    if (!isDeepStrictEqual(serving, beside)) suspects.push(id);
    if (suspects.length >= PAGE) await settle();
  }
  if (suspects.length > 0) await settle();
  return { compared, differences, unsettled, first };
}

type Pair = readonly [id: string, serving: ReadDocument | undefined, beside: ReadDocument | undefined];

/** The rows of both side by side, in order of their ids. */
async function* pairs({ store, serving, beside }: Compared): AsyncGenerator<Pair> {
  const [ones, others] = [rows(store, serving), rows(store, beside)];
  let [one, other] = [await ones.next(), await others.next()];
  while (!one.done || !other.done) {
    const order = one.done ? 1 : other.done ? -1 : byCodePoint(one.value._id, other.value._id);
    const [left, right] = [order <= 0 ? one.value : undefined, order >= 0 ? other.value : undefined];
    yield [(left ?? right)?._id ?? '', left, right];
    if (order <= 0) one = await ones.next();
    if (order >= 0) other = await others.next();
  }
}

async function* rows(store: ReadStore, collection: string): AsyncGenerator<ReadDocument, undefined> {
  let after: readonly string[] | undefined;
  for (;;) {
    const page = await store.find(collection, { filter: {}, sort: { _id: 1 }, limit: PAGE, ...(after && { after }) });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return undefined;
    after = [last._id];
    // A store in memory answers at once, and commands and queries go on.
    await breathe();
  }
}

/** As stores sort texts. */
function byCodePoint(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

async function settled(
  { store, serving, beside, head, reached }: Compared,
  ids: readonly string[],
): Promise<{ readonly found: readonly Difference[]; readonly open: number }> {
  const found: Difference[] = [];
  let waiting = ids.map((id) => new Suspect(id));
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await wait(PAUSE_MS);
    const end = await head();
    const limit = (await reached(end)) ? end : Infinity;
    const left = waiting.map(({ id }) => id);
    const [ones, others] = await Promise.all([store.load(serving, left), store.load(beside, left)]);
    waiting = waiting.filter((suspect) => {
      const verdict = suspect.judge(ones.get(suspect.id), others.get(suspect.id), limit);
      if (verdict !== undefined && verdict !== 'same') found.push({ id: suspect.id, kind: verdict });
      return verdict === undefined;
    });
    if (waiting.length === 0) break;
  }
  return { found, open: waiting.length };
}

/** A row that differed, and what has been seen of it since. */
class Suspect {
  private readonly seen = { serving: new Map<Position, ReadDocument>(), beside: new Map<Position, ReadDocument>() };
  /** It was only on one side then, and up to there both had folded everything. */
  private alone: { readonly position: Position; readonly kind: DifferenceKind } | undefined;

  constructor(readonly id: string) {}

  /** @param end both have folded everything up to it before this was loaded; undefined: cannot be told yet */
  judge(serving: Stored | undefined, beside: Stored | undefined, end: Position): DifferenceKind | 'same' | undefined {
    if (serving && beside) return this.judgeBoth(serving, beside, end);
    const [row, kind] = serving ? ([serving, 'missing'] as const) : ([beside, 'extra'] as const);
    if (!row) return 'same';
    // The other side may have deleted it by a later event. Had it done so before, this one would have by now.
    if (this.alone?.kind === kind && this.alone.position === row.position) return kind;
    this.alone = row.position <= end ? { position: row.position, kind } : undefined;
    return undefined;
  }

  /** Two that have seen the same event last must be the same, now or as they were before. */
  private judgeBoth(serving: Stored, beside: Stored, end: Position): 'different' | 'same' | undefined {
    this.alone = undefined;
    if (isDeepStrictEqual(serving.document, beside.document)) return 'same';
    if (serving.position <= end && beside.position <= end) return 'different';
    this.seen.serving.set(serving.position, serving.document);
    this.seen.beside.set(beside.position, beside.document);
    for (const [position, document] of this.seen.serving) {
      const other = this.seen.beside.get(position);
      if (other) return isDeepStrictEqual(document, other) ? 'same' : 'different';
    }
    return undefined;
  }
}
