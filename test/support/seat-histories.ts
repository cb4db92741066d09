import fc from 'fast-check';
import { type Opened } from '#libs/event-sourcing';
import { type WorkspaceEvent } from '#libs/workspaces';
import { recorded, type Told } from './projected.js';
import { founded, hoursAfter, invited, joined, resent, revoked, roleChanged } from './workspace-history.js';

/** Histories of several workspaces at once, for the laws of seats. The fourth member of workspace `w0` is `w0-m3`. */

export type Event = Opened<WorkspaceEvent>;
/** An event of the workspace, with its time where that matters. */
export type Timed = WorkspaceEvent & { readonly at?: string };

export function removed(memberId: string, successorId = 'ann') {
  return {
    type: 'UserRemoved',
    data: { memberId, accountId: `account-of-${memberId}`, successorId },
  } as const satisfies WorkspaceEvent;
}

export function workspaceRemoved(seats: number) {
  return {
    type: 'WorkspaceRemoved',
    data: { ownerId: 'ann', seats, inboxIds: [], removes: ['members'] },
  } as const satisfies WorkspaceEvent;
}

/** The events of one workspace, `w`, as a log has them. */
export function acme(...events: readonly Timed[]): readonly Event[] {
  return recorded(founded(...events).map((event): Told<WorkspaceEvent> => ['workspace-w', event]));
}

interface Step {
  readonly waitMs: number;
  readonly workspace: number;
  readonly what: 'invite' | 'resend' | 'revoke' | 'join' | 'accept' | 'remove' | 'promote' | 'end' | 'come and go';
  readonly member: number;
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

const step: fc.Arbitrary<Step> = fc.record({
  waitMs: fc.constantFrom(0, 0, 1, 400, 999, SECOND, 61 * SECOND, HOUR, 23 * HOUR, DAY, 9 * DAY, 31 * DAY),
  workspace: fc.nat(2),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('invite' as const, 'join' as const) },
    { weight: 4, arbitrary: fc.constantFrom('accept' as const, 'revoke' as const, 'remove' as const) },
    { weight: 2, arbitrary: fc.constant('resend' as const) },
    { weight: 2, arbitrary: fc.constantFrom('come and go' as const, 'promote' as const) },
    { weight: 1, arbitrary: fc.constant('end' as const) },
  ),
  member: fc.nat(20),
});

/** Around the ends of years and months, a leap day among them. */
const begin = fc.constantFrom(
  '2024-02-28T23:59:59.400Z',
  '2023-02-28T23:00:00.000Z',
  '2025-12-31T23:59:58.999Z',
  '2026-01-30T12:00:00.001Z',
);

/** What happened in some workspaces, in the order of the log. */
export const histories: fc.Arbitrary<readonly Event[]> = fc
  .tuple(begin, fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }))
  .map(([at, steps]) => tell(Date.parse(at), steps));

interface Company {
  readonly invited: string[];
  readonly joined: string[];
  members: number;
  over: boolean;
}

function tell(begin: number, steps: readonly Step[]): readonly Event[] {
  const told: Told<WorkspaceEvent>[] = [];
  const companies = new Map<number, Company>();
  let now = begin;
  for (const { waitMs, workspace, what, member } of steps) {
    now += waitMs;
    const name = `w${workspace}`;
    const at = new Date(now).toISOString();
    const say = (event: WorkspaceEvent) => told.push([`workspace-${name}`, { ...event, at }]);
    let company = companies.get(workspace);
    if (!company) {
      company = { invited: [], joined: [], members: 1, over: false };
      companies.set(workspace, company);
      say({ type: 'WorkspaceFounded', data: { workspaceId: name, name, founderId: `${name}-m0` } });
      say(joined(`${name}-m0`, 'admin', 'founding'));
    }
    if (!company.over) carryOut(company, name, what, member, say, at);
  }
  return recorded(told);
}

function carryOut(
  company: Company,
  name: string,
  what: Step['what'],
  n: number,
  say: (event: WorkspaceEvent) => void,
  at: string,
): void {
  const { invited: waiting, joined: inside } = company;
  const newMember = () => `${name}-m${company.members++}`;
  const taken = (from: string[]) => from.splice(n % Math.max(from.length, 1), 1)[0];
  switch (what) {
    case 'invite': {
      const memberId = newMember();
      waiting.push(memberId);
      say({ ...invited(memberId), data: { ...invited(memberId).data, expiresAt: hoursAfter(at, 72) } });
      return;
    }
    case 'join':
      inside.push(newMember());
      say(joined(inside.at(-1) ?? '', 'user', 'domain'));
      return;
    case 'come and go': {
      const memberId = newMember();
      say(invited(memberId));
      say(revoked(memberId));
      return;
    }
    case 'resend': {
      const memberId = waiting[n % Math.max(waiting.length, 1)];
      if (memberId !== undefined) say(resent(memberId, 2, at));
      return;
    }
    case 'end':
      company.over = true;
      say(workspaceRemoved(1 + waiting.length + inside.length));
      return;
    case 'promote':
      say(roleChanged(`${name}-m0`, 'admin', 'admin'));
      return;
    default: {
      const memberId = taken(what === 'remove' ? inside : waiting);
      if (memberId === undefined) return;
      if (what === 'accept') inside.push(memberId);
      if (what === 'accept') say(joined(memberId, 'user', 'invitation'));
      else say(what === 'revoke' ? revoked(memberId) : removed(memberId));
    }
  }
}

/** What the events say of a member, told by the simplest means: the oracle. Removals of workspaces are resolved. */
export interface ToldSeat {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly begin: Event;
  joined: Event | null;
  end: Event | null;
}

export function toldSeats(events: readonly Event[]): readonly ToldSeat[] {
  const all: ToldSeat[] = [];
  const of = (memberId: string) => all.find((seat) => seat.memberId === memberId);
  for (const event of events) {
    const workspaceId = event.stream.slice('workspace-'.length);
    if (event.type === 'UserInvited' || (event.type === 'UserJoined' && event.data.by !== 'invitation')) {
      const { memberId } = event.data;
      all.push({ workspaceId, memberId, begin: event, joined: event.type === 'UserJoined' ? event : null, end: null });
    } else if (event.type === 'UserJoined') {
      const seat = of(event.data.memberId);
      if (seat) seat.joined = event;
    } else if (event.type === 'UserRemoved' || event.type === 'InvitationRevoked') {
      const seat = of(event.data.memberId);
      if (seat) seat.end = event;
    } else if (event.type === 'WorkspaceRemoved') {
      for (const seat of all) if (seat.workspaceId === workspaceId) seat.end ??= event;
    }
  }
  return all;
}
