import { type Entry } from './entry.js';
import { Heap } from './heap.js';
import { type SortedEntries, type Stretch } from './sorted-entries.js';

/** Keys that stand side by side in an index. */
export interface Run extends Stretch {
  readonly entries: SortedEntries;
  /** What all of them begin with: the values that a filter names. */
  readonly beginning: string;
}

interface Head {
  /** What follows the named values: the runs are merged by it. */
  readonly rest: string;
  readonly key: string;
  readonly run: Run;
  readonly keys: Iterator<string, void>;
}

/** The entries of one run after the other. One with arrays may come several times. */
export function* chained(runs: readonly Run[]): Generator<Entry> {
  for (const run of runs) yield* run.entries.range(run);
}

/**
 * The entries of all runs in the order of what follows the named values, each once: no run is read further than what
 * is asked for reaches into it.
 */
export function* merged(runs: readonly Run[], reverse: boolean): Generator<Entry> {
  const [only] = runs;
  if (runs.length === 1 && only) {
    yield* only.entries.range(only, reverse);
    return;
  }
  const heads = new Heap<Head>((a, b) => (reverse ? a.rest > b.rest : a.rest < b.rest));
  for (const run of runs) {
    const head = nextHead(run, run.entries.keysOf(run, reverse));
    if (head) heads.push(head);
  }
  let last: string | undefined;
  for (let head = heads.top; head; head = heads.top) {
    const entry = head.rest === last ? undefined : head.run.entries.entryOf(head.key);
    if (entry) yield entry;
    last = head.rest;
    const next = nextHead(head.run, head.keys);
    if (next) heads.replaceTop(next);
    else heads.pop();
  }
}

function nextHead(run: Run, keys: Iterator<string, void>): Head | undefined {
  const { value: key } = keys.next();
  return key === undefined ? undefined : { rest: key.slice(run.beginning.length), key, run, keys };
}
