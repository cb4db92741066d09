import { Inject, Injectable } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import {
  collectionOf,
  EVENT_LOG,
  type EventLog,
  openAll,
  PERSONAL_DATA,
  type PersonalData,
  READ_STORE,
  type ReadStore,
  streamName,
} from '#libs/event-sourcing';
import { type UserInvited, workspaceDecider } from '#libs/workspaces';
import { type MemberLife, memberLives } from '../projections/member-lives.projection.js';

const COLLECTION = collectionOf(memberLives);
/** Somebody may have been a member of the same workspace several times over. */
const MOST_LIVES = 100;

/**
 * What members are called, as they are called now: by their account, or by the address they were invited at. Names are
 * never kept here; who is forgotten has none (H-5).
 */
@Injectable()
export class People {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
    private readonly accounts: Accounts,
  ) {}

  async lives(memberIds: readonly string[]): Promise<ReadonlyMap<string, MemberLife>> {
    const stored = await this.store.load<MemberLife>(COLLECTION, memberIds);
    return new Map([...stored].map(([id, { document }]) => [id, document] as const));
  }

  /** The lives of one account in a workspace. */
  livesOf(workspaceId: string, accountId: string): Promise<readonly MemberLife[]> {
    const filter = { workspaceId, accountId };
    return this.store.find<MemberLife>(COLLECTION, { filter, sort: { _id: 1 }, limit: MOST_LIVES });
  }

  /** Null for who is forgotten, and for who never was. */
  async name(life: MemberLife | undefined): Promise<string | null> {
    if (!life) return null;
    if (life.accountId !== null) return (await this.accounts.profile(life.accountId)).name;
    return this.invitedAddress(life);
  }

  /** The address that somebody was invited at; null once it is forgotten. */
  async invitedAddress({ workspaceId, invited }: MemberLife): Promise<string | null> {
    if (!invited) return null;
    const recorded = await this.log.readStream(streamName(workspaceDecider, workspaceId), invited.revision, 1);
    const [event] = await openAll<UserInvited>(this.personal, recorded);
    return event?.personal?.fields?.email ?? null;
  }
}
