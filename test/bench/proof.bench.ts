import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Accounts } from '#libs/accounts';
import { type Folded, Projections, systemClock } from '#libs/event-sourcing';
import {
  canonicalEvent,
  ChainKeeper,
  Entries,
  genesisOf,
  HISTORY_PROJECTIONS,
  HistoryTables,
  KeptChain,
  linesIn,
  linked,
  Past,
  PastProfiles,
  People,
  SigningKeys,
  Verification,
  verifyBundle,
} from '#libs/history';
import { MemoryReadStore } from '#libs/read-store';
import { userTable, type Workspace, workspaceDecider, type WorkspaceEvent } from '#libs/workspaces';
import { openEngine } from './engine.js';
import { type Figures, measure, note, percentile, perSecond, table, title } from './figures.js';
import { heapInUse, heapNow } from '../support/memory.js';
import { live, type PastLife } from './past-life.js';
import { figuresOf, pagesOf, timed } from './reading.js';
import { scaled } from './scale.js';

const EVENTS = scaled(1_000_000, 1000);
const PAST_EVENTS = scaled(100_000, 1000);
const MOMENTS = 500;
const REPLAYS = 3;
const LOOKS = 20;
const LONG_MS = 3_600_000;

/** What is kept of a long history can be exported and proved; and asked as it was, at any moment. */
export async function proof(): Promise<void> {
  await exportedAndProved();
  await asOf();
}

async function openHistory() {
  const engine = await openEngine();
  const { log, vault, parts, runner } = engine;
  const store = new MemoryReadStore();
  const projections = new Projections(log, store, parts.personal, [userTable, ...HISTORY_PROJECTIONS]);
  const keys = new SigningKeys(vault, 'a secret that only benchmarks use, long enough');
  const kept = new KeptChain(vault);
  const newPast = () => new Past(log, parts.snapshots);
  const past = newPast();
  const people = new People(store, log, parts.personal, new Accounts(runner));
  const keeper = new ChainKeeper(log, vault, systemClock(), kept, keys, past);
  const tables = (of: Past) => new HistoryTables(of, people, new PastProfiles(store, log, parts.personal));
  return {
    engine,
    keys,
    newPast,
    tables,
    entries: new Entries(log, store, past, people, kept),
    verification: new Verification(log, keeper, kept, keys),
    /** Chains and signs what is in the log, keeps states of the past, and folds what the history needs to find things. */
    async settle(count: number): Promise<Figures> {
      const { figures } = await timed('chained and signed, states of the past kept', count, async () => {
        void keeper.begin();
        await keeper.caughtUp(await log.head(), LONG_MS);
      });
      await projections.start();
      await projections.caughtUp(await log.head(), LONG_MS);
      return figures;
    },
    async close(): Promise<void> {
      await keeper.onApplicationShutdown();
      await projections.stop();
      await engine.close();
    },
  };
}

type History = Awaited<ReturnType<typeof openHistory>>;

async function exportedAndProved(): Promise<void> {
  title(`A history of ${EVENTS.toLocaleString('en')} events: exported and verified`);
  const history = await openHistory();
  const life = await live(history.engine, EVENTS);
  const chaining = await history.settle(EVENTS);
  const { reading, hashing, bytes } = await bare(history, life);
  const exporting = await exported(history, life);
  const online = await timed('verified online, log against kept hashes', EVENTS, () => history.verification.verify(life.stream));
  const bundle = join(history.engine.directory, 'bundle.jsonl');
  const bundling = await timed('bundle written to a file', EVENTS, () =>
    pipeline(Readable.from(history.verification.bundle(life.stream)), createWriteStream(bundle)),
  );
  const file = await timed('bare reading of the bundle and SHA-256 of all of it', EVENTS, () => hashed(bundle));
  const keyIds = (await history.keys.publicKeys()).map(({ kid }) => kid);
  const offline = await timed('verified offline, from the bundle', EVENTS, () =>
    verifyBundle(linesIn(createReadStream(bundle)), { keyIds }),
  );
  const again = await bare(history, life);
  table(hashing, again.hashing, reading, again.reading, chaining, exporting);
  table(hashing, online.figures, bundling.figures, file.figures, offline.figures);
  note(`${(bytes / EVENTS).toFixed(0)} bytes an event in canonical form.`);
  const base = between(hashing, again.hashing);
  const withReading = base + between(reading, again.reading);
  for (const { figures } of [online, offline]) {
    const [ofHashing, ofBoth] = [base, withReading].map((seconds) => (seconds / figures.seconds).toFixed(2));
    note(`${figures.name}: ${ofHashing} of bare hashing (aim 0.50), ${ofBoth} of bare reading and hashing`);
  }
  await history.close();
  for (const { ok, events } of [online.value, offline.value]) {
    if (!ok || events !== EVENTS) throw new Error(`Verification found ${events} of ${EVENTS} events right.`);
  }
}

function between(one: Figures, other: Figures): number {
  return (one.seconds + other.seconds) / 2;
}

/** What nobody can do without: reading the events, and hashing the same bytes. */
async function bare({ engine }: History, { stream }: PastLife) {
  const [reads, hashes]: [number[], number[]] = [[], []];
  let hash = genesisOf(stream);
  let bytes = 0;
  let from = performance.now();
  for await (const page of pagesOf(engine, stream)) {
    reads.push(performance.now() - from);
    const canonical = page.map((event) => Buffer.from(canonicalEvent(event)));
    from = performance.now();
    for (const one of canonical) hash = linked(hash, one);
    hashes.push(performance.now() - from);
    bytes += canonical.reduce((sum, { length }) => sum + length, 0);
    from = performance.now();
  }
  return {
    bytes,
    reading: figuresOf('bare reading and decoding, 1,000 a page', EVENTS, reads),
    hashing: figuresOf('bare SHA-256 of the same bytes, event by event', EVENTS, hashes),
  };
}

/** Every entry in words, as JSON Lines; with a look at the memory now and then. */
async function exported({ entries }: History, { workspaceId, length }: PastLife): Promise<Figures> {
  const before = heapInUse();
  const inUse: number[] = [];
  const times: number[] = [];
  let peak = 0;
  let count = 0;
  let bytes = 0;
  let from = performance.now();
  for await (const entry of entries.all(workspaceId, { order: 'asc' }, length - 1)) {
    bytes += Buffer.byteLength(`${JSON.stringify(entry)}\n`);
    count += 1;
    if (count % 1000 === 0) {
      times.push(performance.now() - from);
      peak = Math.max(peak, heapNow());
      if (count % Math.floor(length / LOOKS) < 1000) inUse.push(heapInUse());
      from = performance.now();
    }
  }
  times.push(performance.now() - from);
  const after = heapInUse();
  const most = Math.max(...inUse, after);
  note(`export: ${count.toLocaleString('en')} entries, ${(bytes / 1024 / 1024).toFixed(0)} MiB`);
  const inUseThen = `${before.toFixed(1)} MiB before, at most ${most.toFixed(1)} on the way, ${after.toFixed(1)} after`;
  note(`  heap in use ${inUseThen}; at most ${peak.toFixed(1)} with garbage`);
  if (count !== length) throw new Error(`The export has ${count} of ${length} entries.`);
  return figuresOf('exported in words, as JSON Lines', count, times);
}

async function hashed(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function asOf(): Promise<void> {
  title(`A moment in the past, of ${PAST_EVENTS.toLocaleString('en')} events`);
  const history = await openHistory();
  const { newPast, tables } = history;
  const life = await live(history.engine, PAST_EVENTS);
  await history.settle(PAST_EVENTS);
  const { workspaceId } = life;
  const somewhere = () => life.timeOf(Math.floor(Math.random() * PAST_EVENTS));
  const warm = newPast();
  const replay = await measure('full replay', REPLAYS, 1, () => replayed(history, life));
  const figures = [
    await measure('a random moment, nothing in memory', MOMENTS, 1, () => newPast().at(workspaceId, somewhere())),
    await measure('a random moment', MOMENTS, 1, () => warm.at(workspaceId, somewhere())),
    await measure('the user table at a random moment', MOMENTS, 1, () => tables(warm).at(workspaceId, somewhere())),
  ] as const;
  table(replay, ...figures);
  for (const one of figures) {
    const [p50, p99] = [percentile(one, 50), percentile(one, 99)];
    const faster = (perSecond(one) / perSecond(replay)).toFixed(0);
    note(`${one.name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (at most 50 wanted); ${faster} times as fast as a full replay`);
  }
  await history.close();
}

async function replayed({ engine }: History, { stream }: PastLife): Promise<Workspace> {
  let state = workspaceDecider.initial;
  for await (const page of pagesOf(engine, stream)) {
    for (const event of page) state = workspaceDecider.evolve(state, event as unknown as Folded<WorkspaceEvent>);
  }
  return state;
}
