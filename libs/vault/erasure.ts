import { type Database, type RootDatabase } from 'lmdb';
import { RosterError, writePoint } from '#libs/event-sourcing';
import { type ErasureJournal } from './erasure-journal.js';
import { ErasureUnfinished, VaultUnavailable } from './errors.js';
import { fileHolds, piecesOf } from './traces.js';

type EntryKey = [kind: string, key: string];
type FillerKey = number;

export interface ErasureParts {
  readonly environment: RootDatabase;
  readonly entries: Database<string, EntryKey>;
  /** Every other tree of the environment. */
  readonly others: readonly Database[];
  /** LMDB's data file. */
  readonly file: string;
  readonly journal: ErasureJournal;
  readonly read: <Result>(look: () => Result) => Promise<Result>;
  /** Carries out a change in a transaction of its own; resolves once it is durable. */
  readonly write: <Result>(change: () => Result) => Promise<Result>;
}

/** What is about to be written in place of secrets. */
export interface Overwriting {
  readonly keys: readonly EntryKey[];
  /** What stands there, as it is kept. */
  readonly former: () => readonly string[];
  /** Writes what comes in its place, within a transaction; gives what stood there. */
  readonly overwrite: () => readonly string[];
}

/** So many at once, so that no transaction holds up the process for long. */
const WRITES_AT_ONCE = 1000;
/** So many entries before and behind each secret are written anew in the first round; in each later one more. */
const NEIGHBOURS = 64;
const WIDER = 16;
const MOST_ROUNDS = 5;
/** More than LMDB's header of a page: a value shorter by so much takes one page for itself. */
const PAGE_MARGIN = 64;

/**
 * Sees to it that the data file holds nothing more of secrets that were overwritten. LMDB never changes a page: it
 * writes another one and uses the former again some day, so what was overwritten could be read in the file for years.
 * Two kinds of place hold such remains, and each is written over in LMDB's own way, by ordinary transactions:
 *
 * - Free pages. As many values as there are free pages, each of which takes one page for itself, are written and
 *   removed again. A page is free for use two transactions after the one that let go of it.
 * - The gap within a page in use, from which an entry was taken or moved when the page was split. Writing any entry of
 *   that page makes LMDB copy it without its gap, and what is not copied is zero (`noMemInit` is off). Such pages are
 *   neighbours, for entries move to pages beside theirs alone.
 *
 * Then the file is read, and all of it done again, with more neighbours each time, until nothing is found. Compacting
 * the environment into a copy would do without the search, but takes as long as everything that is in the vault,
 * while nobody may write.
 */
export class Erasure {
  private readonly filler: Database<Buffer, FillerKey>;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ErasureParts) {
    this.filler = parts.environment.openDB({ name: 'filler', encoding: 'binary', keyEncoding: 'uint32' });
  }

  /**
   * One at a time. What is erased is noted in a file beforehand: after a crash the next call finishes it.
   * @throws ErasureUnfinished, VaultUnavailable: to be called again
   */
  carryOut(overwriting: Overwriting): Promise<void> {
    const done = this.last.then(() => this.erase(overwriting)).catch((error: unknown) => {
      throw error instanceof RosterError ? error : new VaultUnavailable('written', error);
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  private async erase({ keys, former, overwrite }: Overwriting): Promise<void> {
    const { journal, read, write } = this.parts;
    const unfinished = [...(await journal.read()), ...(await read(former))];
    if (piecesOf(unfinished).length > 0) await journal.write(unfinished);
    const pieces = piecesOf([...unfinished, ...(await write(overwrite))]);
    writePoint('vault.erasure.between-overwriting-and-clearing');
    if (pieces.length > 0) await this.scrub(keys, pieces);
    await journal.clear();
  }

  private async scrub(keys: readonly EntryKey[], pieces: readonly string[]): Promise<void> {
    for (let round = 0, neighbours = NEIGHBOURS; round < MOST_ROUNDS; round++, neighbours *= WIDER) {
      await this.copyPages(keys, neighbours);
      await this.letGo();
      await this.fillFreePages();
      if (!(await fileHolds(this.parts.file, pieces))) return;
    }
    throw new ErasureUnfinished();
  }

  /** Writes entries anew as they are: LMDB then copies the pages that they are on. */
  private async copyPages(keys: readonly EntryKey[], neighbours: number): Promise<void> {
    const { entries, read, write } = this.parts;
    for (const start of keys) {
      const range = { start, limit: neighbours };
      const near = await read(() => [...entries.getKeys(range), ...entries.getKeys({ ...range, reverse: true })]);
      for (let from = 0; from < near.length; from += WRITES_AT_ONCE) {
        await write(() => {
          for (const key of near.slice(from, from + WRITES_AT_ONCE)) {
            const content = entries.get(key);
            if (content !== undefined) entries.putSync(key, content);
          }
        });
      }
    }
  }

  /** Two transactions, after which every page that was let go of before is free. */
  private async letGo(): Promise<void> {
    for (const key of [0, 1]) {
      await this.parts.write(() => {
        this.filler.putSync(key, Buffer.alloc(1));
        this.filler.removeSync(key);
      });
    }
  }

  private async fillFreePages(): Promise<void> {
    const { write } = this.parts;
    const { free, last, pageBytes } = await this.pages();
    const page = Buffer.alloc(pageBytes - PAGE_MARGIN);
    // Once the file grows, no free page is left. Fewer at a time towards the end, so that it grows by hardly any.
    for (let from = 0; from < free && (await this.pages()).last === last; ) {
      const to = from + Math.min(WRITES_AT_ONCE, Math.ceil((free - from) / 2));
      await write(() => {
        for (let key = from; key < to; key++) this.filler.putSync(key, page);
      });
      from = to;
    }
    for (;;) {
      const left = await write(() => {
        const keys = [...this.filler.getKeys({ limit: WRITES_AT_ONCE })];
        for (const key of keys) this.filler.removeSync(key);
        return keys.length;
      });
      if (left === 0) return;
    }
  }

  /** How many pages are free, the number of the last one there is, and how long one is. */
  private pages(): Promise<{ readonly free: number; readonly last: number; readonly pageBytes: number }> {
    const { environment, entries, others, read } = this.parts;
    return read(() => {
      const { lastPageNumber: last, pageSize: pageBytes, root, free } = environment.getStats() as EnvironmentStats;
      const trees = [root, free, ...[entries, ...others, this.filler].map((tree) => tree.getStats() as Stats)];
      const used = trees.reduce((sum, tree) => {
        return sum + tree.treeBranchPageCount + tree.treeLeafPageCount + tree.overflowPages;
      }, META_PAGES);
      return { free: Math.max(0, last + 1 - used), last, pageBytes };
    });
  }
}

const META_PAGES = 2;

/** What lmdb tells of a tree and does not type. */
interface Stats {
  readonly pageSize: number;
  readonly treeBranchPageCount: number;
  readonly treeLeafPageCount: number;
  readonly overflowPages: number;
}

interface EnvironmentStats extends Stats {
  readonly lastPageNumber: number;
  /** Of the tree that names the others. */
  readonly root: Stats;
  /** Of the tree that names the free pages. */
  readonly free: Stats;
}
