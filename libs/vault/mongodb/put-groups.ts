import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Collection, type Db } from 'mongodb';
import pLimit from 'p-limit';
import { countdown, isDuplicate, type Limit, notAfter, within } from '#libs/read-store/mongodb';
import { type StoredEntry } from './vault-entry.js';

const PENDING = 'pending';
const LAST = 'last';
const POLL_MS = 5;
/** A group that stands so long was left by a process that ended: whoever waits for it finishes it. */
const LEFT_BEHIND_MS = 5_000;

interface Group {
  readonly _id: typeof PENDING | typeof LAST;
  readonly token: string;
  readonly entries: readonly StoredEntry[];
}

interface Standing {
  readonly pending: Group | undefined;
  /** Changes whenever a group begins or ends. */
  readonly mark: string;
}

/**
 * Puts of several entries, all or none, on a server without transactions: MongoDB that is no replica set, or FerretDB.
 *
 * A group is decided by inserting one document that holds it whole; there is room for one at a time. From then on every
 * reader lays it over what it reads. Then its entries are written one by one, and the document goes. Where the process
 * ends in between, whoever waits for the place writes the entries again and clears it. Reads of several entries look
 * before and after whether a group came in between, and read again then.
 *
 * One thing that transactions give is missing: a process that stands still in the middle for seconds, with a write on
 * its way, may write its group over what others wrote after the group was finished for it.
 */
export class PutGroups {
  private readonly groups: Collection<Group>;
  /** Those of one process do not compete with each other for the place. */
  private readonly inTurn = pLimit(1);

  constructor(
    database: Db,
    private readonly entries: Collection<StoredEntry>,
    private readonly leftBehindMs = LEFT_BEHIND_MS,
  ) {
    this.groups = database.collection('vault.groups');
  }

  /** Gives the put as a function that may be called again until it succeeds once: it goes on where it stood. */
  put(entries: readonly StoredEntry[]): (limit: Limit) => Promise<void> {
    const group: Group = { _id: PENDING, token: randomUUID(), entries };
    let decided = false;
    const carryOut = async (limit: Limit): Promise<void> => {
      const left = countdown(limit);
      while (!decided) {
        decided = await this.begin(group, left());
        if (!decided) await this.gone(({ token }) => token !== group.token, left());
      }
      await this.finish(group, left());
    };
    return (limit) => {
      const left = countdown(limit);
      return this.inTurn(() => within(left().maxTimeMS, carryOut(left())));
    };
  }

  /** Waits until no group that is pending holds one of these entries. */
  async clear(ids: readonly string[], limit: Limit): Promise<void> {
    const wanted = new Set(ids);
    await this.gone(({ entries }) => entries.some(({ _id }) => wanted.has(_id)), limit);
  }

  /** What `find` gives, as of one moment, with a pending group laid over it. `covers` says which ids it asks for. */
  async read(
    find: (limit: Limit) => Promise<readonly StoredEntry[]>,
    covers: (id: string) => boolean,
    limit: Limit,
  ): Promise<readonly StoredEntry[]> {
    const left = countdown(limit);
    for (;;) {
      const before = await this.standing(left());
      const found = await find(left());
      const after = await this.standing(left());
      if (before.mark !== after.mark) continue;
      const laid = new Map(found.map((entry) => [entry._id, entry]));
      for (const entry of before.pending?.entries ?? []) {
        if (covers(entry._id) && !isLater(laid.get(entry._id), entry)) laid.set(entry._id, entry);
      }
      return [...laid.values()];
    }
  }

  /** True where the group has the place, from this call or from one whose answer was lost. */
  private async begin(group: Group, limit: Limit): Promise<boolean> {
    try {
      await this.groups.insertOne(group, limit);
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return (await this.standing(limit)).pending?.token === group.token;
    }
  }

  private async gone(holdsUp: (pending: Group) => boolean, limit: Limit): Promise<void> {
    const left = countdown(limit);
    let seen: { readonly token: string; readonly since: number } | undefined;
    for (;;) {
      const { pending } = await this.standing(left());
      if (!pending || !holdsUp(pending)) return;
      if (seen?.token !== pending.token) seen = { token: pending.token, since: performance.now() };
      if (performance.now() - seen.since >= this.leftBehindMs) await this.finish(pending, left());
      else await wait(POLL_MS);
    }
  }

  private async finish({ token, entries }: Group, limit: Limit): Promise<void> {
    const left = countdown(limit);
    await this.write(entries, left());
    await this.groups.replaceOne({ _id: LAST }, { token, entries: [] }, { upsert: true, ...left() });
    await this.groups.deleteOne({ _id: PENDING, token }, left());
  }

  /** What bears a later token than an entry of the group stays as it is. */
  private async write(entries: readonly StoredEntry[], limit: Limit): Promise<void> {
    const left = countdown(limit);
    let waiting = entries;
    while (waiting.length > 0) {
      const writes = waiting.map((entry) => ({
        replaceOne: { filter: { _id: entry._id, ...notAfter(entry.token) }, replacement: entry, upsert: true },
      }));
      try {
        await this.entries.bulkWrite(writes, { ordered: false, ...left() });
        return;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const there = await this.entries.find({ _id: { $in: waiting.map(({ _id }) => _id) } }, left()).toArray();
      const standing = new Map(there.map((entry) => [entry._id, entry]));
      waiting = waiting.filter((entry) => !isLater(standing.get(entry._id), entry));
    }
  }

  private async standing(limit: Limit): Promise<Standing> {
    const groups = await this.groups.find({}, limit).toArray();
    const pending = groups.find(({ _id }) => _id === PENDING);
    const last = groups.find(({ _id }) => _id === LAST);
    return { pending, mark: `${pending?.token ?? ''} ${last?.token ?? ''}` };
  }
}

function isLater({ token: standing }: Pick<StoredEntry, 'token'> = {}, { token }: StoredEntry): boolean {
  return token !== undefined && standing !== undefined && standing > token;
}
