import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Lease, type LeasedWork } from './lease.js';
import { type LeaseRecord, type Leases } from './ports/leases.js';

/** Each process looks at all leases, and gives a sign of life on its own, so often. */
export const BEAT_MS = 1000;
/** So long after its last sign of life began a process goes on working. */
export const WORK_MS = 4000;
/** So long others look at an unchanged beat before they take over: by so much more the last write has its time to land. */
export const TTL_MS = 6000;

export interface LeaseHolderOptions {
  /** False: it only looks who does the work. */
  readonly takesPart?: boolean;
  /** Milliseconds that never go back and stand still for nobody; of this process alone. */
  readonly now?: () => number;
  readonly onTrouble?: (what: string, error: unknown) => void;
  /** Its name among the others; a new one for each process unless told. */
  readonly holder?: string;
}

/** Who does a piece of work; `nobody` at the moment. */
export type DoneBy = 'here' | 'elsewhere' | 'nobody';

/** A piece of work, and how it stands with it here. */
interface Post {
  readonly work: LeasedWork;
  /** What was offered later may need what was offered before. */
  readonly round: number;
  lease?: Tenure | undefined;
  /** While it begins or ends. */
  changing?: Promise<void> | undefined;
}

interface Sight {
  readonly record: LeaseRecord;
  /** When it was first seen so. */
  readonly since: number;
}

/** Leases by which processes tell of themselves, so that each knows how many share the work. */
const PRESENCE = 'process ';

/**
 * Takes its part of the work by leases, as Kubernetes elects its leaders: a lease bears no time. Its holder gives signs of
 * life, and stops by its own clock when none has gone through for 4 s; who has seen the same sign for 6 s by its own clock
 * takes over, under the next token. Nobody takes more than an equal part, and who has more gives it back.
 */
export class LeaseHolder {
  private readonly holder: string;
  private readonly takesPart: boolean;
  private readonly now: () => number;
  private readonly onTrouble: (what: string, error: unknown) => void;
  private readonly stopping = new AbortController();
  private leaving = false;
  private readonly seen = new Map<string, Sight>();
  private posts: readonly Post[] = [];
  private rounds = 0;
  private looking: Promise<void> = Promise.resolve();
  private loop: Promise<void> | undefined;

  constructor(
    private readonly leases: Leases,
    { takesPart = true, now = () => performance.now(), onTrouble = () => undefined, holder }: LeaseHolderOptions = {},
  ) {
    this.holder = holder ?? randomUUID();
    this.takesPart = takesPart;
    this.now = now;
    this.onTrouble = onTrouble;
  }

  /** Looks after the leases from now on, until `stop`. */
  start(): void {
    this.loop ??= this.run();
  }

  /** More work to be shared. Resolves once it was looked whether it is ours to do. */
  async offer(works: readonly LeasedWork[]): Promise<void> {
    // In an order of this process's own, so that each takes some of every kind.
    const more = works.map((work) => ({ work, place: createHash('sha256').update(this.holder + work.name).digest('hex') }));
    more.sort((one, other) => (one.place < other.place ? -1 : 1));
    const round = this.rounds++;
    this.posts = [...this.posts, ...more.map(({ work }): Post => ({ work, round }))];
    await this.look();
  }

  /** Work that is no more ends here, and nobody asks for its lease again. What it was fenced by is to be kept from others. */
  async withdraw(names: readonly string[]): Promise<void> {
    const gone = this.posts.filter(({ work }) => names.includes(work.name));
    this.posts = this.posts.filter((post) => !gone.includes(post));
    await this.looking;
    await Promise.all(gone.map((post) => this.leave(post)));
    if (this.takesPart) for (const { work } of gone) await this.leases.remove(work.name).catch(() => undefined);
  }

  /** Ends all work, what was offered last first, and gives every lease back, so that others go on at once. */
  async stop(): Promise<void> {
    this.leaving = true;
    await this.looking;
    // Signs of life go on meanwhile: what is at hand may take a while.
    while (this.rounds-- > 0) {
      await Promise.all(this.posts.filter(({ round }) => round === this.rounds).map((post) => this.leave(post)));
    }
    this.stopping.abort();
    await this.loop;
    const own = PRESENCE + this.holder;
    // What nobody ever saw is not there.
    if (this.seen.has(own)) await this.leases.remove(own).catch(() => undefined);
  }

  /** Who does each piece of work that was offered here, as it was at the last look. */
  standing(): ReadonlyMap<string, DoneBy> {
    return new Map(this.posts.map(({ work: { name }, lease }) => [name, lease?.holds() ? 'here' : this.doneBy(name)]));
  }

  /**
   * One look at the leases: signs of life, what was lost, what may be taken, what is too much. What is begun and ended by it
   * goes on in the background. Never rejects.
   */
  async look(): Promise<void> {
    await this.ask().catch((error: unknown) => this.onTrouble('the leases cannot be looked at', error));
    // Also where the store does not answer: a lease is over by our own clock.
    for (const post of this.posts) if (post.lease && !post.lease.holds()) this.end(post);
  }

  /** Resolves once nothing is being begun or ended. */
  async settled(): Promise<void> {
    for (const { changing } of this.posts) await changing;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.look();
      await wait(BEAT_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One at a time. @throws RosterError */
  private ask(): Promise<void> {
    const asked = this.looking.then(() => this.askOnce());
    this.looking = asked.catch(() => undefined);
    return asked;
  }

  private async askOnce(): Promise<void> {
    const began = this.now();
    const records = new Map((await this.leases.beat(this.holder)).map((record) => [record.name, record]));
    this.note(records);
    for (const { work, lease } of this.posts) {
      const record = records.get(work.name);
      if (record?.holder === this.holder && record.token === lease?.token) lease.renewed(began);
      else lease?.end();
    }
    if (!this.takesPart || this.leaving) return;
    await this.share(records, began);
  }

  private note(records: ReadonlyMap<string, LeaseRecord>): void {
    const since = this.now();
    for (const [name, record] of records) {
      const before = this.seen.get(name)?.record;
      const same = before?.holder === record.holder && before.token === record.token && before.beat === record.beat;
      if (!same) this.seen.set(name, { record, since });
    }
    for (const name of this.seen.keys()) if (!records.has(name)) this.seen.delete(name);
  }

  /** Takes what nobody does, up to an equal part; gives back what is more than that. */
  private async share(records: ReadonlyMap<string, LeaseRecord>, began: number): Promise<void> {
    const part = Math.ceil(this.posts.length / (await this.countProcesses(records)));
    const ours = this.posts.filter(({ work, lease }) => lease ?? records.get(work.name)?.holder === this.holder);
    for (const post of ours.slice(part)) if (!post.changing) this.giveBack(post);
    let room = part - ours.length;
    const taken: Promise<void>[] = [];
    for (const post of this.posts) {
      if (post.lease || post.changing) continue;
      const record = records.get(post.work.name);
      // Ours without work: one whose answer was lost, or that was over for a while without anybody taking it.
      if (record?.holder === this.holder && ours.indexOf(post) < part) this.begin(post, record.token, began);
      else if (room > 0 && this.doneBy(post.work.name) === 'nobody') {
        room--;
        taken.push(this.take(post, record));
      }
    }
    await Promise.all(taken);
  }

  private async take(post: Post, seen: LeaseRecord | undefined): Promise<void> {
    const began = this.now();
    if (await this.leases.acquire(post.work.name, this.holder, seen)) this.begin(post, (seen?.token ?? 0) + 1, began);
  }

  /** How many share the work, this one included. Those that have ended are taken out. */
  private async countProcesses(records: ReadonlyMap<string, LeaseRecord>): Promise<number> {
    const own = PRESENCE + this.holder;
    if (!records.has(own)) await this.leases.acquire(own, this.holder, undefined);
    const others = [...records.keys()].filter((name) => name.startsWith(PRESENCE) && name !== own);
    const ended = others.filter((name) => this.doneBy(name) === 'nobody');
    for (const name of ended) await this.leases.remove(name);
    return 1 + others.length - ended.length;
  }

  private doneBy(name: string): Exclude<DoneBy, 'here'> {
    const sight = this.seen.get(name);
    if (!sight || sight.record.holder === null) return 'nobody';
    return this.now() - sight.since < TTL_MS ? 'elsewhere' : 'nobody';
  }

  private begin(post: Post, token: number, renewedAt: number): void {
    const { name } = post.work;
    const lease: Tenure = new Tenure(token, renewedAt, this.now, async () => {
      await this.ask();
      return lease.holds();
    });
    post.lease = lease;
    this.change(post, async () => {
      try {
        await post.work.begin(lease);
      } catch (error) {
        this.onTrouble(`${name} could not begin`, error);
        lease.end();
        post.lease = undefined;
        await this.release(name);
      }
    });
  }

  /** Without giving it back: it is over already. */
  private end(post: Post): void {
    if (post.changing) return;
    this.change(post, async () => {
      await post.work.end();
      post.lease = undefined;
    });
  }

  private giveBack(post: Post): void {
    this.change(post, async () => {
      if (post.lease) await post.work.end();
      post.lease?.end();
      post.lease = undefined;
      await this.release(post.work.name);
    });
  }

  private async leave(post: Post): Promise<void> {
    await post.changing;
    if (!post.lease) return;
    this.giveBack(post);
    await post.changing;
  }

  /** Where it cannot be given back, others wait until it is over. */
  private async release(name: string): Promise<void> {
    await this.leases.release(name, this.holder).catch((error: unknown) => this.onTrouble(`the lease ${name} was not given back`, error));
  }

  private change(post: Post, how: () => Promise<void>): void {
    post.changing = how().finally(() => (post.changing = undefined));
  }
}

/** A lease from the moment it was granted until it is over. */
class Tenure implements Lease {
  private over = false;

  constructor(
    readonly token: number,
    private renewedAt: number,
    private readonly now: () => number,
    readonly confirm: () => Promise<boolean>,
  ) {}

  holds(): boolean {
    if (this.now() - this.renewedAt >= WORK_MS) this.over = true;
    return !this.over;
  }

  renewed(at: number): void {
    if (this.holds()) this.renewedAt = at;
  }

  end(): void {
    this.over = true;
  }
}
