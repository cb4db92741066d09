import { type AnswerOf, type PathOf, type RosterClient, type Wish } from './roster-client.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** The lists that are read by cursor. */
export type ListPath = {
  [Path in PathOf<'get'>]: AnswerOf<Path, 'get'> extends Page<unknown> ? Path : never;
}[PathOf<'get'>];

export type ItemOf<Path extends ListPath> = AnswerOf<Path, 'get'> extends Page<infer Item> ? Item : never;

export type PageOf<Path extends ListPath> = AnswerOf<Path, 'get'>;

export type SeatChange = AnswerOf<'/v1/billing/seat-changes', 'get'>['items'][number];

/** Page by page, the answers as they are: `counts` and all. The first one where the wish's `cursor` says. */
export async function* pages<Path extends ListPath>(
  client: RosterClient,
  path: Path,
  ...[wish]: Wish<Path, 'get'>
): AsyncGenerator<PageOf<Path>> {
  const read = client.get as unknown as (path: Path, wish: object) => Promise<PageOf<Path>>;
  const { params, ...rest } = (wish ?? {}) as { readonly params?: { readonly query?: object } };
  let more: object = {};
  for (;;) {
    const page = await read(path, { ...rest, params: { ...params, query: { ...params?.query, ...more } } });
    yield page;
    const { nextCursor } = page as Page<unknown>;
    if (nextCursor === null) return;
    more = { cursor: nextCursor };
  }
}

/** Everything in a list, page by page as it is asked for. */
export async function* items<Path extends ListPath>(
  client: RosterClient,
  path: Path,
  ...wish: Wish<Path, 'get'>
): AsyncGenerator<ItemOf<Path>> {
  for await (const page of pages(client, path, ...wish)) yield* (page as Page<ItemOf<Path>>).items;
}

const MOST = 200;

/**
 * The feed of seat changes, up to its present end (B-4).
 * @param after sequence of the last change that is known; 0 from the beginning
 */
export async function* seatChanges(client: RosterClient, after = 0): AsyncGenerator<SeatChange> {
  for (;;) {
    const page = await client.get('/v1/billing/seat-changes', { params: { query: { after, limit: MOST } } });
    yield* page.items;
    if (page.items.length === 0) return;
    after = page.next;
  }
}

/** One event of the feed, as CloudEvents 1.0 has it. */
export interface CloudEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly [extension: string]: unknown;
}

export interface EventBatch {
  readonly events: readonly CloudEvent[];
  /** To go on from, also where nothing was found. */
  readonly position: string;
}

export interface EventWish {
  /** A position; left out: from the beginning. */
  readonly after?: string;
  readonly types?: readonly string[];
  readonly workspaceId?: string;
}

/** The event feed in batches, up to its present end: each event at least once, in order (S-4). */
export async function* eventBatches(client: RosterClient, wish: EventWish = {}): AsyncGenerator<EventBatch> {
  const { after, types, workspaceId } = wish;
  const ofTypes = types && { types: types.join(',') };
  const fixed = { limit: MOST, ...ofTypes, ...(workspaceId !== undefined && { workspaceId }) };
  for (let known = after; ; ) {
    const query = { ...fixed, ...(known !== undefined && { after: known }) };
    const { text, headers } = await client.text('/v1/events', { params: { query } });
    const position = headers.get('roster-position');
    if (position === null || position === known) return;
    yield { events: JSON.parse(text) as readonly CloudEvent[], position };
    known = position;
  }
}
