import { setTimeout as pause } from 'node:timers/promises';
import { decodePosition } from '#libs/http';
import { type Client } from '../support/client.js';
import { found, type Person } from '../support/people.js';
import { Scrape } from '../support/prometheus.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { faultOf, FeedReader } from './feed-reader.js';
import { type Figures, note, percentile, table, title } from './figures.js';
import { children, type Resident, residentMemory, slope } from '../support/memory.js';
import { scaled } from './scale.js';

/** Readers, commands a second, seconds: as the issue has them, or as `ROSTER_BENCH_FEED=200,300,20` has them. */
const SIZES = process.env['ROSTER_BENCH_FEED']?.split(',').map(Number);
const [READERS, RATE, SECONDS] = (SIZES ?? [scaled(200, 10), scaled(1000, 50), scaled(60, 10)]) as [number, number, number];
const MEMBERS = 64;
/** A reader that takes nothing until the buffers of its connection are full and the service waits no longer. */
const SLOW = { pausedMs: 30_000, readingMs: 1000 };
const RECONNECT_MS = 1000;
const LAST_MS = 60_000;
const BATCH = 200;
/** There is no mail server, and no mail to send. */
const QUIET = { SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'silent', ROSTER_RATE_LIMITS: 'off' };

/** The event feed under load: many live readers, one slow, one that comes back every second. Nobody may miss anything. */
export async function feed(): Promise<void> {
  title(`The event feed, ${READERS} live readers, ${RATE.toLocaleString('en')} commands a second wanted, ${SECONDS} s`);
  const service = await ServiceProcess.start({ env: { ...QUIET, SMTP_URL: '' } });
  const faults: string[] = [];
  try {
    faults.push(...(await underLoad(service)));
  } finally {
    await service.remove();
  }
  if (faults.length > 0) throw new Error(`The event feed broke its law (S-4):\n${faults.join('\n')}`);
}

async function underLoad(service: ServiceProcess): Promise<readonly string[]> {
  const ann = await found(service);
  await service.stop();
  const before = new Set(children());
  await service.run({ ...QUIET, NODE_OPTIONS: `--import=${new URL('memory-on-signal.js', import.meta.url).pathname}` });
  const pid = children().find((child) => !before.has(child)) as number;
  const client = service.service();
  const members = await invited(client, ann);
  const start = (await eventsAfter(client, undefined)).position;
  const readers = Array.from({ length: READERS }, () => new FeedReader(service.address, service.serviceKey, start));
  await Promise.all(readers.map((reader) => reader.open()));
  const [slow, restless, ...steady] = readers as [FeedReader, FeedReader, ...FeedReader[]];

  const over = new AbortController();
  try {
    const memory = watched(pid, over.signal);
    const moods = [slowly(slow, over.signal), restlessly(restless, over.signal)];
    const half = during((SECONDS * 1000) / 2, over.signal).then(() => memoryInUseOf(service, pid));
    const commands = await changeRoles(client, ann, members);
    const followed = [await half, await memoryInUseOf(service, pid)] as const;
    over.abort();
    await Promise.all(moods);
    const { positions: there } = await eventsAfter(client, start);
    const late = await caughtUp(readers, there.at(-1) ?? 0);
    table(commands);
    tellDelivery(readers, there.length, commands.seconds);
    tellLags(steady);
    note(`the slow reader was cut off ${slow.visits - 1} times, the restless one came ${restless.visits} times`);
    note(`everybody had everything ${late} ms after the last command`);
    tellMemory(await memory);
    for (const reader of readers) reader.close();
    await until('the readers to be gone', async () => (await readersOf(client)) === 0);
    const before = await memoryInUseOf(service, pid);
    const { count } = await changeRoles(client, ann, members, SECONDS / 2);
    const unfollowed = [before, await memoryInUseOf(service, pid)] as const;
    tellGrowth('the second half, with all readers', followed, commands.count / 2);
    tellGrowth('as long again, with none', unfollowed, count);
    return faultsOf(readers, there);
  } finally {
    over.abort();
    for (const reader of readers) reader.close();
  }
}

function faultsOf(readers: readonly FeedReader[], there: readonly number[]): readonly string[] {
  return readers.flatMap(({ positions }, index) => {
    const fault = faultOf(positions, there);
    return fault === undefined ? [] : [`${['the slow reader', 'the restless reader'][index] ?? `reader ${index}`}: ${fault}`];
  });
}

function tellDelivery(readers: readonly FeedReader[], events: number, seconds: number): void {
  const delivered = readers.reduce((sum, { positions }) => sum + positions.length, 0);
  const rate = Math.round(delivered / seconds).toLocaleString('en');
  note(`${events.toLocaleString('en')} events; ${delivered.toLocaleString('en')} delivered, ${rate} a second`);
}

function tellLags(readers: readonly FeedReader[]): void {
  const times = readers.flatMap(({ lags }) => lags).sort((a, b) => a - b);
  const [p50, p99] = [50, 99].map((percent) => percentile({ times }, percent));
  note(`from an event's time to a reader: p50 ${p50} ms, p99 ${p99} ms, at most ${times.at(-1) ?? 0} ms`);
}

async function invited(client: Client, { workspaceId }: Person): Promise<readonly string[]> {
  const invitations = Array.from({ length: MEMBERS }, (_, index) => ({ email: `person-${index}@elsewhere.example` }));
  const { status, body, text } = await client.post(`/v1/workspaces/${workspaceId}/invitations/bulk`, { invitations });
  if (status !== 200) throw new Error(`Bulk invitations answered ${status}: ${text}`);
  return (body.results as readonly { readonly memberId: string }[]).map(({ memberId }) => memberId);
}

/** Each member's role back and forth, one command of a member at a time, so many a second of all. */
async function changeRoles(
  client: Client,
  { workspaceId }: Person,
  members: readonly string[],
  seconds = SECONDS,
): Promise<Figures> {
  const times: number[] = [];
  const begin = performance.now();
  let next = 0;
  const change = async (memberId: string) => {
    for (let role = 'admin'; ; role = role === 'admin' ? 'user' : 'admin') {
      const due = (next++ * 1000) / RATE;
      if (due >= seconds * 1000) return;
      const early = begin + due - performance.now();
      if (early > 0) await pause(early);
      if (performance.now() - begin >= seconds * 1000) return;
      const from = performance.now();
      const { status, text } = await client.put(`/v1/workspaces/${workspaceId}/members/${memberId}/role`, { role });
      if (status !== 200) throw new Error(`A role change answered ${status}: ${text}`);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(members.map(change));
  const took = (performance.now() - begin) / 1000;
  return { name: 'role changes, 64 at once at most', count: times.length, seconds: took, times: times.sort((a, b) => a - b) };
}

async function slowly(reader: FeedReader, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    reader.pause();
    await during(SLOW.pausedMs, over);
    reader.resume();
    await during(SLOW.readingMs, over);
  }
  reader.resume();
}

async function restlessly(reader: FeedReader, over: AbortSignal): Promise<void> {
  for (;;) {
    await during(RECONNECT_MS, over);
    if (over.aborted) return;
    reader.close();
    await reader.open();
  }
}

async function during(ms: number, over: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: over }).catch(() => undefined);
}

/** Milliseconds until every reader had the last event; those who never get it are told by what they missed. */
async function caughtUp(readers: readonly FeedReader[], last: number): Promise<number> {
  const from = performance.now();
  while (readers.some(({ positions }) => (positions.at(-1) ?? 0) < last) && performance.now() - from < LAST_MS) await pause(20);
  return Math.round(performance.now() - from);
}

/** Every event after a position, by cursor. */
async function eventsAfter(client: Client, after: string | undefined) {
  const positions: number[] = [];
  for (let position = after; ; ) {
    const query = position === undefined ? '' : `&after=${position}`;
    const { status, body, position: reached, text } = await client.get(`/v1/events?limit=${BATCH}${query}`);
    if (status !== 200) throw new Error(`The feed answered ${status}: ${text}`);
    const events = body as readonly { readonly position: string }[];
    if (events.length === 0 || reached === undefined) return { positions, position: reached ?? position ?? '' };
    for (const event of events) positions.push(decodePosition(event.position));
    position = reached;
  }
}

interface Sample extends Resident {
  readonly seconds: number;
}

async function watched(pid: number, over: AbortSignal): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const from = performance.now();
  while (!over.aborted) {
    samples.push({ seconds: (performance.now() - from) / 1000, ...residentMemory(pid) });
    await during(500, over);
  }
  return samples;
}

/** What the service has in use once its garbage is collected. In MiB. */
async function memoryInUseOf(service: ServiceProcess, pid: number): Promise<number> {
  const before = service.log.length;
  process.kill(pid, 'SIGUSR2');
  const said = () => /^\{"inUse":.*\}$/m.exec(service.log.slice(before))?.[0];
  return (JSON.parse(await until('the service to tell its memory', () => Promise.resolve(said()))) as { inUse: number }).inUse;
}

async function readersOf(client: Client): Promise<number> {
  return new Scrape((await client.get('/metrics')).text).value('roster_feed_readers', {});
}

/** Read models in memory grow with every event, whether anybody reads: the feed must add nothing to that. */
function tellGrowth(when: string, [from, to]: readonly [number, number], events: number): void {
  const each = Math.round(((to - from) * 1024 * 1024) / events);
  note(`memory in use after a collection, ${when}: ${from.toFixed(1)} to ${to.toFixed(1)} MiB, ${each} bytes an event`);
}

function tellMemory(samples: readonly Sample[]): void {
  for (const [name, of] of [['its own', 'own'], ['mapped files', 'ofFiles']] as const) {
    const at = (part: number) => Math.round(samples[Math.floor((samples.length - 1) * part)]?.[of] ?? 0);
    const later = samples.slice(Math.floor(samples.length / 2)).map((sample) => ({ x: sample.seconds / 60, y: sample[of] }));
    const rise = slope(later).toFixed(1);
    const quarters = [0, 0.25, 0.5, 0.75, 1].map(at).join(', ');
    note(`memory of the service, ${name}: ${quarters} MiB by quarters; ${rise} MiB a minute in the second half`);
  }
}
