import { v7 as uuidv7 } from 'uuid';
import { openAll, type Position, Projections, START, type StoredEvent } from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { WORKSPACE_PROJECTIONS } from '#libs/workspaces';
import { type Engine, openEngine } from './engine.js';
import { note, title } from './figures.js';

const EVENTS = 1_000_000;
const MEMBERS_EACH = 50;
const BATCH = 1000;

/** Starting on a long log: reading and decoding it, beside folding it into read models that can be asked. */
export async function start(): Promise<void> {
  title(`Starting on an embedded log of ${EVENTS.toLocaleString('en')} events`);
  const engine = await openEngine();
  const written = await fill(engine);
  const reading = await timed(() => readAndDecode(engine));
  const folding = await timed(() => fold(engine));
  const again = await timed(() => readAndDecode(engine));
  const base = (reading.seconds + again.seconds) / 2;
  note(`written            ${written.toLocaleString('en')} events`);
  note(`read and decoded   ${base.toFixed(1)} s (${reading.seconds.toFixed(1)} and ${again.seconds.toFixed(1)})`);
  note(`folded and served  ${folding.seconds.toFixed(1)} s: ${(folding.seconds / base).toFixed(2)} times that; ${folding.value}`);
  await engine.close();
}

async function readAndDecode({ log, parts }: Engine): Promise<number> {
  let at: Position = START;
  let count = 0;
  for (;;) {
    const page = await openAll(parts.personal, await log.readAll(at, BATCH));
    if (page.length === 0) return count;
    count += page.length;
    at = page.at(-1)?.position ?? at;
  }
}

async function fold({ log, parts }: Engine): Promise<string> {
  const store = new MemoryReadStore();
  const projections = new Projections(log, store, parts.personal, WORKSPACE_PROJECTIONS);
  await projections.start();
  await projections.caughtUp(await log.head(), 3_600_000);
  const [first] = await store.find<{ _id: string }>('workspace-list_v1', { filter: {}, sort: { _id: 1 }, limit: 1 });
  const page = await store.find('user-table_v1', { filter: { workspaceId: first?._id }, sort: { 'sort.name': 1, _id: 1 }, limit: 50 });
  await projections.stop();
  return `the first page has ${page.length} members`;
}

/** Workspaces of 50: invited, joined, opened, signed in again and again, a role changed now and then. */
async function fill({ log, parts }: Engine): Promise<number> {
  let written = 0;
  while (written < EVENTS) {
    const workspaceId = uuidv7();
    const streams = new Map<string, StoredEvent[]>([[`workspace-${workspaceId}`, [event('WorkspaceFounded', { workspaceId, name: 'Acme', founderId: 'f' })]]]);
    const workspace = streams.get(`workspace-${workspaceId}`) as StoredEvent[];
    const people = Array.from({ length: MEMBERS_EACH }, (_, index) => ({ memberId: uuidv7(), accountId: uuidv7(), index }));
    const seal = await parts.personal.sealer(people.flatMap(({ memberId, accountId }) => [memberId, accountId]));
    for (const { memberId, accountId, index } of people) {
      const email = `person-${index}@${workspaceId}.example`;
      const personal = (of: string, fields: object) => ({ personal: { of, sealed: seal(of, fields) } });
      const invited = { memberId, emailKey: `key-${memberId}`, role: 'user', inboxIds: [], linkNo: 1, expiresAt: NOW, invitedBy: null };
      workspace.push({ ...event('UserInvited', invited), ...personal(memberId, { email }) });
      workspace.push(event('UserJoined', { memberId, accountId, emailKey: `key-${memberId}`, role: 'user', by: 'invitation' }));
      if (index % 5 === 0) workspace.push(event('RoleChanged', { memberId, formerRole: 'user', role: 'admin' }));
      const opened = event('AccountOpened', { emailKey: `key-${memberId}`, credentialId: memberId, via: 'invitation' });
      const account = [{ ...opened, ...personal(accountId, { name: `Person ${index}`, email }) }];
      for (let signIn = 0; signIn < 16; signIn++) account.push(event('SignedIn', { sessionId: uuidv7(), via: 'password' }) as never);
      streams.set(`account-${accountId}`, account);
    }
    await Promise.all([...streams].map(([stream, events]) => log.append(stream, -1, events)));
    for (const events of streams.values()) written += events.length;
  }
  return written;
}

const NOW = new Date().toISOString();

function event(type: string, data: object): StoredEvent {
  const actor = { kind: 'system', id: 'bench' } as const;
  const metadata = { v: 1, at: NOW, actor, correlationId: 'bench', causationId: 'bench' };
  return { id: uuidv7(), type, data: data as never, metadata };
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ readonly seconds: number; readonly value: Value }> {
  const from = performance.now();
  const value = await work();
  return { seconds: (performance.now() - from) / 1000, value };
}
