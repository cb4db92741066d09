import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type MemberRow, userTable, type Workspace } from '#libs/workspaces';
import { COMPANY, companyHistory, type Happening } from '../../../test/support/company-history.js';
import { HistoryWorld, storedEvent } from '../../../test/support/history-world.js';
import { MemoryEventLog } from '../../../test/support/memory-event-log.js';
import { MemorySnapshotStore } from '../../../test/support/memory-snapshot-store.js';
import { Past } from './past.js';

const history = companyHistory(7, 4_000);
const END = Date.parse((history.at(-1) as Happening).at);
const BEGIN = Date.parse((history[0] as Happening).at);

let world: HistoryWorld;
beforeAll(async () => {
  world = new HistoryWorld();
  await world.write(history);
  await world.start();
  await world.settled();
}, 120_000);
afterAll(() => world.stop());

/** Moments between events, at events, and just before and after them. */
const moment = fc.oneof(
  fc.integer({ min: BEGIN - 1000, max: END + 1000 }).map((time) => new Date(time).toISOString()),
  fc.tuple(fc.nat(history.length - 1), fc.integer({ min: -1, max: 1 })).map(([index, ms]) =>
    new Date(Date.parse((history[index] as Happening).at) + ms).toISOString(),
  ),
);

type Told = Readonly<Record<string, unknown>> & { readonly memberId: string };

/** Members, roles and seats by a replay that shares no code with the service: from the words of each event alone. */
function replay(until: string): object {
  let name = '';
  let owner = '';
  let seats = 0;
  const members = new Map<string, { state: string; role: string; inboxes: readonly string[] }>();
  const inboxes = new Map<string, string>();
  for (const { stream, event, at } of history) {
    if (at > until) break;
    if (stream !== COMPANY) continue;
    const data = event.data as Told;
    const { memberId } = data;
    const before = members.get(memberId);
    switch (event.type) {
      case 'WorkspaceFounded':
        name = data['name'] as string;
        owner = data['founderId'] as string;
        break;
      case 'WorkspaceRenamed':
        name = data['name'] as string;
        break;
      case 'UserInvited':
        members.set(memberId, { state: 'invited', role: data['role'] as string, inboxes: data['inboxIds'] as string[] });
        seats += 1;
        break;
      case 'UserJoined':
        members.set(memberId, { state: 'joined', role: data['role'] as string, inboxes: before?.inboxes ?? [] });
        seats += before ? 0 : 1;
        break;
      case 'InvitationRevoked':
      case 'UserRemoved':
        members.delete(memberId);
        seats -= 1;
        break;
      case 'RoleChanged':
        if (before) members.set(memberId, { ...before, role: data['role'] as string });
        break;
      case 'InboxAccessChanged':
        if (before) members.set(memberId, { ...before, inboxes: data['inboxIds'] as string[] });
        break;
      case 'OwnershipTransferred':
        owner = data['to'] as string;
        break;
      case 'InboxAdded':
        inboxes.set(data['inboxId'] as string, data['name'] as string);
        break;
      case 'InboxRemoved':
        inboxes.delete(data['inboxId'] as string);
        for (const [id, one] of members) members.set(id, { ...one, inboxes: one.inboxes.filter((its) => its !== data['inboxId']) });
        break;
    }
  }
  return shown(name, owner, seats, members, inboxes);
}

const shown = (
  name: string,
  owner: string,
  seats: number,
  members: Iterable<readonly [string, { readonly state: string; readonly role: string; readonly inboxes: readonly string[] }]>,
  inboxes: Iterable<readonly [string, string]>,
) => ({ name, owner, seats, members: [...members].sort(byFirst), inboxes: [...inboxes].sort(byFirst) });

const byFirst = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => (one < other ? -1 : 1);

function told({ name, ownerId, members, inboxes }: Workspace): object {
  const places = [...members.values()].map(({ memberId, state, role, inboxIds }) => [memberId, { state, role, inboxes: inboxIds }] as const);
  return shown(name, ownerId, members.size, places, inboxes);
}

/** The table as its own projection has it after everything up to a moment, folded from the beginning. */
function tableFolded(until: string): readonly MemberRow[] {
  const documents = new Map<string, ReadDocument>();
  const { handles, touches, fold } = userTable as unknown as Projection;
  const revisions = new Map<string, number>();
  for (const { stream, event, at } of history) {
    if (at > until) break;
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    if (!handles.includes(event.type)) continue;
    const metadata = { v: 1, at, actor: { kind: 'system', id: 's' }, correlationId: 'c', causationId: 'c' } as const;
    const opened = { ...event, id: 'e', stream, revision, position: 0, metadata };
    const { ids = [], where } = touches(opened);
    const found = where ? [...documents.values()].filter((one) => (one as unknown as Record<string, unknown>)[where.field] === where.value) : [];
    for (const id of new Set([...ids, ...found.map(({ _id }) => _id)])) {
      const next = fold(id, documents.get(id) ?? null, opened, (other) => documents.get(other) ?? null);
      if (next) documents.set(id, next);
      else documents.delete(id);
    }
  }
  return [...documents.values()].filter((one): one is MemberRow => (one as { readonly kind?: string }).kind === 'member');
}

const inOrder = (rows: readonly MemberRow[], inboxes: { has(id: string): boolean }) =>
  rows
    .map((row) => ({ ...row, inboxIds: row.inboxIds.filter((id) => inboxes.has(id)), sort: { ...row.sort } }))
    .sort((one, other) => (one._id < other._id ? -1 : 1));

describe('a workspace at a moment', () => {
  it('[H-3] is to the byte what a full replay gives, at 1,000 moments of a long history', async () => {
    await fc.assert(
      fc.asyncProperty(moment, async (time) => {
        const { workspace } = await world.past.at('w', time);
        expect(JSON.stringify(told(workspace))).toBe(JSON.stringify(replay(time)));
      }),
      { numRuns: 1000 },
    );
  }, 120_000);

  it('[H-3] is the same with nothing in memory, with states kept, and with none that can be', async () => {
    await fc.assert(
      fc.asyncProperty(moment, fc.constantFrom('cold', 'failing' as const), async (time, how) => {
        const expected = JSON.stringify(told((await world.past.at('w', time)).workspace));
        world.snapshots.failing = how === 'failing';
        const past = world.newPast();
        expect(JSON.stringify(told((await past.at('w', time)).workspace))).toBe(expected);
        world.snapshots.failing = false;
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('[H-3] counts what happened at that very moment, and nothing later', async () => {
    const founding = history.find(({ stream }) => stream === COMPANY) as Happening;
    expect((await world.past.at('w', '2025-12-31T23:59:59.999Z')).workspace.founded).toBe(false);
    expect((await world.past.at('w', founding.at)).workspace.founded).toBe(true);
    expect((await world.past.at('nowhere', founding.at)).revision).toBe(-1);
  });
});

describe('the user table at a moment', () => {
  it('[T-5] is to the byte what its own fold up to that moment gives', async () => {
    await fc.assert(
      fc.asyncProperty(moment, async (time) => {
        const { workspace, rows } = await world.tables.at('w', time);
        const expected = inOrder(tableFolded(time), workspace.inboxes).map(sorted);
        expect(JSON.stringify(inOrder(rows, workspace.inboxes).map(sorted))).toBe(JSON.stringify(expected));
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

/** With its fields in one order: they are made in different places. */
function sorted(row: object): object {
  return Object.fromEntries(Object.entries(row).sort(byFirst));
}

describe('a difference', () => {
  it('[H-3] leads from the one moment to the other', async () => {
    await fc.assert(
      fc.asyncProperty(moment, moment, async (one, other) => {
        const [from, to] = [one, other].sort() as [string, string];
        const { joined, invited, removed, roleChanges, seatDelta } = await world.differences.between('w', from, to);
        const roles = new Map([...(await world.past.at('w', from)).workspace.members.values()].map((member) => [member.memberId, `${member.state} ${member.role}`]));
        for (const { memberId } of removed) roles.delete(memberId);
        for (const { memberId, role } of invited) roles.set(memberId, `invited ${role}`);
        for (const { memberId, role } of roleChanges) roles.set(memberId, `${(roles.get(memberId) ?? '').split(' ')[0]} ${role}`);
        for (const { memberId, role } of joined) roles.set(memberId, `joined ${role}`);
        const after = (await world.past.at('w', to)).workspace;
        expect([...roles].sort(byFirst)).toEqual([...after.members.values()].map((member) => [member.memberId, `${member.state} ${member.role}`] as const).sort(byFirst));
        for (const { at } of [...joined, ...invited, ...removed, ...roleChanges]) expect(at > from && at <= to).toBe(true);
        const before = (await world.past.at('w', from)).workspace;
        expect(seatDelta).toBe(after.members.size - before.members.size);
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});

describe('a long history', () => {
  it('[H-3] is read at no moment further than from the nearest state that is kept, even after a restart', async () => {
    const log = new MemoryEventLog({ maxAppendBytes: Infinity });
    const long = companyHistory(3, 8_000, 1500).filter(({ stream }) => stream === COMPANY);
    await log.append(COMPANY, -1, long.map(({ event, at }, revision) => storedEvent(COMPANY, revision, event, at)));
    const snapshots = new MemorySnapshotStore();
    await new Past(log, snapshots).after('w', long.length);
    const past = new Past(log, snapshots);
    for (let revision = 0; revision < long.length; revision += 97) {
      log.reads.length = 0;
      expect((await past.after('w', revision)).revision).toBe(revision);
      expect(Math.max(...log.reads.map(({ from }) => from)) - (log.reads[0]?.from ?? 0)).toBeLessThanOrEqual(750);
    }
  }, 120_000);
});
