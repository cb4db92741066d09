import { describe, expect, it } from '@jest/globals';
import { type Projection } from '#libs/event-sourcing';
import { type WorkspaceEvent } from '#libs/workspaces';
import { COMPANY, companyHistory } from '../../../test/support/company-history.js';
import { projected, type Told } from '../../../test/support/projected.js';
import { founded, invited, joined, revoked, roleChanged } from '../../../test/support/workspace-history.js';
import { subjectsOf } from '../entries/event-types.js';
import { accountDays, type AccountDaysEvent } from './account-days.projection.js';
import { EVENTS_PER_CHUNK, historyIndex } from './history-index.projection.js';
import { memberLives, type MemberLifeEvent } from './member-lives.projection.js';

const history = companyHistory(5, 1200);
const own = history.filter(({ stream }) => stream === COMPANY).map(({ event }) => event as WorkspaceEvent);

describe('the index of a history', () => {
  it('[H-2] has a document for each piece, with everybody and everything in it', () => {
    const chunks = projected(historyIndex, own.map((event) => [COMPANY, event] as const));
    expect(chunks.size).toBe(Math.ceil(own.length / EVENTS_PER_CHUNK));
    for (const { chunk, subjects, actors, types } of chunks.values()) {
      const piece = own.slice(chunk * EVENTS_PER_CHUNK, (chunk + 1) * EVENTS_PER_CHUNK);
      expect([...types].sort()).toEqual([...new Set(piece.map(({ type }) => type))].sort());
      expect([...subjects].sort()).toEqual([...new Set(piece.flatMap((event) => subjectsOf(event)))].sort());
      expect(actors).toEqual(['spec']);
    }
  });
});

describe('the life of a member', () => {
  const at = (time: string) => `2026-03-0${time}T00:00:00.000Z`;
  const lives = (...events: readonly (WorkspaceEvent & { readonly at?: string })[]) =>
    projected(memberLives, events.map((event) => ['workspace-w', event] as Told<MemberLifeEvent>));

  it('[H-3] has when they were invited, joined, changed roles and left', () => {
    const events = founded(
      { ...invited('bo'), at: at('2') },
      { ...joined('bo', 'user', 'invitation'), at: at('3') },
      { ...roleChanged('bo', 'user', 'admin'), at: at('4') },
      { type: 'UserRemoved', data: { memberId: 'bo', accountId: 'account-of-bo', successorId: 'ann' }, at: at('5') },
    );
    expect(lives(...events).get('bo')).toEqual({
      _id: 'bo',
      workspaceId: 'w',
      accountId: 'account-of-bo',
      invited: { at: at('2'), revision: 3 },
      joinedAt: at('3'),
      endedAt: at('5'),
      roles: [{ at: at('2'), role: 'user' }, { at: at('4'), role: 'admin' }],
    });
  });

  it('[H-3] ends with a revoked invitation, and begins with joining where nobody invited', () => {
    const found = lives(...founded(invited('bo'), { ...revoked('bo'), at: at('2') }, joined('cy')));
    expect(found.get('bo')).toMatchObject({ accountId: null, joinedAt: null, endedAt: at('2') });
    expect(found.get('cy')).toMatchObject({ accountId: 'account-of-cy', invited: null, endedAt: null });
  });
});

describe('the days of an account', () => {
  const signIn = (at: string): AccountDaysEvent & { readonly at: string } => ({ type: 'SignedIn', data: { sessionId: 's', via: 'password' }, at });
  const days = (...events: readonly (AccountDaysEvent & { readonly at?: string })[]) =>
    projected(accountDays, events.map((event) => ['account-a', event] as const)).get('a');

  it('[T-5] are one entry a day, however often somebody signs in', () => {
    const times = ['01T10:00', '01T23:59', '02T00:00', '02T09:00', '02T10:00'].map((time) => `2026-03-${time}:00.000Z`);
    expect(days(...times.map(signIn))?.days).toEqual([
      { from: 0, last: times[1] },
      { from: 2, last: times[4] },
    ]);
  });
});

it('[H-5] no read model of the history holds a name or an address', () => {
  const told = history.map(({ stream, event, at }) => [stream, { ...event, at }] as Told);
  for (const projection of [historyIndex, memberLives, accountDays] as unknown as readonly Projection[]) {
    const documents = JSON.stringify([...projected(projection, told.filter(([, { type }]) => projection.handles.includes(type)))]);
    for (const word of ['Ann', 'Name ', 'Person', '@']) expect([projection.name, documents.includes(word)]).toEqual([projection.name, false]);
  }
});
