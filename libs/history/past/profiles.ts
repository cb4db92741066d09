import { Inject, Injectable } from '@nestjs/common';
import { type AccountOpened, accountDecider, type EmailChanged, type ProfileChanged } from '#libs/accounts';
import {
  collectionOf,
  EVENT_LOG,
  type EventLog,
  openAll,
  PERSONAL_DATA,
  type PersonalData,
  READ_STORE,
  type ReadStore,
  type RecordedEvent,
  streamName,
} from '#libs/event-sourcing';
import { type PersonProfile, type PersonRow, userTable } from '#libs/workspaces';
import { type AccountDays, accountDays } from '../projections/account-days.projection.js';

type ProfileEvent = AccountOpened | ProfileChanged | EmailChanged;

const PAGE = 100;
const NOBODY: PersonProfile = { name: null, email: null, jobTitle: null, phone: null, lastActiveAt: null, profileRevision: 0 };

/** What people's profiles were, and when they had last signed in (T-5). Who is forgotten has no name in the past either. */
@Injectable()
export class PastProfiles {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PERSONAL_DATA) private readonly personal: PersonalData,
  ) {}

  /** @param time ISO; what happened then is included */
  async at(accountIds: readonly string[], time: string): Promise<ReadonlyMap<string, PersonProfile>> {
    const known = await this.store.load<AccountDays>(collectionOf(accountDays), accountIds);
    const present = await this.store.load<PersonRow>(collectionOf(userTable), accountIds);
    const profiles = new Map<string, PersonProfile>();
    const changed: string[] = [];
    for (const id of accountIds) {
      const days = known.get(id)?.document;
      const row = present.get(id)?.document;
      if (!days) continue;
      // Unchanged since: what the table shows of them now.
      if (row && days.profile.length - 1 === row.profileRevision && (days.profile.at(-1)?.at ?? '') <= time) {
        profiles.set(id, row);
      } else changed.push(id);
    }
    for (const [id, profile] of await this.read(changed, known, time)) profiles.set(id, profile);
    const active = await Promise.all(
      [...profiles].map(async ([id, profile]) => {
        const days = known.get(id)?.document;
        const lastActiveAt = days ? await this.lastActive(days, time) : null;
        return [id, { ...profile, lastActiveAt }] as const;
      }),
    );
    return new Map(active);
  }

  /** Profiles from the events that made them. */
  private async read(
    accountIds: readonly string[],
    known: ReadonlyMap<string, { readonly document: AccountDays }>,
    time: string,
  ): Promise<ReadonlyMap<string, PersonProfile>> {
    const recorded: RecordedEvent[] = [];
    for (const id of accountIds) {
      for (const { at, revision } of known.get(id)?.document.profile ?? []) {
        if (at <= time) recorded.push(...(await this.log.readStream(streamName(accountDecider, id), revision, 1)));
      }
    }
    const profiles = new Map<string, PersonProfile>();
    for (const event of await openAll<ProfileEvent>(this.personal, recorded)) {
      const id = event.personal?.of ?? '';
      profiles.set(id, profileAfter(profiles.get(id) ?? NOBODY, event));
    }
    return profiles;
  }

  private async lastActive({ _id, days }: AccountDays, time: string): Promise<string | null> {
    const later = days.findIndex(({ last }) => last > time);
    const before = (later < 0 ? days.at(-1) : days[later - 1])?.last ?? null;
    const sameDay = later < 0 ? undefined : days[later];
    if (sameDay?.last.slice(0, 10) !== time.slice(0, 10)) return before;
    return (await this.lastOfDay(_id, sameDay.from, time)) ?? before;
  }

  /** The last sign-in up to a moment, among the events from a revision on. */
  private async lastOfDay(accountId: string, from: number, time: string): Promise<string | null> {
    let last: string | null = null;
    for (let revision = from; ; ) {
      const events = await this.log.readStream(streamName(accountDecider, accountId), revision, PAGE);
      if (events.length === 0) return last;
      for (const { type, metadata } of events) {
        if (metadata.at > time) return last;
        if (type === 'SignedIn') last = metadata.at;
      }
      revision += events.length;
    }
  }
}

function profileAfter(before: PersonProfile, { type, personal }: ProfileEvent): PersonProfile {
  const { profileRevision } = before;
  switch (type) {
    case 'AccountOpened':
      return { ...before, name: personal?.fields?.name ?? null, email: personal?.fields?.email ?? null };
    case 'EmailChanged':
      return { ...before, email: personal?.fields?.email ?? null, profileRevision: profileRevision + 1 };
    case 'ProfileChanged':
      return { ...before, ...personal?.fields, profileRevision: profileRevision + 1 };
  }
}
