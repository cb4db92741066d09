import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type AccountOpened,
  type EmailChanged,
  type ProfileChanged,
  type ProfileFields,
  type SignedIn,
} from '#libs/accounts';
import { NOON } from '../../../test/support/given.js';
import { projected, type Told } from '../../../test/support/projected.js';
import {
  accountOf,
  addressChanged,
  departed,
  founded,
  hoursAfter,
  inbox,
  invited,
  joined,
  keyOf,
  ownershipTransferred,
  resent,
  revoked,
  roleChanged,
  workspaceRemoved,
} from '../../../test/support/workspace-history.js';
import { type Life, live, lives } from '../../../test/support/workspace-life.js';
import { type WorkspaceEvent } from '../domain/events.js';
import { searchTerms } from './search-terms.js';
import { type MemberRow, userTable, type UserTableEvent } from './user-table.projection.js';

type AccountEvent = AccountOpened | ProfileChanged | EmailChanged | SignedIn;
type AnyEvent = (WorkspaceEvent | AccountEvent) & { readonly at?: string };
type Chronicle = readonly (readonly [stream: string, event: AnyEvent])[];

/** The table after these events, in this order. What the table does not handle passes it by. */
const table = (...told: Chronicle) => projected(userTable, told as readonly Told<UserTableEvent>[]);
const row = (memberId: string, ...told: Chronicle): MemberRow => {
  const found = table(...told).get(memberId);
  if (found?.kind !== 'member') throw new Error(`There is no row of ${memberId}.`);
  return found;
};

const acme = (...events: readonly AnyEvent[]): Chronicle => events.map((event) => ['workspace-w', event] as const);
const other = (...events: readonly AnyEvent[]): Chronicle => events.map((event) => ['workspace-v', event] as const);
const account = (memberId: string, ...events: readonly AccountEvent[]): Chronicle =>
  events.map((event) => [`account-${accountOf(memberId)}`, event] as const);

const opened = (name: string, email: string, of = accountOf('bo')): AccountOpened => ({
  type: 'AccountOpened',
  data: { emailKey: keyOf('bo'), credentialId: null, via: 'sign-up' },
  personal: { of, fields: { name, email } },
});
const signedIn = (at: string, via: SignedIn['data']['via'] = 'password') => ({
  type: 'SignedIn' as const,
  data: { sessionId: 's', via },
  at,
});
const profileChanged = (fields: Partial<ProfileFields>): ProfileChanged => ({
  type: 'ProfileChanged',
  data: { changed: Object.keys(fields) as (keyof ProfileFields)[] },
  personal: { of: accountOf('bo'), fields },
});
const emailChanged = (email: string): EmailChanged => ({
  type: 'EmailChanged',
  data: { changeId: 'c', emailKey: 'k', formerEmailKey: keyOf('bo'), formerChangeNo: -1 },
  personal: { of: accountOf('bo'), fields: { email, formerEmail: 'before@acme.test' } },
});
const later = (hours: number) => hoursAfter(NOON, hours);

const BO = opened('Bo Lee', 'bo@acme.test');

describe('a row of the user table', () => {
  it('[T-1] has user, role, joined and last active', () => {
    const joining = { ...joined('bo'), at: later(1) };
    const before = [...acme(...founded()), ...account('bo', BO)];
    expect(row('bo', ...before, ...acme(joining), ...account('bo', signedIn(later(2))))).toEqual({
      _id: 'bo',
      kind: 'member',
      workspaceId: 'w',
      accountId: accountOf('bo'),
      emailKey: null,
      name: 'Bo Lee',
      email: 'bo@acme.test',
      jobTitle: null,
      phone: null,
      lastActiveAt: later(2),
      profileRevision: 0,
      role: 'user',
      owner: false,
      state: 'joined',
      invitedAt: null,
      joinedAt: later(1),
      expiresAt: null,
      inboxIds: [],
      revision: 3,
      terms: ['bo', 'lee', 'bo@acme.test', 'acme', 'test'],
      sort: { name: 'bo lee', email: 'bo@acme.test', role: 'user', joinedAt: later(1), lastActiveAt: later(2) },
    });
  });

  it('[T-1] of an invited member has the address, and when the invitation expires', () => {
    expect(row('bo', ...acme(...founded({ ...invited('bo', 'admin'), at: later(1) })))).toMatchObject({
      accountId: null,
      emailKey: keyOf('bo'),
      name: null,
      email: 'bo@acme.test',
      role: 'admin',
      state: 'invited',
      invitedAt: later(1),
      joinedAt: null,
      lastActiveAt: null,
      expiresAt: later(72),
      sort: { name: 'bo@acme.test', email: 'bo@acme.test', joinedAt: '', lastActiveAt: '' },
    });
  });

  it('[I-3] [T-1] has the life of the newest link', () => {
    const resending = resent('bo', 2, later(100));
    const told = acme(...founded(invited('bo'), resending));
    expect(row('bo', ...told)).toMatchObject({ expiresAt: later(172), revision: 4 });
  });

  it('[I-4] goes with the invitation; an address invited again has a row of its own', () => {
    const again = { ...invited('bo2'), data: { ...invited('bo2').data, emailKey: keyOf('bo') } };
    const rows = table(...acme(...founded(invited('bo'), revoked('bo'), again)));
    expect(membersIn(rows)).toEqual(['ann', 'bo2']);
    const nobody = { accountId: null, name: null, email: null };
    expect(rows.get('bo')).toMatchObject({ kind: 'former', emailKey: keyOf('bo'), ...nobody });
  });

  it('[T-1] of an invited member who joins keeps when they were invited, and their inboxes', () => {
    const invitation = { ...invited('bo'), data: { ...invited('bo').data, inboxIds: ['i'] } };
    const accepting = { ...joined('bo', 'admin', 'invitation'), at: later(5) };
    const told = acme(...founded(inbox('i'), invitation));
    expect(row('bo', ...told, ...account('bo', BO), ...acme(accepting))).toMatchObject({
      state: 'joined',
      role: 'admin',
      emailKey: null,
      name: 'Bo Lee',
      invitedAt: NOON,
      joinedAt: later(5),
      expiresAt: null,
      inboxIds: ['i'],
    });
  });

  it('[R-3] [R-6] has the role and the owner of now', () => {
    const told = acme(...founded(joined('bo'), roleChanged('bo', 'user', 'admin'), ownershipTransferred('ann', 'bo')));
    expect(row('ann', ...acme(...founded()))).toMatchObject({ owner: true, role: 'admin', revision: 2 });
    expect(row('ann', ...told)).toMatchObject({ owner: false, role: 'admin', revision: 5 });
    expect(row('bo', ...told)).toMatchObject({ owner: true, role: 'admin', revision: 5, sort: { role: 'admin' } });
  });

  it('[I-1] has the inboxes of now', () => {
    const data = { memberId: 'bo', inboxIds: ['i'], formerInboxIds: [] };
    const told = acme(...founded(inbox('i'), joined('bo'), { type: 'InboxAccessChanged', data }));
    expect(row('bo', ...told)).toMatchObject({ inboxIds: ['i'], revision: 5 });
  });

  it('counts an address that was followed, so that its revision is that of the workspace', () => {
    expect(row('bo', ...acme(...founded(joined('bo'), addressChanged('bo', 'k')))).revision).toBe(4);
  });

  it('[X-2] is no row any more once the member was removed; what is shown of their place is kept', () => {
    const joining = { ...joined('bo', 'admin'), at: later(1) };
    const told = [...acme(...founded()), ...account('bo', BO), ...acme(joining), ...account('bo', signedIn(later(2)))];
    const rows = table(...told, ...acme(...departed('bo', 'ann')));
    expect(membersIn(rows)).toEqual(['ann']);
    expect(rows.get('bo')).toEqual({
      _id: 'bo',
      kind: 'former',
      accountId: accountOf('bo'),
      emailKey: null,
      name: 'Bo Lee',
      email: 'bo@acme.test',
      jobTitle: null,
      phone: null,
      lastActiveAt: later(2),
      profileRevision: 0,
      invitedAt: null,
      joinedAt: later(1),
    });
  });

  it('[X-2] [I-4] of nobody who is gone is found in the workspace, by whatever a table is searched', () => {
    const rows = table(...acme(...founded(joined('bo'), invited('cy'), ...departed('bo', 'ann'), revoked('cy'))));
    for (const gone of ['bo', 'cy']) {
      for (const field of ['workspaceId', 'state', 'role', 'sort', 'terms', 'inboxIds']) {
        expect(rows.get(gone)).not.toHaveProperty(field);
      }
    }
  });

  it('[X-12] of a person invited again is a new one beside the place that they had', () => {
    const again = { ...joined('bo-2'), data: { ...joined('bo-2').data, accountId: accountOf('bo') } };
    const told = [...account('bo', BO), ...acme(...founded(joined('bo'), ...departed('bo', 'ann'), again))];
    expect(table(...told).get('bo')).toMatchObject({ kind: 'former', name: 'Bo Lee' });
    expect(row('bo-2', ...told)).toMatchObject({ name: 'Bo Lee', state: 'joined', revision: 6 });
  });

  it('[A-2] goes with its workspace, and no row of another goes with it', () => {
    const elsewhere = other(...founded().slice(0, 1), joined('di'));
    const rows = table(...acme(...founded(joined('bo'), invited('cy'))), ...elsewhere, ...acme(workspaceRemoved(3)));
    expect(membersIn(rows)).toEqual(['di']);
  });

  it('stops at a fact about a member who is not there', () => {
    expect(() => table(...acme(...founded(roleChanged('eve', 'user', 'admin'))))).toThrow('A RoleChanged of a member');
    expect(() => table(...acme(...founded(...departed('eve', 'ann'))))).toThrow('A UserRemoved of a member');
  });
});

describe('what the table has from the account', () => {
  const joining = acme(...founded(joined('bo')));
  const profile = { name: 'Bo Lee', email: 'bo@acme.test', lastActiveAt: later(2) };

  it('[T-1] [T-2] is there whether the account or the membership was first', () => {
    const [opening, signing] = [account('bo', BO), account('bo', signedIn(later(2)))];
    expect(row('bo', ...opening, ...signing, ...joining)).toMatchObject(profile);
    expect(row('bo', ...opening, ...joining, ...signing)).toMatchObject(profile);
    expect(row('bo', ...joining, ...opening, ...signing)).toMatchObject(profile);
  });

  it('[T-1] comes in place of what an invitation knew', () => {
    const invitation = acme(...founded(invited('bo')));
    const accepting = acme(joined('bo', 'user', 'invitation'));
    const told = [...invitation, ...account('bo', opened('Bo', 'Bo@Acme.Test'))];
    expect(row('bo', ...told, ...accepting)).toMatchObject({ name: 'Bo', email: 'Bo@Acme.Test' });
    expect(row('bo', ...invitation, ...accepting)).toMatchObject({ name: null, email: 'bo@acme.test' });
    const opening = account('bo', BO);
    expect(row('bo', ...invitation, ...accepting, ...opening)).toMatchObject({ name: 'Bo Lee', email: 'bo@acme.test' });
  });

  it('[T-1] is in the row of every membership of the account', () => {
    const member = { ...joined('bo-at-v'), data: { ...joined('bo-at-v').data, accountId: accountOf('bo') } };
    const changes = [profileChanged({ name: 'Bo Li', jobTitle: 'CSM' }), emailChanged('bo@li.test'), signedIn(later(3))];
    const memberships = [...joining, ...other(...founded().slice(0, 1), member)];
    const rows = table(...account('bo', BO), ...memberships, ...account('bo', ...changes));
    const expected = { name: 'Bo Li', email: 'bo@li.test', jobTitle: 'CSM', lastActiveAt: later(3) };
    for (const memberId of ['bo', 'bo-at-v']) expect(rows.get(memberId)).toMatchObject(expected);
    expect(rows.get('bo-at-v')).toMatchObject({ workspaceId: 'v' });
    expect(rows.get('ann')).toMatchObject({ name: null });
  });

  it('[S-7] does not reach the workspaces that they have left: what was known there is what stays', () => {
    const told = [...account('bo', BO), ...joining, ...account('bo', signedIn(later(2))), ...acme(...departed('bo', 'ann'))];
    const left = table(...told).get('bo');
    const since = [profileChanged({ phone: '+41790000000' }), emailChanged('bo@li.test'), signedIn(later(3))];
    expect(table(...told, ...account('bo', ...since)).get('bo')).toEqual(left);
    expect(left).toMatchObject({ kind: 'former', ...profile });
  });

  it('[T-2] last active is the newest sign-in, those of verification and acceptance included', () => {
    for (const via of ['password', 'verification', 'acceptance'] as const) {
      const told = [...account('bo', BO), ...joining, ...account('bo', signedIn(later(1)), signedIn(later(4), via))];
      expect(row('bo', ...told)).toMatchObject({ lastActiveAt: later(4), sort: { lastActiveAt: later(4) } });
    }
  });

  it('[T-2] last active is never before the first sign-in', () => {
    const never = { lastActiveAt: null, sort: { lastActiveAt: '' } };
    expect(row('bo', ...account('bo', BO), ...joining)).toMatchObject(never);
  });

  it('[T-2] a later membership begins with the last sign-in of the account', () => {
    const member = { ...joined('bo-at-v'), data: { ...joined('bo-at-v').data, accountId: accountOf('bo') } };
    const told = [...account('bo', BO), ...joining, ...account('bo', signedIn(later(2)))];
    expect(row('bo-at-v', ...told, ...other(member))).toMatchObject(profile);
  });

  it('clears what was cleared, keeps what was not named and counts the changes', () => {
    const changes = [profileChanged({ jobTitle: 'CSM', phone: '+41790000000' }), profileChanged({ phone: null })];
    const told = account('bo', BO, ...changes);
    const expected = { name: 'Bo Lee', jobTitle: 'CSM', phone: null, profileRevision: 2 };
    expect(row('bo', ...told, ...joining)).toMatchObject(expected);
    expect(row('bo', ...joining, ...told)).toMatchObject(expected);
  });

  it('is nothing readable once the key of the person is destroyed', () => {
    const erased = (event: AccountEvent) => ({ ...event, personal: { of: 'x', fields: null } }) as AccountEvent;
    const told = [BO, profileChanged({ jobTitle: 'CSM' }), emailChanged('bo@li.test')].map(erased);
    const nothing = { name: null, email: null, jobTitle: null, phone: null, terms: [] };
    expect(row('bo', ...account('bo', ...told), ...joining)).toMatchObject(nothing);
    expect(row('bo', ...joining, ...account('bo', ...told))).toMatchObject(nothing);
    const invitation = { ...invited('cy'), personal: { of: 'cy', fields: null } };
    expect(row('cy', ...acme(...founded(invitation)))).toMatchObject({ email: null, terms: [] });
  });

  it('[T-3] is what the row is found and sorted by, whatever of it changed', () => {
    const told = [...account('bo', BO), ...joining];
    expect(row('bo', ...told, ...account('bo', profileChanged({ name: 'Éva Nagy' })))).toMatchObject({
      terms: ['eva', 'nagy', 'bo@acme.test', 'bo', 'acme', 'test'],
      sort: { name: 'eva nagy', email: 'bo@acme.test' },
    });
    expect(row('bo', ...told, ...account('bo', emailChanged('Eva@Nagy.test')))).toMatchObject({
      terms: ['bo', 'lee', 'eva@nagy.test', 'eva', 'nagy', 'test'],
      sort: { name: 'bo lee', email: 'eva@nagy.test' },
    });
  });
});

describe('the table beside the workspace, whatever happens', () => {
  it('[T-1] has a row for each member, which says what the workspace and the account say', () => {
    fc.assert(
      fc.property(lives, deeds, weave, (steps, done, order) => {
        const life = live(steps);
        const rows = table(...woven(life, done, order));
        expect(membersOf(rows, life)).toEqual(expectedMembers(life, done));
      }),
      { numRuns: 150 },
    );
  });

  it('[T-1] [T-2] is the same in whatever order the streams reach it', () => {
    fc.assert(
      fc.property(lives, deeds, weave, weave, (steps, done, one, another) => {
        const life = live(steps);
        const [first, second] = [one, another].map((order) => membersOf(table(...woven(life, done, order)), life));
        expect(first).toEqual(second);
      }),
      { numRuns: 150 },
    );
  });
});

/** What accounts do while the workspace lives: the first deed of each opens it. */
type Deed = { readonly account: number; readonly what: 'sign in' | 'rename' | 'move'; readonly n: number };

const deeds = fc.array(
  fc.record({ account: fc.nat(15), what: fc.constantFrom('sign in', 'rename', 'move'), n: fc.nat(999) }),
  { maxLength: 40, size: 'max' },
) as fc.Arbitrary<readonly Deed[]>;

/** Which of two streams of events is next. */
const weave = fc.infiniteStream(fc.boolean());

interface Profile {
  name: string | null;
  email: string | null;
  lastActiveAt: string | null;
  profileRevision: number;
}

function woven({ events }: Life, done: readonly Deed[], order: Iterable<boolean>): Chronicle {
  const [workspace, accounts] = [acme(...events.map((event) => ({ ...event, at: event.metadata.at }))), eventsOf(done)];
  const told: (readonly [string, AnyEvent])[] = [];
  let [w, a] = [0, 0];
  for (const first of order) {
    if (w === workspace.length && a === accounts.length) break;
    const next = (first && w < workspace.length) || a === accounts.length ? workspace[w++] : accounts[a++];
    if (next) told.push(next);
  }
  return told;
}

function eventsOf(done: readonly Deed[]): Chronicle {
  const open = new Set<number>();
  return done.map(({ account: n, what, n: value }, index) => {
    const stream = `account-account-${n}`;
    if (!open.has(n)) {
      open.add(n);
      return [stream, opened(`Person ${n}`, `p${n}@acme.test`)] as const;
    }
    if (what === 'sign in') return [stream, signedIn(later(index))] as const;
    if (what === 'rename') return [stream, profileChanged({ name: `Name ${value}` })] as const;
    return [stream, emailChanged(`e${value}@acme.test`)] as const;
  });
}

function profilesAfter(done: readonly Deed[]): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Profile>();
  for (const [index, { account: n, what, n: value }] of done.entries()) {
    const profile = profiles.get(`account-${n}`);
    if (!profile) {
      const named = { name: `Person ${n}`, email: `p${n}@acme.test` };
      profiles.set(`account-${n}`, { ...named, lastActiveAt: null, profileRevision: 0 });
    } else if (what === 'sign in') profile.lastActiveAt = later(index);
    else if (what === 'rename') Object.assign(profile, { name: `Name ${value}` });
    else profile.email = `e${value}@acme.test`;
    if (profile && what !== 'sign in') profile.profileRevision += 1;
  }
  return profiles;
}

function expectedMembers({ end, events }: Life, done: readonly Deed[]): readonly object[] {
  const profiles = profilesAfter(done);
  const invitations = new Map(
    events.flatMap(({ type, data, personal }) => {
      return type === 'UserInvited' ? [[data.memberId, personal?.fields?.email] as const] : [];
    }),
  );
  const members = [...end.members.values()].map((member) => {
    const { memberId, accountId, role, state, revision, inboxIds, invitation } = member;
    const unknown = { name: null, email: invitations.get(memberId) ?? null, lastActiveAt: null, profileRevision: 0 };
    const profile = (accountId === null ? undefined : profiles.get(accountId)) ?? unknown;
    const { name, email, lastActiveAt, profileRevision } = profile;
    return {
      memberId,
      accountId,
      role,
      owner: end.isOwner(member),
      state,
      revision,
      inboxIds,
      expiresAt: state === 'invited' ? invitation.expiresAt : null,
      ...{ name, email, lastActiveAt, profileRevision },
      terms: searchTerms(name, email),
      sortName: (name ?? email ?? '').toLowerCase(),
    };
  });
  return members.sort(byId);
}

/** What the table shows of its members: inboxes that are gone are left out where it is read. */
function membersOf(rows: ReturnType<typeof table>, { end }: Life): readonly object[] {
  const members = [...rows.values()].flatMap((found) => (found.kind === 'member' ? [shown(found, end)] : []));
  return members.sort(byId);
}

function shown(found: MemberRow, { inboxes }: Life['end']) {
  const { _id: memberId, accountId, role, owner, state, revision, inboxIds, expiresAt, terms, sort } = found;
  const { name, email, lastActiveAt, profileRevision } = found;
  return {
    ...{ memberId, accountId, role, owner, state, revision, expiresAt },
    ...{ name, email, lastActiveAt, profileRevision, terms },
    inboxIds: inboxIds.filter((inboxId) => inboxes.has(inboxId)),
    sortName: sort.name,
  };
}

function membersIn(rows: ReturnType<typeof table>): readonly string[] {
  return [...rows.values()].flatMap(({ _id, kind }) => (kind === 'member' ? [_id] : [])).sort();
}

function byId(a: { readonly memberId: string }, b: { readonly memberId: string }): number {
  return a.memberId < b.memberId ? -1 : 1;
}
