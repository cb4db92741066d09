import { Injectable } from '@nestjs/common';
import { type Member, memberRow, type MemberRow, type PastTable, type PastTables, type PersonProfile, type Workspace } from '#libs/workspaces';
import { People } from '../entries/people.js';
import { type MemberLife } from '../projections/member-lives.projection.js';
import { Past } from './past.js';
import { PastProfiles } from './profiles.js';

const NOBODY: PersonProfile = { name: null, email: null, jobTitle: null, phone: null, lastActiveAt: null, profileRevision: 0 };

/** The user table as it stood (T-5): who was in it by the workspace's history, what they were called by their account's. */
@Injectable()
export class HistoryTables implements PastTables {
  constructor(
    private readonly past: Past,
    private readonly people: People,
    private readonly profiles: PastProfiles,
  ) {}

  async at(workspaceId: string, time: string): Promise<PastTable> {
    const { workspace } = await this.past.at(workspaceId, time);
    const members = [...workspace.members.values()];
    const accountIds = members.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
    const lives = await this.people.lives(members.map(({ memberId }) => memberId));
    const profiles = await this.profiles.at(accountIds, time);
    const rows = await Promise.all(
      members.map(async (member) => {
        const life = lives.get(member.memberId);
        return rowThen(workspace, member, life, await this.profile(member, life, profiles));
      }),
    );
    return { workspace, rows };
  }

  private async profile(
    { accountId }: Member,
    life: MemberLife | undefined,
    profiles: ReadonlyMap<string, PersonProfile>,
  ): Promise<PersonProfile> {
    if (accountId !== null) return profiles.get(accountId) ?? NOBODY;
    return { ...NOBODY, email: life ? await this.people.invitedAddress(life) : null };
  }
}

function rowThen(workspace: Workspace, member: Member, life: MemberLife | undefined, profile: PersonProfile): MemberRow {
  const { memberId, state, role, inboxIds, revision, accountId, emailKey } = member;
  const { name, email, jobTitle, phone, lastActiveAt, profileRevision } = profile;
  return memberRow({
    _id: memberId,
    kind: 'member',
    workspaceId: workspace.workspaceId,
    accountId,
    emailKey: state === 'invited' ? emailKey : null,
    ...{ name, email, jobTitle, phone, lastActiveAt, profileRevision },
    role,
    owner: workspace.isOwner(member),
    state,
    invitedAt: life?.invited?.at ?? null,
    joinedAt: state === 'joined' ? (life?.joinedAt ?? null) : null,
    expiresAt: state === 'invited' ? member.invitation.expiresAt : null,
    inboxIds,
    revision,
  });
}
