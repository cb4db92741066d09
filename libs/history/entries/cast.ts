import { LRUCache } from 'lru-cache';
import { type Actor, idOf, type RecordedEvent } from '#libs/event-sourcing';
import { type WorkspaceEvent } from '#libs/workspaces';
import { subjectsOf } from './event-types.js';
import { type People } from './people.js';

export interface EntryActor {
  readonly kind: 'member' | 'service' | 'system';
  readonly id: string;
  readonly name: string | null;
  readonly onBehalfOf?: string;
}

const KNOWN = 10_000;

/** Everybody who appears in the entries of one answer, looked up together before they are told. */
export class Cast {
  private readonly names = new LRUCache<string, { readonly name: string | null }>({ max: KNOWN });
  private readonly members = new LRUCache<string, { readonly memberId: string | null }>({ max: KNOWN });

  constructor(private readonly people: People) {}

  async meet(events: readonly RecordedEvent[]): Promise<void> {
    const ids = new Set<string>();
    for (const event of events) {
      for (const id of subjectsOf(event as unknown as WorkspaceEvent)) ids.add(id);
      const { actor } = event.metadata;
      if (actor.kind === 'member') ids.add(actor.id);
      if (actor.kind === 'service' && actor.onBehalfOf !== undefined) ids.add(actor.onBehalfOf);
      if (actor.kind === 'account') ids.add(await this.memberBehind(idOf(event.stream), actor, event.metadata.at));
    }
    const unknown = [...ids].filter((id) => !this.names.has(id));
    const lives = await this.people.lives(unknown);
    await Promise.all(unknown.map(async (id) => this.names.set(id, { name: await this.people.name(lives.get(id)) })));
  }

  /** Null for who is forgotten. */
  name(memberId: string): string | null {
    return this.names.get(memberId)?.name ?? null;
  }

  actor({ stream, metadata: { actor, at } }: RecordedEvent): EntryActor {
    switch (actor.kind) {
      case 'member':
        return { kind: 'member', id: actor.id, name: this.name(actor.id) };
      case 'account': {
        const id = this.members.get(placeOf(idOf(stream), actor.id, at))?.memberId ?? actor.id;
        return { kind: 'member', id, name: this.name(id) };
      }
      case 'service': {
        const { id, onBehalfOf } = actor;
        return { kind: 'service', id, name: id, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
      }
      case 'system':
        return { kind: 'system', id: actor.id, name: actor.id };
    }
  }

  /** The member that a person became by what they did as an account; the account itself where they became none. */
  private async memberBehind(workspaceId: string, actor: Actor, at: string): Promise<string> {
    const place = placeOf(workspaceId, actor.id, at);
    const known = this.members.get(place);
    if (known) return known.memberId ?? actor.id;
    const lives = await this.people.livesOf(workspaceId, actor.id);
    const then = lives.find(({ joinedAt, endedAt }) => joinedAt !== null && joinedAt <= at && (endedAt === null || endedAt > at));
    const memberId = (then ?? lives.at(-1))?._id ?? null;
    this.members.set(place, { memberId });
    return memberId ?? actor.id;
  }
}

function placeOf(workspaceId: string, accountId: string, at: string): string {
  return `${workspaceId} ${accountId} ${at}`;
}
