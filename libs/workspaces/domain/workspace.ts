import { List, Map as HashMap, Set as HashSet } from 'immutable';
import { type Actor, type Decider, type Folded, UnknownEvent } from '#libs/event-sourcing';
import { type Role } from './capabilities.js';
import { AlreadyJoined, MemberRemoved, NotJoined, NotThere } from './errors.js';
import { type RoleChanged, type UserInvited, type UserJoined, type UserRemoved, type WorkspaceEvent } from './events.js';

export interface Invitation {
  readonly linkNo: number;
  readonly expiresAt: string;
  readonly invitedBy: string | null;
  /** The member on whose word the invited role stands (I-10): who invited, or who changed it since. Null for a service. */
  readonly roleGivenBy: string | null;
  /** Times of the newest resendings, as many as the limits of I-3 look at. */
  readonly resentAt: readonly string[];
}

interface Place {
  readonly memberId: string;
  readonly role: Role;
  readonly inboxIds: readonly string[];
  /** Revision of the last event about this member. */
  readonly revision: number;
}

export interface InvitedMember extends Place {
  readonly state: 'invited';
  readonly emailKey: string;
  readonly accountId: null;
  readonly joinedBy: null;
  readonly invitation: Invitation;
}

export interface JoinedMember extends Place {
  readonly state: 'joined';
  /** Null where the address has become another member's: this account has changed it, and that is yet to be followed. */
  readonly emailKey: string | null;
  readonly accountId: string;
  readonly joinedBy: UserJoined['data']['by'];
  /** The newest invitation, kept after it was accepted; null for those who came without one. */
  readonly invitation: Invitation | null;
}

export type Member = InvitedMember | JoinedMember;

/** Somebody who was removed. */
export interface FormerMember {
  readonly memberId: string;
  readonly accountId: string;
  /** Who took over at that moment; `heirOf` tells who has their work now. */
  readonly successorId: string;
  readonly role: Role;
  /** ISO time */
  readonly removedAt: string;
  /** Revision of the removal. */
  readonly revision: number;
}

interface Parts {
  readonly workspaceId: string;
  readonly name: string;
  readonly ownerId: string;
  /** Everybody invited or joined, by member id. */
  readonly members: HashMap<string, Member>;
  /** Joined members by account. */
  readonly byAccount: HashMap<string, string>;
  /** Invited and joined members by the digest of their address. */
  readonly byEmailKey: HashMap<string, string>;
  /** Joined admins: those who count for R-4. */
  readonly admins: HashSet<string>;
  readonly invited: number;
  /** Those whose invitation was revoked: their links answer so for good (I-7). */
  readonly revoked: HashSet<string>;
  /** Joined members who were removed, by member id. */
  readonly former: HashMap<string, FormerMember>;
  /** Whose successor somebody is, at first hand. */
  readonly succeeded: HashMap<string, List<string>>;
  readonly inboxes: HashMap<string, string>;
  /** Claimed domains, and whether people of each join by themselves. */
  readonly domains: HashMap<string, boolean>;
  /** True once the whole workspace is gone: nobody is in it any more. */
  readonly removed: boolean;
}

const RESENDINGS_KEPT = 5;

/**
 * One workspace as its commands are decided on. Immutable; holds nothing personal: addresses are digests, names live in
 * the accounts.
 */
export class Workspace implements Parts {
  readonly workspaceId!: string;
  readonly name!: string;
  readonly ownerId!: string;
  readonly members!: HashMap<string, Member>;
  readonly byAccount!: HashMap<string, string>;
  readonly byEmailKey!: HashMap<string, string>;
  readonly admins!: HashSet<string>;
  readonly invited!: number;
  readonly revoked!: HashSet<string>;
  readonly former!: HashMap<string, FormerMember>;
  readonly succeeded!: HashMap<string, List<string>>;
  readonly inboxes!: HashMap<string, string>;
  readonly domains!: HashMap<string, boolean>;
  readonly removed!: boolean;

  constructor(parts: Parts) {
    Object.assign(this, parts);
  }

  static readonly none = new Workspace({
    workspaceId: '',
    name: '',
    ownerId: '',
    members: HashMap(),
    byAccount: HashMap(),
    byEmailKey: HashMap(),
    admins: HashSet(),
    invited: 0,
    revoked: HashSet(),
    former: HashMap(),
    succeeded: HashMap(),
    inboxes: HashMap(),
    domains: HashMap(),
    removed: false,
  });

  /** Whether it was founded, whatever became of it. */
  get founded(): boolean {
    return this.workspaceId !== '';
  }

  /** Founded, and not removed. */
  get present(): boolean {
    return this.founded && !this.removed;
  }

  get joined(): number {
    return this.members.size - this.invited;
  }

  with(changes: Partial<Parts>): Workspace {
    return new Workspace(Object.assign({}, this, changes));
  }

  isOwner(member: Member): boolean {
    return member.memberId === this.ownerId;
  }

  /** Whether nobody but this member is a joined admin. */
  isLastAdmin(member: Member): boolean {
    return this.admins.size === 1 && this.admins.has(member.memberId);
  }

  otherAdmins(member: Member): readonly string[] {
    return [...this.admins.delete(member.memberId)].sort();
  }

  /** @throws NotThere, MemberRemoved naming who has their work now */
  member(memberId: string): Member {
    const member = this.members.get(memberId);
    if (member) return member;
    if (this.former.has(memberId)) throw new MemberRemoved(this.heirOf(memberId));
    throw new NotThere('member');
  }

  /** @throws NotThere, MemberRemoved, NotJoined */
  joinedMember(memberId: string): JoinedMember {
    const member = this.member(memberId);
    if (member.state !== 'joined') throw new NotJoined();
    return member;
  }

  /** @throws NotThere, MemberRemoved, AlreadyJoined */
  invitedMember(memberId: string): InvitedMember {
    const member = this.member(memberId);
    if (member.state === 'joined') throw new AlreadyJoined();
    return member;
  }

  /** Who has the work of a member now: the last of their successors, or the member themselves. */
  heirOf(memberId: string): string {
    let heir = memberId;
    for (let left = this.former.get(heir); left; left = this.former.get(heir)) heir = left.successorId;
    return heir;
  }

  /** Everybody whose work is this member's now, the member among them. */
  heritageOf(memberId: string): readonly string[] {
    const heritage = [memberId];
    for (const one of heritage) for (const other of this.succeeded.get(one) ?? []) heritage.push(other);
    return heritage;
  }

  memberOfAccount(accountId: string): Member | undefined {
    const memberId = this.byAccount.get(accountId);
    return memberId === undefined ? undefined : this.members.get(memberId);
  }

  /** Somebody of this account who was removed. */
  formerOfAccount(accountId: string): FormerMember | undefined {
    return this.former.find((left) => left.accountId === accountId);
  }

  /** The invited or joined member with this address. */
  memberOfAddress(emailKey: string): Member | undefined {
    const memberId = this.byEmailKey.get(emailKey);
    return memberId === undefined ? undefined : this.members.get(memberId);
  }
}

function evolve(workspace: Workspace, event: Folded<WorkspaceEvent>): Workspace {
  switch (event.type) {
    case 'WorkspaceFounded': {
      const { workspaceId, name, founderId } = event.data;
      return workspace.with({ workspaceId, name, ownerId: founderId });
    }
    case 'WorkspaceRenamed':
      return workspace.with({ name: event.data.name });
    case 'DomainClaimed':
    case 'DomainJoiningChanged':
      return workspace.with({ domains: workspace.domains.set(event.data.domain, event.data.autoJoin) });
    case 'DomainReleased':
      return workspace.with({ domains: workspace.domains.delete(event.data.domain) });
    case 'InboxAdded':
    case 'InboxRenamed':
      return workspace.with({ inboxes: workspace.inboxes.set(event.data.inboxId, event.data.name) });
    case 'InboxRemoved': {
      const { inboxId } = event.data;
      const members = withoutInbox(workspace.members, inboxId);
      return workspace.with({ inboxes: workspace.inboxes.delete(inboxId), members });
    }
    case 'UserInvited':
      return invited(workspace, event);
    case 'InvitationResent': {
      const { memberId, linkNo, expiresAt } = event.data;
      const member = invitedIn(workspace, memberId);
      const resentAt = [...member.invitation.resentAt, event.metadata.at].slice(-RESENDINGS_KEPT);
      const invitation = { ...member.invitation, linkNo, expiresAt, resentAt };
      return placed(workspace, { ...member, invitation, revision: event.revision });
    }
    case 'InvitationRevoked': {
      const { memberId } = event.data;
      const { emailKey } = invitedIn(workspace, memberId);
      return workspace.with({
        members: workspace.members.delete(memberId),
        byEmailKey: workspace.byEmailKey.delete(emailKey),
        invited: workspace.invited - 1,
        revoked: workspace.revoked.add(memberId),
      });
    }
    case 'UserJoined':
      return joined(workspace, event);
    case 'RoleChanged':
      return roleChanged(workspace, event);
    case 'OwnershipTransferred': {
      const { from, to } = event.data;
      const { revision } = event;
      return changed(changed(workspace, from, { revision }), to, { revision }).with({ ownerId: to });
    }
    case 'InboxAccessChanged': {
      const { memberId, inboxIds } = event.data;
      return changed(workspace, memberId, { inboxIds, revision: event.revision });
    }
    case 'MemberAddressChanged': {
      const { memberId, emailKey } = event.data;
      return addressed(workspace, { ...joinedIn(workspace, memberId), emailKey, revision: event.revision });
    }
    case 'ConversationsTransferred':
      // The removal that follows in the same append names the successor too: one event is enough to know it by.
      return workspace;
    case 'UserRemoved':
      return removed(workspace, event);
    case 'WorkspaceRemoved': {
      const { workspaceId, name, ownerId } = workspace;
      return Workspace.none.with({ workspaceId, name, ownerId, removed: true });
    }
    default:
      throw new UnknownEvent(event);
  }
}

function invited(workspace: Workspace, event: Folded<UserInvited>): Workspace {
  const { memberId, emailKey, role, inboxIds, linkNo, expiresAt, invitedBy } = event.data;
  mustBeNew(workspace, memberId);
  const invitation = { linkNo, expiresAt, invitedBy, roleGivenBy: invitedBy, resentAt: [] };
  const { revision } = event;
  const at = { memberId, state: 'invited', role, emailKey, inboxIds, revision } as const;
  return placed(workspace, { ...at, accountId: null, joinedBy: null, invitation }).with({
    byEmailKey: workspace.byEmailKey.set(emailKey, memberId),
    invited: workspace.invited + 1,
  });
}

function joined(workspace: Workspace, event: Folded<UserJoined>): Workspace {
  const { memberId, accountId, emailKey, role, by } = event.data;
  mustBeNew(workspace, memberId);
  const before = workspace.members.get(memberId);
  const member = {
    memberId,
    state: 'joined',
    role,
    emailKey,
    inboxIds: before?.inboxIds ?? [],
    revision: event.revision,
    accountId,
    joinedBy: by,
    invitation: before?.invitation ?? null,
  } as const;
  return addressed(workspace, member).with({
    byAccount: workspace.byAccount.set(accountId, memberId),
    admins: role === 'admin' ? workspace.admins.add(memberId) : workspace.admins,
    invited: before ? workspace.invited - 1 : workspace.invited,
  });
}

function roleChanged(workspace: Workspace, { data, revision, metadata }: Folded<RoleChanged>): Workspace {
  const { memberId, role } = data;
  const member = memberIn(workspace, memberId);
  if (member.state === 'invited') {
    const invitation = { ...member.invitation, roleGivenBy: memberBehind(metadata.actor) ?? null };
    return placed(workspace, { ...member, role, invitation, revision });
  }
  const { admins } = workspace;
  return placed(workspace, { ...member, role, revision }).with({
    admins: role === 'admin' ? admins.add(memberId) : admins.delete(memberId),
  });
}

/** Id of the member who acted, or on whose behalf a service did; undefined for services and processes as themselves. */
export function memberBehind(actor: Actor): string | undefined {
  return actor.kind === 'member' ? actor.id : actor.kind === 'service' ? actor.onBehalfOf : undefined;
}

function removed(workspace: Workspace, { data, revision, metadata }: Folded<UserRemoved>): Workspace {
  const { memberId, accountId, successorId } = data;
  const { role, emailKey } = joinedIn(workspace, memberId);
  // With the check of newcomers below, this is what lets every chain of successors come to its end.
  if (joinedIn(workspace, successorId).memberId === memberId) throw new ImpossibleEvent();
  const { byEmailKey, succeeded } = workspace;
  const left = { memberId, accountId, successorId, role, removedAt: metadata.at, revision };
  return workspace.with({
    members: workspace.members.delete(memberId),
    byAccount: workspace.byAccount.delete(accountId),
    byEmailKey: emailKey === null ? byEmailKey : byEmailKey.delete(emailKey),
    admins: workspace.admins.delete(memberId),
    former: workspace.former.set(memberId, left),
    succeeded: succeeded.update(successorId, List<string>(), (others) => others.push(memberId)),
  });
}

function placed(workspace: Workspace, member: Member): Workspace {
  return workspace.with({ members: workspace.members.set(member.memberId, member) });
}

function changed(workspace: Workspace, memberId: string, change: Partial<Place>): Workspace {
  return placed(workspace, { ...memberIn(workspace, memberId), ...change });
}

/**
 * Puts a joined member in with an address. An address is one account's at a time: a joined member who still has it here
 * has given it up, and the change to their own new one is on its way.
 */
function addressed(workspace: Workspace, member: JoinedMember & { readonly emailKey: string }): Workspace {
  const { memberId, emailKey } = member;
  const former = workspace.members.get(memberId)?.emailKey ?? null;
  const holder = workspace.memberOfAddress(emailKey);
  const given = holder?.state === 'joined' ? placed(workspace, { ...holder, emailKey: null }) : workspace;
  const byEmailKey = former === null ? given.byEmailKey : given.byEmailKey.delete(former);
  return placed(given, member).with({ byEmailKey: byEmailKey.set(emailKey, memberId) });
}

/** Members' places without an inbox that is gone. Nothing happened to the members themselves: their revisions stay. */
function withoutInbox(members: HashMap<string, Member>, inboxId: string): HashMap<string, Member> {
  return members.withMutations((changing) => {
    for (const member of members.values()) {
      if (!member.inboxIds.includes(inboxId)) continue;
      changing.set(member.memberId, { ...member, inboxIds: member.inboxIds.filter((id) => id !== inboxId) });
    }
  });
}

/** No member id is ever used again. */
function mustBeNew({ former }: Workspace, memberId: string): void {
  if (former.has(memberId)) throw new ImpossibleEvent();
}

function memberIn(workspace: Workspace, memberId: string): Member {
  const member = workspace.members.get(memberId);
  if (!member) throw new ImpossibleEvent();
  return member;
}

function invitedIn(workspace: Workspace, memberId: string): InvitedMember {
  const member = memberIn(workspace, memberId);
  if (member.state !== 'invited') throw new ImpossibleEvent();
  return member;
}

function joinedIn(workspace: Workspace, memberId: string): JoinedMember {
  const member = memberIn(workspace, memberId);
  if (member.state !== 'joined') throw new ImpossibleEvent();
  return member;
}

/** An event that no decision can have written after those before it: the stream is damaged. */
export class ImpossibleEvent extends Error {
  constructor() {
    super('An event about a member who is not there, or not in that state.');
  }
}

interface StoredWorkspace extends Omit<
  Parts,
  'members' | 'byAccount' | 'byEmailKey' | 'admins' | 'invited' | 'revoked' | 'former' | 'succeeded' | 'inboxes' | 'domains'
> {
  readonly members: readonly Member[];
  readonly revoked: readonly string[];
  readonly former: readonly FormerMember[];
  readonly inboxes: readonly (readonly [string, string])[];
  readonly domains: readonly (readonly [string, boolean])[];
}

const SNAPSHOT_EVENTS = 1000;

/** How many people it has to remember, those who are gone among them. */
function size({ members, former, revoked }: Workspace): number {
  return members.size + former.size + revoked.size;
}

/** The stream `workspace-<id>`: everything that the last admin, the owner, addresses and seats are guarded by. */
export const workspaceDecider: Decider<Workspace, WorkspaceEvent> = {
  category: 'workspace',
  initial: Workspace.none,
  evolve,
  weigh: (workspace) => 1 + size(workspace) / 10,
  snapshots: {
    version: 4,
    every: (workspace) => Math.max(SNAPSHOT_EVENTS, size(workspace)),
    write: ({ members, revoked, former, inboxes, domains, ...workspace }): StoredWorkspace => ({
      workspaceId: workspace.workspaceId,
      name: workspace.name,
      ownerId: workspace.ownerId,
      removed: workspace.removed,
      members: [...members.values()],
      revoked: [...revoked],
      former: [...former.values()],
      inboxes: [...inboxes],
      domains: [...domains],
    }),
    read: (stored) => fromSnapshot(stored as StoredWorkspace),
  },
};

function fromSnapshot(stored: StoredWorkspace): Workspace {
  const { members } = stored;
  const joinedMembers = members.filter((member) => member.state === 'joined');
  return new Workspace({
    ...stored,
    members: HashMap(members.map((member) => [member.memberId, member])),
    byAccount: HashMap(joinedMembers.map(({ accountId, memberId }) => [accountId, memberId])),
    byEmailKey: HashMap(
      members.flatMap(({ emailKey, memberId }) => (emailKey === null ? [] : [[emailKey, memberId] as const])),
    ),
    admins: HashSet(joinedMembers.filter(({ role }) => role === 'admin').map(({ memberId }) => memberId)),
    invited: members.length - joinedMembers.length,
    revoked: HashSet(stored.revoked),
    former: HashMap(stored.former.map((left) => [left.memberId, left])),
    succeeded: successions(stored.former),
    inboxes: HashMap(stored.inboxes),
    domains: HashMap(stored.domains),
  });
}

function successions(former: readonly FormerMember[]): HashMap<string, List<string>> {
  return HashMap<string, List<string>>().withMutations((taken) => {
    const inOrder = former.toSorted((one, other) => one.revision - other.revision);
    for (const { memberId, successorId } of inOrder) {
      taken.update(successorId, List<string>(), (others) => others.push(memberId));
    }
  });
}
