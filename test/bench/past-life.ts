import { type StoredEvent } from '#libs/event-sourcing';
import { v7 as uuidv7 } from 'uuid';
import { type Engine } from './engine.js';
import { told } from './reading.js';

/** A workspace with a long history behind it. */
export interface PastLife {
  readonly workspaceId: string;
  readonly stream: string;
  /** Number of its events. */
  readonly length: number;
  /** ISO time of the event of a revision. */
  timeOf(revision: number): string;
}

const MEMBERS = 200;
const PER_APPEND = 500;
const BEGIN = Date.parse('2025-01-01T00:00:00.000Z');
const APART_MS = 20_000;
/** Every so many events somebody is invited in vain, and somebody joins and is removed. */
const GUESTS = 200;

/** 200 people who joined, with accounts and names; roles that change, and people who come and go. */
export async function live(engine: Engine, length: number): Promise<PastLife> {
  const workspaceId = uuidv7();
  const stream = `workspace-${workspaceId}`;
  const people = Array.from({ length: Math.min(MEMBERS, Math.floor(length / 4)) }, () => ({ memberId: uuidv7(), accountId: uuidv7() }));
  const timeOf = (revision: number) => new Date(BEGIN + revision * APART_MS).toISOString();
  await openAccounts(engine, people, timeOf(0));
  for (let revision = 0; revision < length; ) {
    const many = Math.min(PER_APPEND, length - revision);
    const next = Array.from({ length: many }, (_, index) => happening(workspaceId, people, revision + index));
    const seal = await engine.parts.personal.sealer(next.flatMap(({ of }) => of ?? []));
    const events = next.map(({ type, data, of }, index): StoredEvent => {
      const event = told(uuidv7(), type, data, timeOf(revision + index));
      return of === undefined ? event : { ...event, personal: { of, sealed: seal(of, { email: `${of}@elsewhere.example` }) } };
    });
    await engine.log.append(stream, revision - 1, events);
    revision += many;
  }
  return { workspaceId, stream, length, timeOf };
}

interface Happening {
  readonly type: string;
  readonly data: object;
  readonly of?: string;
}

type People = readonly { readonly memberId: string; readonly accountId: string }[];

/** The guests of the moment: the same ids for a few events, for they come and go. */
let guest = uuidv7();

function happening(workspaceId: string, people: People, revision: number): Happening {
  const founder = people[0] as People[number];
  if (revision === 0) return { type: 'WorkspaceFounded', data: { workspaceId, name: 'Acme', founderId: founder.memberId } };
  const newcomer = people[revision - 1];
  if (newcomer) return joined(newcomer, revision === 1 ? 'founding' : 'domain');
  const turn = revision - people.length - 1;
  switch (turn % GUESTS) {
    case 1: {
      guest = uuidv7();
      const place = { memberId: guest, emailKey: `key-${guest}`, role: 'user', inboxIds: [] };
      const link = { linkNo: 1, expiresAt: '2025-01-01T00:00:00.000Z', invitedBy: founder.memberId };
      return { type: 'UserInvited', data: { ...place, ...link }, of: guest };
    }
    case 2:
      return { type: 'InvitationRevoked', data: { memberId: guest } };
    case 3:
      guest = uuidv7();
      return joined({ memberId: guest, accountId: guest }, 'domain');
    case 4:
      return { type: 'UserRemoved', data: { memberId: guest, accountId: guest, successorId: founder.memberId } };
    default: {
      const one = people[1 + (turn % (people.length - 1))] as People[number];
      const role = Math.floor(turn / (people.length - 1)) % 2 === 0 ? 'admin' : 'user';
      return { type: 'RoleChanged', data: { memberId: one.memberId, formerRole: role === 'admin' ? 'user' : 'admin', role } };
    }
  }
}

function joined({ memberId, accountId }: People[number], by: 'founding' | 'domain'): Happening {
  const role = by === 'founding' ? 'admin' : 'user';
  return { type: 'UserJoined', data: { memberId, accountId, emailKey: `key-${memberId}`, role, by } };
}

async function openAccounts({ log, parts }: Engine, people: People, at: string): Promise<void> {
  const seal = await parts.personal.sealer(people.map(({ accountId }) => accountId));
  await Promise.all(
    people.map(({ memberId, accountId }, index) => {
      const opened = told(uuidv7(), 'AccountOpened', { emailKey: `key-${memberId}`, credentialId: memberId, via: 'domain' }, at);
      const sealed = seal(accountId, { name: `Person ${index}`, email: `person-${index}@acme.example` });
      return log.append(`account-${accountId}`, -1, [{ ...opened, personal: { of: accountId, sealed } }]);
    }),
  );
}
