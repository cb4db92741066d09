import { v7 as uuidv7 } from 'uuid';
import { CONVERSATION_PROJECTIONS, type ConversationRow, conversations, MemberWorkCounts } from '#libs/conversations';
import { collectionOf, type Position, Projections, START } from '#libs/event-sourcing';
import { Bell, EventFeed } from '#libs/feed';
import { MemoryReadStore } from '#libs/read-store';
import { type ConversationsTransferred, RemovalCandidates, RemoveMemberCommand, RemoveMemberHandler, Workspaces } from '#libs/workspaces';
import { type Acme, adminOf, found, newAcme, scopeOf } from './acme.js';
import { openConversations } from './conversations.js';
import { openEngine } from './engine.js';
import { type Figures, measure, note, percentile, table, title } from './figures.js';

const SIZES = [10, 10_000, 1_000_000];
const CHAIN = 50;
const PAGES = 200;

/**
 * Removing a member with few and with very many conversations: each removal hands all of them on to the next, fifty times
 * in a row. Then the last successor's conversations by page; and how long the event feed takes to tell of each removal.
 */
export async function removal(): Promise<void> {
  title(`Removing a member who has so many conversations, ${CHAIN} times in a row`);
  const removals: Figures[] = [];
  const pages: Figures[] = [];
  const lags: Figures[] = [];
  for (const size of SIZES) {
    const measured = await chain(size);
    removals.push(measured.removals);
    pages.push(measured.pages);
    lags.push(measured.lags);
  }
  table(removals[0] as Figures, ...removals.slice(1));
  note(`p50 of the most beside the fewest: ${ratio(removals).toFixed(2)}`);
  table(pages[0] as Figures, ...pages.slice(1));
  table(lags[0] as Figures, ...lags.slice(1));
}

function ratio(figures: readonly Figures[]): number {
  return percentile(figures.at(-1) as Figures, 50) / percentile(figures[0] as Figures, 50);
}

async function chain(size: number) {
  const engine = await openEngine();
  const store = new MemoryReadStore();
  const projections = new Projections(engine.log, store, engine.parts.personal, CONVERSATION_PROJECTIONS);
  const workspaces = new Workspaces(engine.runner);
  const acme = newAcme();
  await found(workspaces, acme);
  const members = Array.from({ length: CHAIN + 1 }, () => uuidv7());
  await join(workspaces, acme, members);
  await openConversations(engine.log, { workspaceId: acme.workspaceId, assigneeId: members[0] as string }, size);
  await projections.start();
  await projections.caughtUp(await engine.log.head(), 3_600_000);

  const readModels = {
    caughtUp: (position: Position, timeoutMs: number) => projections.caughtUp(position, timeoutMs),
    written: () => engine.runner.written ?? START,
  };
  const counts = new MemberWorkCounts(engine.log, store, readModels);
  const handler = new RemoveMemberHandler(workspaces, new RemovalCandidates(store), counts);
  const feed = new EventFeed(engine.log, engine.parts.personal);
  const bell = new Bell(new AbortController().signal);
  const lagTimes: number[] = [];
  let seen = await engine.log.head();
  const name = `${size.toLocaleString('en')} conversations`;
  const removals = await measure(`a removal, ${name}`, CHAIN, 1, async (index) => {
    const wanted = { memberId: members[index] as string, transferTo: members[index + 1] as string };
    const { events } = await handler.execute(new RemoveMemberCommand(acme.workspaceId, scopeOf(adminOf(acme)), wanted));
    const moved = events.find(({ type }) => type === 'ConversationsTransferred')?.data as ConversationsTransferred['data'];
    if (moved.moved.conversations !== size) throw new Error(`Moved ${moved.moved.conversations} instead of ${size}.`);
    lagTimes.push(performance.now());
    const head = await engine.log.head();
    while (seen < head) seen = (await feed.next(seen, bell)).position;
    lagTimes.push(performance.now() - (lagTimes.pop() as number));
  });
  const { state } = await workspaces.read(acme.workspaceId);
  const heir = { $in: state.heritageOf(members[CHAIN] as string) };
  const rows = collectionOf(conversations);
  const first = await store.find<ConversationRow>(rows, { filter: { workspaceId: acme.workspaceId }, sort: { _id: 1 }, limit: size });
  const pages = await measure(`a page of 50 after ${CHAIN} removals, ${name}`, PAGES, 1, async (index) => {
    const after = index === 0 ? {} : { after: [(first[Math.floor((index * first.length) / PAGES)] as ConversationRow)._id] };
    await store.find(rows, { filter: { workspaceId: acme.workspaceId, assigneeId: heir }, sort: { _id: 1 }, limit: 50, ...after });
  });
  const times = lagTimes.sort((a, b) => a - b);
  const lags = { name: `the event feed tells of it, ${name}`, count: CHAIN, seconds: times.reduce((a, b) => a + b, 0) / 1000, times };
  await feed.onModuleDestroy();
  await projections.stop();
  await engine.close();
  return { removals, pages, lags };
}

async function join(workspaces: Workspaces, acme: Acme, memberIds: readonly string[]): Promise<void> {
  const joined = memberIds.map((memberId) => {
    const data = { memberId, accountId: uuidv7(), emailKey: `key-${memberId}`, role: 'user', by: 'domain' } as const;
    return { type: 'UserJoined', data } as const;
  });
  await workspaces.carryOut({ ...acme, scope: scopeOf({ kind: 'system', id: 'bench' }), wanted: undefined } as never, () => joined);
}
