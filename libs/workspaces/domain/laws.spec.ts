import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Actor, type Folded, RosterError } from '#libs/event-sourcing';
import { given } from '../../../test/support/given.js';
import { asking, founded, joined } from '../../../test/support/workspace-history.js';
import { type Attempt, type Life, type Link, live, lives } from '../../../test/support/workspace-life.js';
import { changeRole } from '../use-cases/change-role/change-role.js';
import { seatDelta, type WorkspaceEvent } from './events.js';
import { type Workspace, workspaceDecider } from './workspace.js';

const RUNS = { numRuns: 300 };

// Refusals come by the ten thousand here, and nobody reads where from: without stacks it takes half the time.
const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

function always(law: (life: Life) => void): void {
  fc.assert(
    fc.property(lives, (steps) => law(live(steps))),
    RUNS,
  );
}

const afterEach = (law: (attempt: Attempt) => void) => always(({ attempts }) => attempts.forEach(law));

/** As `expect`, for what is asked a hundred thousand times. */
function hold(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Does not hold: ${what}`);
}

function same(one: unknown, other: unknown, what: string): void {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  if (a !== b) throw new Error(`Does not hold: ${what}\n${a}\n${b}`);
}

describe('whatever anybody asks of a workspace, in any order', () => {
  it('the lives that these laws are tried on reach every kind of event and every refusal', () => {
    const sample = fc.sample(lives, { numRuns: 400, seed: 7 }).map(live);
    const types = new Set(sample.flatMap(({ events }) => events.map(({ type }) => type)));
    const refusals = new Set(
      sample.flatMap(({ attempts }) => attempts.flatMap(({ refusal }) => (refusal ? [refusal.code] : []))),
    );
    expect([...types].sort()).toEqual([...EVERY_EVENT].sort());
    expect([...refusals].sort()).toEqual([...EVERY_REFUSAL].sort());
    expect(sample.some(({ events }) => events.some(isReduced))).toBe(true);
    expect(sample.some(({ end }) => [...end.members.values()].some(({ emailKey }) => emailKey === null))).toBe(true);
    expect(sample.some(({ events }) => events.some(isRevokedForAddress))).toBe(true);
    expect(sample.some(({ end }) => end.former.some(({ memberId }) => end.heritageOf(memberId).length > 1))).toBe(true);
  });

  it('[R-4] [R-5] it keeps a joined admin', () => {
    afterEach(({ wish, before, after, refusal }) => {
      hold(after.removed || joinedAdmins(after).length > 0, 'a joined admin');
      const alone = joinedAdmins(before).length === 1;
      if (refusal?.code === 'last_admin') hold(alone, 'only the last admin is told so');
      if (wish.to === 'change a role' && alone) hold(refusal?.code !== 'choose_new_owner', 'and is told that first');
    });
  });

  it('[R-5] of two admins who demote each other, exactly one succeeds, whichever is carried out first', () => {
    const demotions = [
      { actor: 'bo', memberId: 'cy' },
      { actor: 'cy', memberId: 'bo' },
    ];
    for (const inOrder of [demotions, demotions.toReversed()]) {
      const written: WorkspaceEvent[] = [];
      const refusals: unknown[] = [];
      for (const { actor, memberId } of inOrder) {
        const { state } = given(workspaceDecider, ...founded(joined('bo', 'admin'), joined('cy', 'admin'), ...written));
        const { events, refusal } = outcome(() => changeRole(state, { memberId, role: 'user' }, asking(actor)));
        written.push(...events);
        if (refusal) refusals.push(refusal.code);
      }
      const [first] = inOrder;
      expect(written.map(({ type, data }) => ({ type, data }))).toEqual([
        { type: 'RoleChanged', data: { memberId: first?.memberId, formerRole: 'admin', role: 'user' } },
      ]);
      expect(refusals).toEqual(['capability_required']);
    }
  });

  it('[R-6] it has exactly one owner, who is a joined admin', () => {
    afterEach(({ after }) => {
      const owners = [...after.members.values()].filter((member) => after.isOwner(member));
      hold(owners.length === (after.removed ? 0 : 1), 'one owner');
      hold(owners.every(({ state, role }) => state === 'joined' && role === 'admin'), 'the owner is a joined admin');
    });
  });

  it('[I-6] an address never has two live members, nor has an account', () => {
    afterEach(({ after }) => {
      const members = [...after.members.values()];
      hold(noneTwice(members.map(({ emailKey }) => emailKey)), 'one live member for an address');
      hold(noneTwice(members.map(({ accountId }) => accountId)), 'one member for an account');
    });
  });

  it('[I-6] an invitation is refused where the address has a member, who is named', () => {
    afterEach(({ wish, before, refusal, events }) => {
      if (wish.to !== 'invite' || (refusal && refusal.kind !== 'conflict')) return;
      const present = [...before.members.values()].find(({ emailKey }) => emailKey === `key-${wish.key}`);
      if (!present) {
        hold(events.length === 1, 'a free address is invited');
        return;
      }
      const code = present.state === 'joined' ? 'already_member' : 'already_invited';
      same([refusal?.code, refusal?.details.extensions], [code, { memberId: present.memberId }], 'the member is named');
    });
  });

  it('what it counts and finds its members by agrees with them', () => {
    afterEach(({ after }) => {
      const members = [...after.members.values()];
      hold(after.invited === members.filter(({ state }) => state === 'invited').length, 'invited');
      hold(after.joined === members.filter(({ state }) => state === 'joined').length, 'joined');
      same([...after.admins].sort(), joinedAdmins(after), 'admins');
      for (const member of members) {
        const { memberId, emailKey, accountId, inboxIds } = member;
        hold(after.member(memberId) === member, 'found by id');
        hold(emailKey === null || after.memberOfAddress(emailKey) === member, 'found by address');
        hold(accountId === null || after.memberOfAccount(accountId) === member, 'found by account');
        hold(inboxIds.every((inboxId) => after.inboxes.has(inboxId)), 'only inboxes that are there');
        hold(!after.revoked.has(memberId), 'revoked members are gone');
        hold(!after.former.has(memberId), 'removed members are gone');
      }
      const addressed = members.filter(({ emailKey }) => emailKey !== null);
      hold(after.byEmailKey.size === addressed.length, 'no address left over');
      hold(after.byAccount.size === after.joined, 'no account left over');
    });
  });

  it('seats are members, step by step', () => {
    always(({ events, attempts, end }) => {
      hold(seatsOf(events) === end.members.size, 'all seats together are the members');
      for (const { before, after, events: its } of attempts) {
        hold(seatsOf(its) === after.members.size - before.members.size, 'each step adds the members that it says');
      }
    });
  });

  it('whatever is refused is refused with a reason that a caller can be told', () => {
    // `live` lets every other error through, so a life that comes to its end is the proof.
    always(({ attempts }) => {
      for (const { refusal } of attempts) hold(!refusal || /^[a-z_]+$/.test(refusal.code), 'a code');
    });
  });

  it('[R-7] a command that was carried out writes nothing a second time', () => {
    afterEach(({ decide, events, after }) => {
      if (events.length > 0) same(outcome(() => decide(after)).events, [], 'nothing a second time');
    });
  });

  it('[R-2] [S-7] only admins, services and processes change anything; to strangers it is not there', () => {
    afterEach(({ wish, actor, before, events, refusal, going }) => {
      if (WITHOUT_AN_ACTOR.has(wish.to)) return;
      const standing = standingOf(before, actor);
      const { code } = refusal ?? {};
      if (standing === 'stranger') hold(code === 'not_found', 'not there for a stranger');
      const plain = standing === 'user' && !(going !== undefined && going === actingId(actor));
      if (plain && OWNERS_ALONE.has(wish.to)) hold(code === 'owner_only', 'owner only');
      else if (plain) hold(code === 'capability_required', 'a user lacks the capability');
      hold((code === 'capability_required') === (plain && code !== 'owner_only'), 'and nobody else');
      if (events.length > 0) hold(standing !== 'stranger' && !plain, 'who may change');
    });
  });

  it('[R-6] only the owner passes ownership on, and only the owner demotes the owner', () => {
    afterEach(({ actor, before, after, events }) => {
      if (before.ownerId === after.ownerId) return;
      const standing = standingOf(before, actor);
      hold(standing === 'owner' || standing === 'process', 'the owner passes ownership on');
      const demoted = events.some((event) => event.type === 'RoleChanged' && event.data.memberId === before.ownerId);
      if (demoted) hold(standing === 'owner', 'the owner steps down');
    });
  });

  it('[A-2] only the owner ends it, and then it is not there for anybody and nothing is written any more', () => {
    afterEach(({ wish, actor, before, after, events, refusal }) => {
      if (before.removed) {
        hold(events.length === 0, 'nothing is written');
        if (!WITHOUT_AN_ACTOR.has(wish.to)) hold(refusal?.code === 'not_found', 'not there');
      } else if (after.removed) {
        hold(['owner', 'process'].includes(standingOf(before, actor)), 'the owner ends it');
        const released = events.flatMap(({ type, data }) => (type === 'DomainReleased' ? [data.domain] : []));
        same(released.sort(), [...before.domains.keys()].sort(), 'its domains are free');
        hold(after.members.size + after.domains.size + after.inboxes.size === 0, 'nothing is left in it');
      }
    });
  });

  it('[X-1] [X-2] a removal is two facts in one append, and its successor was there', () => {
    afterEach(({ before, events, refusal }) => {
      const went = events.filter(({ type }) => type === 'ConversationsTransferred' || type === 'UserRemoved');
      hold(went.length === 0 || (went.length === 2 && events.length === 2), 'both, and nothing else');
      const [transfer, removal] = events;
      if (removal?.type === 'UserRemoved') {
        const { memberId, accountId, successorId } = removal.data;
        if (transfer?.type !== 'ConversationsTransferred') throw new Error('Does not hold: the transfer is first');
        same([transfer.data.from, transfer.data.to], [memberId, successorId], 'the same two members');
        hold(before.joinedMember(memberId).accountId === accountId, 'the account of the member');
        hold(before.joinedMember(successorId).memberId !== memberId, 'another joined member');
        hold(before.ownerId !== memberId, 'never the owner');
      }
      if (refusal?.code !== 'member_removed') return;
      const { successorId } = refusal.details.extensions as { readonly successorId: string };
      hold(before.members.get(successorId)?.state === 'joined', 'a removed member is named with who has their work');
    });
  });

  it('[X-6] whoever was removed has an heir who is a joined member, and every piece of work has one', () => {
    afterEach(({ after }) => {
      for (const { memberId } of after.former.values()) {
        hold(after.members.get(after.heirOf(memberId))?.state === 'joined', 'the heir has joined');
      }
      const heirs = [...after.members.values()].filter(({ state }) => state === 'joined');
      const heritages = heirs.map(({ memberId }) => after.heritageOf(memberId));
      for (const [index, heritage] of heritages.entries()) {
        hold(heritage.every((one) => after.heirOf(one) === heirs[index]?.memberId), 'both ways agree');
      }
      hold(noneTwice(heritages.flat()), 'of one heir');
      hold(heritages.flat().length === after.joined + after.former.size, 'of everybody');
    });
  });

  it('[X-12] no member id is ever used again', () => {
    always(({ events }) => {
      const used = new Set<string>();
      const open = new Set<string>();
      for (const { type, data } of events) {
        if (type === 'UserInvited' || (type === 'UserJoined' && !open.has(data.memberId))) {
          hold(!used.has(data.memberId), `${data.memberId} is new`);
          used.add(data.memberId);
        }
        if (type === 'UserInvited') open.add(data.memberId);
        if (type === 'UserJoined' || type === 'InvitationRevoked') open.delete(data.memberId);
      }
    });
  });

  it('[I-4] [X-13] removing an invited member is revoking, and whoever leaves needs nobody', () => {
    afterEach(({ before, events, going, wish, actor, refusal }) => {
      const member = before.members.get(going ?? '');
      if (!member || standingOf(before, actor) === 'stranger') return;
      if (member.state === 'invited' && events.length > 0) {
        same(events.map(({ type }) => type), ['InvitationRevoked'], 'revoked');
      }
      const unnamed = wish.to === 'leave' && wish.next === null && member.state === 'joined';
      if (unnamed && before.isOwner(member)) hold(refusal?.code === 'owner_must_transfer', 'the owner stays');
      else if (unnamed) {
        const [, left] = events;
        if (left?.type !== 'UserRemoved') throw new Error('Does not hold: they left');
        same([left.data.successorId, left.data.because], [before.ownerId, 'left'], 'the owner takes over');
      }
    });
  });

  it('[R-3] [R-7] a role is what the newest event about it says, and no event repeats it', () => {
    afterEach(({ before, after, events }) => {
      for (const event of events) {
        if (event.type !== 'RoleChanged') continue;
        const { memberId, formerRole, role } = event.data;
        hold(before.member(memberId).role === formerRole && formerRole !== role, 'the former role');
        hold(after.member(memberId).role === role, 'the new role');
      }
    });
  });

  it('[I-2] [I-5] [I-7] a link works once, while it is the newest, alive and not revoked; else it says why not', () => {
    always(({ attempts }) => {
      const written: WorkspaceEvent[] = [];
      for (const { wish, link, now, events, refusal } of attempts) {
        if (link && wish.to === 'accept by claim') {
          const verdict = verdictOn({ ...link, expiresAt: 'never' }, written, now);
          if (refusal) hold(refusal.code === verdict, `refused as ${verdict}`);
          else hold(events.length === 0 || verdict === 'works', 'accepted, or had joined before');
        } else if (link) {
          const verdict = verdictOn(link, written, now);
          if (verdict !== 'works') hold(refusal?.code === verdict, `refused as ${verdict}`);
          else if (refusal) hold(refusal.code === 'already_member', 'only a member is turned away');
          else same(events.map(({ type }) => type), ['UserJoined'], 'accepted');
        }
        written.push(...events);
      }
    });
  });

  it('[I-3] an invitation is resent at most once a minute and five times a day, and each wait is told', () => {
    always(({ attempts }) => {
      const resent = new Map<string, readonly number[]>();
      for (const { now, events, refusal, before, decide } of attempts) {
        const at = Date.parse(now);
        for (const { type, data } of events) {
          if (type !== 'InvitationResent') continue;
          const times = [...(resent.get(data.memberId) ?? []), at];
          resent.set(data.memberId, times);
          hold(times.filter((time) => time > at - 60_000).length === 1, 'once a minute');
          hold(times.filter((time) => time > at - 24 * 3_600_000).length <= 5, 'five times a day');
        }
        if (refusal?.code !== 'too_many_requests') continue;
        const { retryAfterSeconds = 0 } = refusal.details;
        hold(retryAfterSeconds > 0 && retryAfterSeconds <= 24 * 3600, 'a wait');
        hold(outcome(() => decide(before)).refusal?.code === 'too_many_requests', 'refused again without it');
      }
    });
  });

  it('[I-10] nobody joins as admin on the word of somebody who is no admin any more', () => {
    afterEach(({ before, events }) => {
      for (const event of events) {
        if (event.type !== 'UserJoined') continue;
        const { memberId, role, reducedBecause } = event.data;
        const invitedMember = before.members.get(memberId);
        const giver = invitedMember?.invitation?.roleGivenBy ?? null;
        if (giver !== null && !joinedAdmins(before).includes(giver)) hold(role === 'user', 'only as user');
        hold(role === (reducedBecause ? 'user' : (invitedMember?.role ?? 'user')), 'else as invited');
        hold((reducedBecause !== undefined) === isReduced(event), 'and the event says so');
      }
    });
  });

  it('folding all equals folding a snapshot and the tail, and so does every decision on it', () => {
    fc.assert(
      fc.property(lives, fc.nat(60), (steps, cut) => {
        const { events, attempts, end } = live(steps);
        const { snapshots } = workspaceDecider;
        const head = fold(workspaceDecider.initial, events.slice(0, cut));
        const stored: unknown = JSON.parse(JSON.stringify(snapshots?.write(head)));
        const restored = fold(snapshots?.read(stored) as Workspace, events.slice(cut));
        same(shapeOf(restored), shapeOf(end), 'the same state');
        for (const { decide } of attempts) {
          const [one, other] = [outcome(() => decide(restored)), outcome(() => decide(end))];
          same([one.events, one.refusal?.code], [other.events, other.refusal?.code], 'the same decision');
        }
      }),
      RUNS,
    );
  });

  it('neither a decision nor a fold changes the state that it is given', () => {
    always(({ events }) => {
      const half = fold(workspaceDecider.initial, events.slice(0, events.length / 2));
      const shape = JSON.stringify(shapeOf(half));
      fold(half, events.slice(events.length / 2));
      hold(JSON.stringify(shapeOf(half)) === shape, 'unchanged');
    });
  });
});

const EVERY_EVENT: readonly WorkspaceEvent['type'][] = [
  'WorkspaceFounded',
  'WorkspaceRenamed',
  'DomainClaimed',
  'DomainJoiningChanged',
  'DomainReleased',
  'InboxAdded',
  'InboxRenamed',
  'InboxRemoved',
  'UserInvited',
  'InvitationResent',
  'InvitationRevoked',
  'UserJoined',
  'RoleChanged',
  'OwnershipTransferred',
  'InboxAccessChanged',
  'MemberAddressChanged',
  'ConversationsTransferred',
  'UserRemoved',
  'WorkspaceRemoved',
];

const EVERY_REFUSAL = [
  'not_found',
  'capability_required',
  'last_admin',
  'owner_only',
  'choose_new_owner',
  'already_member',
  'already_invited',
  'already_joined',
  'too_many_requests',
  'invitation_expired',
  'invitation_revoked',
  'invitation_replaced',
  'invitation_used',
  'unknown_inboxes',
  'inbox_name_taken',
  'domain_not_yours',
  'joining_closed',
  'precondition_failed',
  'not_joined',
  'transfer_required',
  'owner_must_transfer',
  'member_removed',
  'name_differs',
];

/** Carried out for a person outside the workspace or for an account, whoever the request came from. */
const WITHOUT_AN_ACTOR = new Set<string>([
  'accept',
  'accept by claim',
  'join',
  'be placed again',
  'follow an address',
  'found again',
]);

const OWNERS_ALONE = new Set<string>(['transfer ownership', 'remove the workspace']);

type Standing = 'owner' | 'admin' | 'user' | 'stranger' | 'service' | 'process';

function standingOf(workspace: Workspace, actor: Actor): Standing {
  if (actor.kind === 'system') return 'process';
  if (actor.kind === 'service' && actor.onBehalfOf === undefined) return 'service';
  const memberId = actingId(actor);
  const member = workspace.members.get(memberId ?? '');
  if (member?.state !== 'joined') return 'stranger';
  if (actor.kind === 'member' && actor.accountId !== member.accountId) return 'stranger';
  return memberId === workspace.ownerId ? 'owner' : member.role;
}

function actingId(actor: Actor): string | undefined {
  return actor.kind === 'service' ? actor.onBehalfOf : actor.kind === 'member' ? actor.id : undefined;
}

/** What I-5 and I-7 say of a link after these events. */
function verdictOn(link: Link, events: readonly WorkspaceEvent[], now: string): string {
  if (events.some(({ type }) => type === 'WorkspaceRemoved')) return 'not_found';
  const about = events.filter((event) => 'memberId' in event.data && event.data.memberId === link.memberId);
  const newest = about.filter(({ type }) => type === 'UserInvited' || type === 'InvitationResent').length;
  if (about.some(({ type }) => type === 'InvitationRevoked')) return 'invitation_revoked';
  if (about.some(({ type }) => type === 'UserRemoved')) return 'invitation_used';
  if (newest === 0 || link.linkNo > newest) return 'not_found';
  if (about.some(({ type }) => type === 'UserJoined')) return 'invitation_used';
  if (link.linkNo < newest) return 'invitation_replaced';
  return link.expiresAt <= now ? 'invitation_expired' : 'works';
}

function isReduced(event: WorkspaceEvent): boolean {
  return event.type === 'UserJoined' && event.data.invitedRole === 'admin' && event.data.role === 'user';
}

function joinedAdmins({ members }: Workspace): readonly string[] {
  const admins = [...members.values()].filter(({ state, role }) => state === 'joined' && role === 'admin');
  return admins.map(({ memberId }) => memberId).sort();
}

function isRevokedForAddress(event: WorkspaceEvent): boolean {
  return event.type === 'InvitationRevoked' && event.data.because === 'address_belongs_to_member';
}

function seatsOf(events: readonly WorkspaceEvent[]): number {
  return events.reduce((seats, event) => seats + seatDelta(event), 0);
}

function noneTwice(values: readonly (string | null)[]): boolean {
  const present = values.filter((value) => value !== null);
  return new Set(present).size === present.length;
}

function outcome(decide: () => readonly WorkspaceEvent[]): {
  readonly events: readonly WorkspaceEvent[];
  readonly refusal?: RosterError;
} {
  try {
    return { events: decide() };
  } catch (error) {
    if (error instanceof RosterError) return { events: [], refusal: error };
    throw error;
  }
}

function fold(from: Workspace, events: readonly Folded<WorkspaceEvent>[]): Workspace {
  return events.reduce((state, event) => workspaceDecider.evolve(state, event), from);
}

interface Identified {
  readonly memberId: string;
}

/** Everything that a workspace holds, in a fixed order. */
function shapeOf(workspace: Workspace) {
  const { members, byAccount, byEmailKey, admins, revoked, former, succeeded, inboxes, domains, ...plain } = workspace;
  const byId = (a: Identified, b: Identified) => (a.memberId < b.memberId ? -1 : 1);
  return {
    ...plain,
    former: [...former.values()].sort(byId),
    succeeded: [...succeeded].sort(),
    members: [...members.values()].sort(byId),
    byAccount: [...byAccount].sort(),
    byEmailKey: [...byEmailKey].sort(),
    admins: [...admins].sort(),
    revoked: [...revoked].sort(),
    inboxes: [...inboxes].sort(),
    domains: [...domains].sort(),
  };
}
