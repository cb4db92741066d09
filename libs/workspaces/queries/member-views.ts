import { Inject, Injectable } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import { type Clock, CLOCK, collectionOf, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { StaleRevision } from '../domain/errors.js';
import { type FormerMember, type Member, type Workspace } from '../domain/workspace.js';
import { type FormerRow, type MemberRow, userTable } from '../projections/user-table.projection.js';
import { type MemberDetails, type MemberItem } from '../schemas.js';
import { Workspaces } from '../workspaces.js';
import { activityAt } from './activity.js';

/** Members as callers see them. */
@Injectable()
export class MemberViews {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: Accounts,
    private readonly workspaces: Workspaces,
  ) {}

  /** A row of the table. Inboxes that are gone are not shown. @param now ISO time that activity is judged at */
  item(row: MemberRow, workspace: Workspace, now = this.clock.now()): MemberItem {
    return {
      memberId: row._id,
      accountId: row.accountId,
      name: row.name,
      email: row.email,
      avatarUrl: avatarUrl(row.workspaceId, row._id),
      role: row.role,
      owner: row.owner,
      state: row.state,
      activity: activityAt(row.lastActiveAt, now),
      invitedAt: row.invitedAt,
      joinedAt: row.joinedAt,
      lastActiveAt: row.lastActiveAt,
      ...(row.expiresAt === null
        ? {}
        : { invitation: { expiresAt: row.expiresAt, expired: row.expiresAt <= now } }),
      inboxIds: row.inboxIds.filter((id) => workspace.inboxes.has(id)),
      profileComplete: Boolean(row.name && row.email && row.jobTitle),
      revision: revisionOf(row),
    };
  }

  /**
   * One member. What the workspace and the account decide on is taken from their streams, so the answer to a command
   * shows what it did although the read models may lag.
   * @throws NotThere
   */
  async details(workspace: Workspace, memberId: string): Promise<MemberDetails> {
    const left = workspace.former.get(memberId);
    return left ? this.former(workspace, left) : this.present(workspace, memberId);
  }

  private async present(workspace: Workspace, memberId: string): Promise<MemberDetails> {
    const member = workspace.member(memberId);
    const row = await this.store.get<MemberRow>(collectionOf(userTable), memberId);
    const current = await this.current(workspace, member, row);
    return { ...this.item(current, workspace), jobTitle: current.jobTitle, phone: current.phone };
  }

  /**
   * What `If-Match` holds a command to; undefined where there is nothing. Decisions judge it once more.
   * @throws StaleRevision
   */
  async basis(workspaceId: string, memberId: string, tag: string | undefined): Promise<Basis | undefined> {
    if (tag === undefined) return undefined;
    const { state } = await this.workspaces.read(workspaceId);
    const { revision } = await this.details(state, memberId);
    if (revision !== tag) throw new StaleRevision();
    const [membership = 0, profile = 0] = tag.split('.').map(Number);
    return { membership, profile };
  }

  /**
   * Somebody who was removed: what they were when they left, and who has their work now. Nothing of it is left
   * once their account is deleted.
   */
  private async former(workspace: Workspace, left: FormerMember): Promise<MemberDetails> {
    const { memberId, accountId, role, removedAt, revision } = left;
    const row = await this.store.get<MemberRow | FormerRow>(collectionOf(userTable), memberId);
    const known = row && !(await this.accounts.isClosed(accountId)) ? row : NOBODY;
    const { name, email, jobTitle, phone, profileRevision } = known;
    const lastActiveAt = row?.lastActiveAt ?? null;
    return {
      memberId,
      accountId,
      name,
      email,
      avatarUrl: avatarUrl(workspace.workspaceId, memberId),
      role,
      owner: false,
      state: 'removed',
      activity: activityAt(lastActiveAt, this.clock.now()),
      invitedAt: row?.invitedAt ?? null,
      joinedAt: row?.joinedAt ?? null,
      lastActiveAt,
      inboxIds: [],
      profileComplete: Boolean(name && email && jobTitle),
      revision: revisionOf({ revision, profileRevision }),
      jobTitle,
      phone,
      removedAt,
      successorId: workspace.heirOf(memberId),
    };
  }

  private async current(workspace: Workspace, member: Member, row: MemberRow | undefined): Promise<MemberRow> {
    const { memberId, state, role, inboxIds, revision, accountId } = member;
    const known = row ?? emptyRow(workspace, member);
    const profile = accountId === null ? undefined : await this.accounts.profile(accountId);
    return {
      ...known,
      _id: memberId,
      state,
      role,
      inboxIds,
      revision,
      accountId,
      owner: workspace.isOwner(member),
      expiresAt: member.state === 'invited' ? member.invitation.expiresAt : null,
      ...profile,
    };
  }
}

const NOBODY = { name: null, email: null, jobTitle: null, phone: null, profileRevision: 0 };

function avatarUrl(workspaceId: string, memberId: string): string {
  return `/v1/workspaces/${workspaceId}/members/${memberId}/avatar`;
}

/** The two revisions that a member's `ETag` is made of. */
export interface Basis {
  readonly membership: number;
  readonly profile: number;
}

/** The revision that `ETag`, `If-Match` and the table show: it changes with the membership and with the profile. */
export function revisionOf(row: { readonly revision: number; readonly profileRevision: number }): string {
  return `${row.revision}.${row.profileRevision}`;
}

/** A member whom the read model has not seen yet. */
function emptyRow(workspace: Workspace, { memberId, emailKey, role }: Member): MemberRow {
  return {
    _id: memberId,
    kind: 'member',
    workspaceId: workspace.workspaceId,
    accountId: null,
    emailKey,
    name: null,
    email: null,
    jobTitle: null,
    phone: null,
    lastActiveAt: null,
    profileRevision: 0,
    role,
    owner: false,
    state: 'invited',
    invitedAt: null,
    joinedAt: null,
    expiresAt: null,
    inboxIds: [],
    revision: 0,
    terms: [],
    sort: { name: '', email: '', role, joinedAt: '', lastActiveAt: '' },
  };
}
