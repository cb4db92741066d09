import fc from 'fast-check';
import { type Actor, type Folded, RosterError } from '#libs/event-sourcing';
import { type Asking } from '../../libs/workspaces/domain/authority.js';
import { type Role } from '../../libs/workspaces/domain/capabilities.js';
import { type WorkspaceEvent } from '../../libs/workspaces/domain/events.js';
import { type Member, type Workspace, workspaceDecider } from '../../libs/workspaces/domain/workspace.js';
import { acceptClaimedInvitation } from '../../libs/workspaces/use-cases/accept-invitation/accept-claimed-invitation.js';
import { acceptInvitation } from '../../libs/workspaces/use-cases/accept-invitation/accept-invitation.js';
import { changeInboxAccess } from '../../libs/workspaces/use-cases/change-inbox-access/change-inbox-access.js';
import { changeRole } from '../../libs/workspaces/use-cases/change-role/change-role.js';
import { changeDomainJoining, claimDomain, releaseDomain } from '../../libs/workspaces/use-cases/domains/domains.js';
import { followAddress } from '../../libs/workspaces/use-cases/follow-address/follow-address.js';
import { foundWorkspace } from '../../libs/workspaces/use-cases/found-workspace/found-workspace.js';
import { addInbox, removeInbox, renameInbox } from '../../libs/workspaces/use-cases/inboxes/inboxes.js';
import { inviteUser } from '../../libs/workspaces/use-cases/invite-user/invite-user.js';
import { joinByDomain, type JoinByDomain } from '../../libs/workspaces/use-cases/join-by-domain/join-by-domain.js';
import { removeMember } from '../../libs/workspaces/use-cases/remove-member/remove-member.js';
import { removeWorkspace } from '../../libs/workspaces/use-cases/remove-workspace/remove-workspace.js';
import { renameWorkspace } from '../../libs/workspaces/use-cases/rename-workspace/rename-workspace.js';
import { resendInvitation } from '../../libs/workspaces/use-cases/resend-invitation/resend-invitation.js';
import { revokeInvitation } from '../../libs/workspaces/use-cases/revoke-invitation/revoke-invitation.js';
import { transferOwnership } from '../../libs/workspaces/use-cases/transfer-ownership/transfer-ownership.js';
import { NOON } from './given.js';
import { NOTHING_MOVED } from './workspace-history.js';

/**
 * Lives of a workspace: any commands by anybody in any order, for the laws that hold whatever happens. A step holds
 * only numbers; they choose among what is there when its turn comes, so a life can be shortened and still makes sense.
 */
export interface Step {
  /** Seconds since the step before. */
  readonly wait: number;
  readonly by: Who;
  readonly wish: Wish;
}

/** Who asks. Admins ask more often than anybody else, so that a good part of what is asked for happens. */
interface Who {
  readonly kind: 'admin' | 'owner' | 'anybody' | 'impostor' | 'account' | 'service' | 'service for' | 'process';
  readonly n: number;
}

export type Wish =
  | {
      readonly to: 'change a role';
      readonly m: number;
      readonly role: Role;
      readonly next: number | null;
      readonly seen: Seen;
    }
  | {
      readonly to: 'invite';
      readonly key: number;
      readonly role: Role;
      readonly inboxes: readonly number[];
      readonly hours: number;
    }
  | { readonly to: 'resend' | 'revoke'; readonly m: number; readonly hours: number }
  | {
      readonly to: 'accept' | 'accept by claim';
      readonly link: number;
      readonly account: number;
      readonly forged: boolean;
    }
  | {
      readonly to: 'join' | 'follow an address';
      readonly account: number;
      readonly key: number;
      readonly domain: number;
    }
  | { readonly to: 'be placed again'; readonly signUp: number }
  | { readonly to: 'found again'; readonly account: number; readonly key: number }
  | { readonly to: 'remove'; readonly m: number; readonly next: number | null }
  | { readonly to: 'leave'; readonly next: number | null }
  | { readonly to: 'remove the workspace'; readonly name: 'right' | 'wrong' }
  | { readonly to: 'transfer ownership'; readonly m: number }
  | { readonly to: 'change inboxes'; readonly m: number; readonly inboxes: readonly number[]; readonly seen: Seen }
  | { readonly to: 'rename'; readonly name: number }
  | { readonly to: 'add an inbox'; readonly name: number }
  | { readonly to: 'rename an inbox' | 'remove an inbox'; readonly inbox: number; readonly name: number }
  | { readonly to: 'claim a domain'; readonly domain: number; readonly on: boolean; readonly own: boolean }
  | { readonly to: 'turn joining' | 'release a domain'; readonly domain: number; readonly on: boolean };

/** Whether the caller names the revision of the member that it has seen, and whether that is the present one. */
type Seen = 'nothing' | 'present' | 'stale';

export interface Link {
  readonly memberId: string;
  readonly linkNo: number;
  readonly expiresAt: string;
}

/** What became of one step. */
export interface Attempt {
  readonly wish: Wish;
  readonly actor: Actor;
  readonly now: string;
  readonly before: Workspace;
  readonly after: Workspace;
  readonly events: readonly Folded<WorkspaceEvent>[];
  readonly refusal: RosterError | undefined;
  /** The link that was used, where one was. */
  readonly link: Link | undefined;
  /** The member who was to go, where somebody was. */
  readonly going: string | undefined;
  /** The same command once more. */
  decide(workspace: Workspace): readonly WorkspaceEvent[];
}

interface Wanted extends Partial<Pick<Attempt, 'link' | 'going'>> {
  readonly decide: (workspace: Workspace) => readonly WorkspaceEvent[];
}

export interface Life {
  readonly events: readonly Folded<WorkspaceEvent>[];
  readonly attempts: readonly Attempt[];
  readonly end: Workspace;
}

export const domainName = (n: number): string => ['acme.test', 'acme.example', 'sub.acme.test'][n % 3] as string;
export const accountName = (n: number): string => `account-${n}`;
export const addressKey = (n: number): string => `key-${n}`;
export const STRANGER = 'eve';

/** Fewer addresses than accounts, so that they meet. */
const key = fc.nat(7);
const account = fc.nat(15);
const any = fc.nat(30);
const role = fc.constantFrom<Role>('admin', 'user');
const hours = fc.constantFrom(1, 72, 168);
const seen = fc.constantFrom<Seen>('nothing', 'nothing', 'nothing', 'nothing', 'present', 'present', 'stale');
const inbox = fc.nat(9);
const inboxes = fc.array(inbox, { maxLength: 2 });
const domain = fc.constantFrom(0, 0, 0, 1, 2);

const who: fc.Arbitrary<Who> = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('admin' as const) },
    { weight: 3, arbitrary: fc.constant('owner' as const) },
    { weight: 4, arbitrary: fc.constant('anybody' as const) },
    { weight: 2, arbitrary: fc.constantFrom('impostor' as const, 'account' as const) },
    { weight: 4, arbitrary: fc.constantFrom('service' as const, 'service for' as const, 'process' as const) },
  ),
  n: any,
});

const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ to: fc.constant('change a role' as const), m: any, role, next: fc.option(any), seen }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ to: fc.constant('invite' as const), key, role, inboxes, hours }),
  },
  { weight: 3, arbitrary: fc.record({ to: fc.constant('resend' as const), m: any, hours }) },
  { weight: 1, arbitrary: fc.record({ to: fc.constant('revoke' as const), m: any, hours }) },
  {
    weight: 6,
    arbitrary: fc.record({
      to: fc.constantFrom('accept' as const, 'accept' as const, 'accept by claim' as const),
      link: any,
      account,
      forged: fc.nat(9).map((n) => n === 0),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      to: fc.constantFrom('join' as const, 'follow an address' as const),
      account,
      key,
      domain,
    }),
  },
  { weight: 1, arbitrary: fc.record({ to: fc.constant('found again' as const), account, key }) },
  { weight: 1, arbitrary: fc.record({ to: fc.constant('be placed again' as const), signUp: any }) },
  { weight: 4, arbitrary: fc.record({ to: fc.constant('remove' as const), m: any, next: fc.option(any) }) },
  { weight: 2, arbitrary: fc.record({ to: fc.constant('leave' as const), next: fc.option(any, { freq: 1 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      to: fc.constant('remove the workspace' as const),
      name: fc.constantFrom('right' as const, 'wrong' as const, 'wrong' as const, 'wrong' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ to: fc.constant('transfer ownership' as const), m: any }) },
  { weight: 2, arbitrary: fc.record({ to: fc.constant('change inboxes' as const), m: any, inboxes, seen }) },
  { weight: 1, arbitrary: fc.record({ to: fc.constant('rename' as const), name: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ to: fc.constant('add an inbox' as const), name: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      to: fc.constantFrom('rename an inbox' as const, 'remove an inbox' as const),
      inbox,
      name: fc.nat(3),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      to: fc.constant('claim a domain' as const),
      domain,
      on: fc.boolean(),
      own: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      to: fc.constantFrom('turn joining' as const, 'release a domain' as const),
      domain,
      on: fc.boolean(),
    }),
  },
);

const wait = fc.constantFrom(0, 0, 0, 0, 0, 1, 59, 60, 3_600, 3_600, 24 * 3_600, 72 * 3_600);

const steps = fc.array(fc.record({ wait, by: who, wish }), { minLength: 1, maxLength: 50, size: 'max' });

/** Half of them begin with a founder alone, half with three admins, two of whom have invited further ones. */
export const lives: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.boolean(), steps)
  .map(([company, life]) => (company ? [...COMPANY, ...life] : life));

const inviting = (n: number, key: number): Step => ({
  wait: 0,
  by: { kind: 'admin', n },
  wish: { to: 'invite', key, role: 'admin', inboxes: [], hours: 168 },
});

const accepting = (account: number): Step => ({
  wait: 0,
  by: { kind: 'account', n: account },
  wish: { to: 'accept', link: 1, account, forged: false },
});

const COMPANY = [inviting(0, 1), accepting(1), inviting(0, 2), accepting(2), inviting(1, 3), inviting(2, 4)];

/** Lives the steps, one after the other, as the runner does: what is refused changes nothing. */
export function live(steps: readonly Step[]): Life {
  const living = new Living();
  for (const step of steps) living.take(step);
  return { events: living.events, attempts: living.attempts, end: living.state };
}

class Living {
  state: Workspace = workspaceDecider.initial;
  readonly events: Folded<WorkspaceEvent>[] = [];
  readonly attempts: Attempt[] = [];
  private readonly known: string[] = [];
  private readonly links: Link[] = [];
  private readonly signUps: JoinByDomain[] = [];
  private ids = 0;
  private now = NOON;

  constructor() {
    const accountId = accountName(0);
    const founder = { memberId: this.newMember(), accountId, emailKey: addressKey(0) };
    const command = { ...founder, workspaceId: 'w', name: 'Acme', domain: domainName(0) };
    this.write(foundWorkspace(this.state, command), { kind: 'account', id: accountId });
  }

  take({ wait: seconds, by, wish: wanted }: Step): void {
    this.now = new Date(Date.parse(this.now) + seconds * 1000).toISOString();
    const { now, state: before } = this;
    const actor = this.actor(by);
    const { decide, link, going } = this.command(wanted, actor);
    let refusal: RosterError | undefined;
    let events: readonly Folded<WorkspaceEvent>[] = [];
    try {
      events = this.write(decide(before), actor);
    } catch (error) {
      if (!(error instanceof RosterError)) throw error;
      refusal = error;
    }
    this.attempts.push({ wish: wanted, actor, now, before, after: this.state, events, refusal, link, going, decide });
  }

  private write(decided: readonly WorkspaceEvent[], actor: Actor): readonly Folded<WorkspaceEvent>[] {
    const metadata = { v: 1, at: this.now, actor, correlationId: 'life', causationId: 'life' };
    const folded = decided.map((event, index) => ({ ...event, revision: this.events.length + index, metadata }));
    this.state = folded.reduce((state, event) => workspaceDecider.evolve(state, event), this.state);
    this.events.push(...folded);
    for (const { type, data } of folded) {
      if (type === 'UserInvited' || type === 'InvitationResent') this.links.push(data);
      if ((type === 'UserInvited' || type === 'UserJoined') && !this.known.includes(data.memberId)) {
        this.known.push(data.memberId);
      }
    }
    return folded;
  }

  private command(wanted: Wish, actor: Actor): Wanted {
    const { now } = this;
    const asking = { actor, now };
    switch (wanted.to) {
      case 'change a role': {
        const memberId = this.oneOf(wanted.role === 'user' ? 'admin' : 'joined', wanted.m);
        const newOwner = wanted.next === null ? {} : { newOwnerId: this.oneOf('admin', wanted.next) };
        const command = { memberId, role: wanted.role, ...newOwner, ...this.seen(memberId, wanted.seen) };
        return { decide: (workspace) => changeRole(workspace, command, asking) };
      }
      case 'invite': {
        const command = {
          memberId: this.newMember(),
          emailKey: addressKey(wanted.key),
          email: `${wanted.key}@acme.test`,
          role: wanted.role,
          inboxIds: this.someInboxes(wanted.inboxes),
          hours: wanted.hours,
        };
        return { decide: (workspace) => inviteUser(workspace, command, asking) };
      }
      case 'resend': {
        const command = { memberId: this.oneOf('invited', wanted.m), hours: wanted.hours };
        return { decide: (workspace) => resendInvitation(workspace, command, asking) };
      }
      case 'revoke': {
        const command = { memberId: this.oneOf('invited', wanted.m) };
        return { decide: (workspace) => revokeInvitation(workspace, command, asking) };
      }
      case 'accept': {
        const link = this.link(wanted.link, wanted.forged);
        const command = { ...link, accountId: accountName(wanted.account) };
        return { link, decide: (workspace) => acceptInvitation(workspace, command, asking) };
      }
      case 'accept by claim': {
        const link = this.link(wanted.link, wanted.forged);
        const { memberId, linkNo } = link;
        const command = { memberId, linkNo, accountId: accountName(wanted.account) };
        return { link, decide: (workspace) => acceptClaimedInvitation(workspace, command, { now }) };
      }
      case 'join': {
        const command = {
          memberId: this.newMember(),
          accountId: accountName(wanted.account),
          emailKey: addressKey(wanted.key),
          domain: domainName(wanted.domain),
        };
        this.signUps.push(command);
        return { decide: (workspace) => joinByDomain(workspace, command) };
      }
      case 'be placed again': {
        const command = this.signUps[wanted.signUp % this.signUps.length];
        return { decide: (workspace) => (command ? joinByDomain(workspace, command) : []) };
      }
      case 'follow an address': {
        const command = { accountId: accountName(wanted.account), emailKey: addressKey(wanted.key) };
        return { decide: (workspace) => followAddress(workspace, command) };
      }
      case 'found again': {
        const command = {
          workspaceId: 'w',
          memberId: this.newMember(),
          accountId: accountName(wanted.account),
          emailKey: addressKey(wanted.key),
          name: 'Usurped',
          domain: null,
        };
        return { decide: (workspace) => foundWorkspace(workspace, command) };
      }
      case 'remove': {
        const memberId = this.oneOf(wanted.m % 5 === 0 ? 'invited' : 'joined', wanted.m);
        return this.removal(memberId, wanted.next, asking);
      }
      case 'leave': {
        const memberId = actor.kind === 'service' ? actor.onBehalfOf : actor.id;
        return this.removal(memberId ?? STRANGER, wanted.next, asking);
      }
      case 'remove the workspace': {
        const name = wanted.name === 'right' ? this.state.name : 'Another';
        return { decide: (workspace) => removeWorkspace(workspace, { name }, asking) };
      }
      case 'transfer ownership': {
        const command = { memberId: this.oneOf('admin', wanted.m) };
        return { decide: (workspace) => transferOwnership(workspace, command, asking) };
      }
      case 'change inboxes': {
        const memberId = this.member(wanted.m);
        const inboxIds = this.someInboxes(wanted.inboxes);
        const command = { memberId, inboxIds, ...this.seen(memberId, wanted.seen) };
        return { decide: (workspace) => changeInboxAccess(workspace, command, asking) };
      }
      case 'rename': {
        const command = { name: `Acme ${wanted.name}` };
        return { decide: (workspace) => renameWorkspace(workspace, command, asking) };
      }
      case 'add an inbox': {
        const command = { inboxId: `inbox-${(this.ids += 1)}`, name: `Inbox ${wanted.name}` };
        return { decide: (workspace) => addInbox(workspace, command, asking) };
      }
      case 'rename an inbox': {
        const command = { inboxId: this.inbox(wanted.inbox), name: `Inbox ${wanted.name}` };
        return { decide: (workspace) => renameInbox(workspace, command, asking) };
      }
      case 'remove an inbox': {
        const command = { inboxId: this.inbox(wanted.inbox) };
        return { decide: (workspace) => removeInbox(workspace, command, asking) };
      }
      case 'claim a domain': {
        const domain = domainName(wanted.domain);
        const command = { domain, autoJoin: wanted.on, ownDomain: wanted.own ? domain : null };
        return { decide: (workspace) => claimDomain(workspace, command, asking) };
      }
      case 'turn joining': {
        const command = { domain: domainName(wanted.domain), autoJoin: wanted.on };
        return { decide: (workspace) => changeDomainJoining(workspace, command, asking) };
      }
      case 'release a domain': {
        const command = { domain: domainName(wanted.domain) };
        return { decide: (workspace) => releaseDomain(workspace, command, asking) };
      }
    }
  }

  private removal(memberId: string, next: number | null, asking: Asking): Wanted {
    const transferTo = next === null ? undefined : this.oneOf('joined', next);
    const command = { memberId, transferTo, moved: NOTHING_MOVED };
    return { going: memberId, decide: (workspace) => removeMember(workspace, command, asking) };
  }

  private actor({ kind, n }: Who): Actor {
    const { admins, ownerId } = this.state;
    switch (kind) {
      case 'admin':
        return this.as([...admins].sort()[n % admins.size] ?? this.member(n));
      case 'owner':
        return this.as(ownerId);
      case 'anybody':
        return this.as(this.member(n));
      case 'impostor':
        return { kind: 'member', id: this.member(n), accountId: 'account-of-somebody-else' };
      case 'account':
        return { kind: 'account', id: accountName(n % 16) };
      case 'service':
        return { kind: 'service', id: 'crm' };
      case 'service for':
        return { kind: 'service', id: 'crm', onBehalfOf: this.member(n) };
      case 'process':
        return { kind: 'system', id: 'process' };
    }
  }

  /** A member as themselves; those without an account, invited or gone or never there, under one they do not have. */
  private as(id: string): Actor {
    return { kind: 'member', id, accountId: this.state.members.get(id)?.accountId ?? accountName(0) };
  }

  /** Anybody who ever was a member, or a stranger. */
  private member(n: number): string {
    return this.known[n % (this.known.length + 1)] ?? STRANGER;
  }

  /** Mostly such a member; now and then anybody. */
  private oneOf(sort: Member['state'] | 'admin', n: number): string {
    const { members, admins } = this.state;
    const some = this.known.filter((id) => (sort === 'admin' ? admins.has(id) : members.get(id)?.state === sort));
    return some[n % (some.length + 1)] ?? this.member(n);
  }

  private newMember(): string {
    this.ids += 1;
    return `member-${this.ids}`;
  }

  /** Mostly an inbox that is there; now and then one that is not. */
  private inbox(n: number): string {
    const there = [...this.state.inboxes.keys()].sort();
    return (n === 0 ? undefined : there[n % (there.length || 1)]) ?? 'inbox-nowhere';
  }

  /** Those that there are; an unknown one only where there are others, for it spoils the command. */
  private someInboxes(numbers: readonly number[]): readonly string[] {
    return this.state.inboxes.size === 0 ? [] : numbers.map((n) => this.inbox(n));
  }

  private seen(memberId: string, what: Seen): { ifRevision?: number } {
    const revision = this.state.members.get(memberId)?.revision ?? 0;
    if (what === 'nothing') return {};
    return { ifRevision: what === 'present' ? revision : revision - 1 };
  }

  /** A link that was once sent, mostly to somebody who has not used it; a forged one names a number that never was. */
  private link(n: number, forged: boolean): Link {
    const open = this.links.filter(({ memberId }) => this.state.members.get(memberId)?.state === 'invited');
    const some = n % 3 === 0 || open.length === 0 ? this.links : open;
    const sent = some[n % some.length] ?? { memberId: STRANGER, linkNo: 1, expiresAt: '2999-01-01T00:00:00.000Z' };
    const { memberId, linkNo, expiresAt } = sent;
    return { memberId, linkNo: forged ? linkNo + 1000 : linkNo, expiresAt };
  }
}
