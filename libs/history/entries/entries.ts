import { Inject, Injectable } from '@nestjs/common';
import {
  collectionOf,
  EVENT_LOG,
  type EventLog,
  type Filter,
  READ_STORE,
  type ReadStore,
  type RecordedEvent,
  streamName,
} from '#libs/event-sourcing';
import { encodePosition } from '#libs/http';
import { workspaceDecider, type WorkspaceEvent } from '#libs/workspaces';
import { next, Past } from '../past/past.js';
import { KeptChain } from '../proof/kept-chain.js';
import { chunkOf, EVENTS_PER_CHUNK, type HistoryChunk, historyIndex } from '../projections/history-index.projection.js';
import { Cast } from './cast.js';
import { type Entry } from './entry.js';
import { subjectsOf } from './event-types.js';
import { People } from './people.js';
import { tell } from './telling.js';

/** Which entries, in which order (H-2). */
export interface EntriesView {
  /** A member whom the entries are about. */
  readonly subject?: string | undefined;
  /** Who did it: a member, a service's name, a process's name. */
  readonly actor?: string | undefined;
  readonly type?: WorkspaceEvent['type'] | undefined;
  /** ISO times, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly order: 'asc' | 'desc';
}

/** A piece of a stream: revisions, both included. */
interface Span {
  readonly first: number;
  readonly last: number;
}

interface Sought extends EntriesView {
  readonly workspaceId: string;
  /** The actor's account, where the actor is a member. */
  readonly accountId: string | null;
}

const BLOCK = 1000;
const CHUNKS = 50;

/** Reads the history of a workspace from the log, in words (H-1, H-2). */
@Injectable()
export class Entries {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(READ_STORE) private readonly store: ReadStore,
    private readonly past: Past,
    private readonly people: People,
    private readonly chain: KeptChain,
  ) {}

  /** @param after revision of the last entry of the page before @param head revision of the newest event */
  async page(workspaceId: string, view: EntriesView, head: number, limit: number, after: number | null) {
    const entries: Entry[] = [];
    const all = await this.whole(workspaceId, view, head);
    const span = after === null ? all : view.order === 'asc' ? { ...all, first: after + 1 } : { ...all, last: after - 1 };
    for await (const entry of this.told(workspaceId, view, span, limit + 1)) {
      entries.push(entry);
      if (entries.length > limit) break;
    }
    const items = entries.slice(0, limit);
    return { items, last: entries.length > limit ? (items.at(-1)?.revision ?? null) : null };
  }

  /** Every entry of the view, read as they are asked for. */
  async *all(workspaceId: string, view: EntriesView, head: number): AsyncGenerator<Entry> {
    yield* this.told(workspaceId, view, await this.whole(workspaceId, view, head), BLOCK);
  }

  private async whole(workspaceId: string, { from, to }: EntriesView, head: number): Promise<Span> {
    const before = from === undefined ? -1 : (await this.past.at(workspaceId, justBefore(from))).revision;
    const last = to === undefined ? head : Math.min((await this.past.at(workspaceId, to)).revision, head);
    return { first: before + 1, last };
  }

  private async *told(workspaceId: string, view: EntriesView, span: Span, block: number): AsyncGenerator<Entry> {
    const { actor } = view;
    const life = actor === undefined ? undefined : (await this.people.lives([actor])).get(actor);
    const accountId = life?.workspaceId === workspaceId ? life.accountId : null;
    const sought: Sought = { ...view, workspaceId, accountId };
    const cast = new Cast(this.people);
    for await (const piece of this.pieces(sought, span, block)) {
      const entries = await this.entries(sought, piece, cast);
      yield* view.order === 'asc' ? entries : entries.toReversed();
    }
  }

  /** The pieces of the stream to look through, in the order of the view. */
  private pieces(sought: Sought, span: Span, block: number): AsyncIterable<Span> | Iterable<Span> {
    const { subject, actor, type } = sought;
    const all = subject === undefined && actor === undefined && type === undefined;
    return all ? blocks(span, block, sought.order) : this.indexed(sought, span);
  }

  private async *indexed(sought: Sought, { first, last }: Span): AsyncGenerator<Span> {
    const { workspaceId, subject, actor, accountId, type, order } = sought;
    if (last < first) return;
    const filter: Filter = {
      workspaceId,
      ...(subject === undefined ? {} : { subjects: subject }),
      ...(actor === undefined ? {} : { actors: accountId === null ? actor : { $in: [actor, accountId] } }),
      ...(type === undefined ? {} : { types: type }),
      chunk: { $gte: chunkOf(first), $lte: chunkOf(last) },
    };
    const way = order === 'asc' ? 1 : -1;
    let after: readonly (string | number)[] | undefined;
    do {
      const chunks: readonly HistoryChunk[] = await this.store.find<HistoryChunk>(collectionOf(historyIndex), {
        filter,
        sort: { chunk: way, _id: way },
        limit: CHUNKS,
        ...(after ? { after } : {}),
      });
      for (const { chunk } of chunks) {
        const begin = chunk * EVENTS_PER_CHUNK;
        yield { first: Math.max(first, begin), last: Math.min(last, begin + EVENTS_PER_CHUNK - 1) };
      }
      const end = chunks.at(-1);
      after = end && chunks.length === CHUNKS ? [end.chunk, end._id] : undefined;
    } while (after);
  }

  /** The entries of one piece, the oldest first. */
  private async entries(sought: Sought, span: Span, cast: Cast): Promise<readonly Entry[]> {
    const { workspaceId } = sought;
    const stream = streamName(workspaceDecider, workspaceId);
    const events = await this.read(stream, span);
    const wanted = events.filter((event) => fits(event, sought));
    const [first] = wanted;
    if (!first) return [];
    await cast.meet(wanted);
    const hashes = await this.chain.hashes(stream, wanted.map(({ revision }) => revision));
    let moment = await this.past.after(workspaceId, first.revision - 1);
    return wanted.map((event) => {
      for (const passed of events.slice(moment.revision + 1 - span.first, event.revision - span.first)) {
        moment = next(moment, passed);
      }
      const actor = cast.actor(event);
      const telling = tell(event, { before: moment.workspace, actor, name: (memberId) => cast.name(memberId) });
      const [memberId] = subjectsOf(event as unknown as WorkspaceEvent);
      return {
        eventId: event.id,
        position: encodePosition(event.position),
        revision: event.revision,
        type: event.type,
        at: event.metadata.at,
        actor,
        subject: memberId === undefined ? null : { memberId, name: cast.name(memberId) },
        reason: event.metadata.reason ?? null,
        correlationId: event.metadata.correlationId,
        causationId: event.metadata.causationId,
        ...telling,
        hash: hashes.get(event.revision) ?? null,
      };
    });
  }

  private async read(stream: string, { first, last }: Span): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (let from = first; from <= last; from = first + events.length) {
      const page = await this.log.readStream(stream, from, last - from + 1);
      if (page.length === 0) break;
      events.push(...page);
    }
    return events;
  }
}

function* blocks({ first, last }: Span, size: number, order: 'asc' | 'desc'): Generator<Span> {
  if (order === 'asc') for (let from = first; from <= last; from += size) yield { first: from, last: Math.min(from + size - 1, last) };
  else for (let to = last; to >= first; to -= size) yield { first: Math.max(to - size + 1, first), last: to };
}

function fits(event: RecordedEvent, { subject, actor, accountId, type }: Sought): boolean {
  if (type !== undefined && event.type !== type) return false;
  if (subject !== undefined && !subjectsOf(event as unknown as WorkspaceEvent).includes(subject)) return false;
  return actor === undefined || isBy(event, actor, accountId);
}

function isBy({ metadata: { actor } }: RecordedEvent, wanted: string, accountId: string | null): boolean {
  if (actor.id === wanted) return true;
  // What somebody did as an account, by signing up, is theirs; what they did as another member is not.
  if (actor.kind === 'account') return actor.id === accountId;
  return actor.kind === 'member' ? actor.accountId === wanted : actor.kind === 'service' && actor.onBehalfOf === wanted;
}

/** The moment before, at the precision of event times. */
function justBefore(time: string): string {
  return new Date(Date.parse(time) - 1).toISOString();
}
