import { expect } from '@jest/globals';
import { type RecordedEvent } from '#libs/event-sourcing';
import { type Answer, type Client } from './client.js';
import { holdingsOf } from './fresh-fold.js';
import { faultsOf } from './log-check.js';
import { type ProductionServers } from './production-servers.js';
import { atEndOfLog } from './readiness.js';
import { type ServiceProcess } from './service-process.js';
import { type Sent, sendOnce, type SteadyLoad } from './steady-load.js';
import { until } from './until.js';

/** No call may take longer, whatever a server does. */
const LONGEST_CALL_MS = 30_000;
const PATIENCE_MS = 60_000;
const SEAT_PAGE = 200;
/** Of the commands that were sent more than once, so many are sent once more. */
const REPETITIONS = 200;

/** What the log must have of each command. */
const EVENT_OF = {
  invite: 'UserInvited',
  promote: 'RoleChanged',
  demote: 'RoleChanged',
  revoke: 'InvitationRevoked',
} as const;

interface MemberOfLog {
  readonly memberId: string;
  readonly role: string;
  readonly state: string;
}

/** A service, and the servers that it runs on. */
export interface Running {
  readonly service: ServiceProcess;
  readonly servers: ProductionServers;
}

/**
 * Sees that after a load, all of which is acknowledged, nothing is lost and nothing doubled; that read models are those
 * of a fresh fold, and callers shown what the log holds; and that every call ended as it should.
 */
export async function seeWhole({ service, servers }: Running, load: SteadyLoad): Promise<void> {
  seeCalls(load);
  await seeRepetitions(service.service(), load);
  await until('every projection at the end of the log', () => atEndOfLog(service), PATIENCE_MS);
  const { events, differences } = await holdingsOf(servers);
  expect(faultsOf(events)).toEqual([]);
  expect(eventsByKey(load, events)).toEqual(eventsDue(load.sent));
  expect(differences).toEqual([]);
  await seeTables(service.service(), load.workspaceId, membersIn(events, `workspace-${load.workspaceId}`));
  await seeMails(service, load);
}

/** Each was done, or refused with 503 and when to come again; none hung. */
function seeCalls({ sent }: SteadyLoad): void {
  const tries = sent.flatMap((each) => each.tries);
  const wrong = tries.filter(({ status, retryAfter, tookMs }) => {
    const fits = (status >= 200 && status < 300) || (status === 503 && retryAfter > 0);
    return !fits || tookMs > LONGEST_CALL_MS;
  });
  expect(wrong).toEqual([]);
  expect(sent.filter(({ answer }) => answer === undefined)).toEqual([]);
}

/** Whoever met trouble asks again: it is answered as before, and nothing is written. */
async function seeRepetitions(client: Client, { sent }: SteadyLoad): Promise<void> {
  for (const each of sent.filter(({ tries }) => tries.length > 1).slice(-REPETITIONS)) {
    const { status, text } = await sendOnce(client, each);
    expect([each.key, status, text]).toEqual([each.key, each.answer?.status, each.answer?.text]);
  }
}

async function seeTables(client: Client, workspaceId: string, members: readonly MemberOfLog[]): Promise<void> {
  const table = await client.get(`/v1/workspaces/${workspaceId}/members?format=jsonl`);
  const rows = table.text.split('\n').filter(Boolean).map((line): MemberOfLog => {
    const { memberId, role, state } = JSON.parse(line);
    return { memberId, role, state };
  });
  expect(sortedById(rows)).toEqual(sortedById(members));
  const { body: seats } = await client.get(`/v1/workspaces/${workspaceId}/seats`);
  expect(seats.total).toBe(members.length);
  const changes = await seatChanges(client, workspaceId);
  expect(changes.reduce((sum, { delta }) => sum + delta, 0)).toBe(members.length);
  expect(changes.at(-1)?.balance).toBe(members.length);
}

/** Whoever is invited and was not revoked has a mail. */
async function seeMails({ mailbox }: ServiceProcess, { sent }: SteadyLoad): Promise<void> {
  const revoked = new Set(sent.filter(({ wish }) => wish === 'revoke').map(({ memberId }) => memberId));
  const due = sent.filter(({ wish, memberId }) => wish === 'invite' && !revoked.has(memberId));
  const there = async () => {
    const addresses = new Set((await mailbox.all()).map(({ to }) => to));
    return due.every(({ email }) => addresses.has(email));
  };
  await until('every mail', there, PATIENCE_MS);
}

async function seatChanges(client: Client, workspaceId: string): Promise<{ delta: number; balance: number }[]> {
  const changes: { delta: number; balance: number; workspaceId: string }[] = [];
  for (let after = 0, page: Answer['body']; ; after = page.next) {
    page = (await client.get(`/v1/billing/seat-changes?after=${after}&limit=${SEAT_PAGE}`)).body;
    if (page.items.length === 0) return changes.filter((change) => change.workspaceId === workspaceId);
    changes.push(...page.items);
  }
}

/** Types of the events that each command of a load wrote. */
function eventsByKey(load: SteadyLoad, events: readonly RecordedEvent[]): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown[]> = {};
  for (const { type, data, metadata } of events) {
    const { correlationId, commandId } = metadata;
    if (!correlationId.startsWith(`${load.name}-`)) continue;
    (found[correlationId] ??= []).push([type, data['memberId'], commandId !== undefined]);
  }
  return found;
}

function eventsDue(sent: readonly Sent[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(sent.map(({ key, wish, memberId }) => [key, [[EVENT_OF[wish], memberId, true]]]));
}

/** Who belongs to a workspace, as its events alone tell. */
function membersIn(events: readonly RecordedEvent[], stream: string): readonly MemberOfLog[] {
  const members = new Map<string, MemberOfLog>();
  for (const event of events) {
    if (event.stream !== stream) continue;
    const { memberId, role } = event.data as { readonly memberId: string; readonly role: string };
    switch (event.type) {
      case 'UserInvited':
        members.set(memberId, { memberId, role, state: 'invited' });
        break;
      case 'UserJoined':
        members.set(memberId, { memberId, role, state: 'joined' });
        break;
      case 'RoleChanged':
        members.set(memberId, { memberId, role, state: members.get(memberId)?.state ?? 'unknown' });
        break;
      case 'InvitationRevoked':
        members.delete(memberId);
        break;
    }
  }
  return [...members.values()];
}

function sortedById(members: readonly MemberOfLog[]): readonly MemberOfLog[] {
  return members.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1));
}
