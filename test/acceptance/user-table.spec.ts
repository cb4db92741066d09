import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, inviteAndAccept, join, newDomain, type Person, promote, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import {
  askedUntilAfter,
  at,
  changeRole,
  done,
  invite,
  member,
  type MemberRef,
  MovedClock,
  signedIn,
  signIn,
  summaryOf,
  times,
} from './workspace-calls.js';

jest.setTimeout(limitMs(60));

const DAY = 24 * 3600;

let service: ServiceProcess;
let clock: MovedClock;

beforeAll(async () => {
  service = await ServiceProcess.start();
  clock = new MovedClock(service);
});
afterAll(() => service.remove());

interface Row {
  readonly memberId: string;
  readonly name: string | null;
  readonly email: string;
  readonly role: string;
  readonly state: string;
  readonly activity: string;
  readonly joinedAt: string | null;
  readonly lastActiveAt: string | null;
  readonly inboxIds: readonly string[];
}

const look = (by: Person, query = '') => by.client.get(at(by, `/members${query}`));
const table = (by: Person, query = '') => done(look(by, query), 200);
const rowsOf = async (by: Person, query = ''): Promise<Row[]> => (await table(by, query)).items;
const namesOf = async (by: Person, query: string) => (await rowsOf(by, query)).map(({ name, email }) => name ?? email);
const search = (by: Person, text: string) => namesOf(by, `?search=${encodeURIComponent(text)}`);

/** All pages of a view, one after the other. */
async function pages(by: Person, query: string, limit: number): Promise<Row[][]> {
  const found: Row[][] = [];
  let cursor = '';
  do {
    const { items, nextCursor } = await table(by, `?limit=${limit}${query}${cursor}`);
    found.push(items);
    cursor = nextCursor === null ? '' : `&cursor=${encodeURIComponent(nextCursor)}`;
  } while (cursor !== '');
  return found;
}

const idsOf = (rows: readonly Row[]) => rows.map(({ memberId }) => memberId);

describe('the columns', () => {
  it('[T-1] show name, email, avatar, role, joined and last active of who has joined', async () => {
    const before = Date.now();
    const ann = await found(service);
    const [row, ...others] = await rowsOf(ann);
    expect(others).toEqual([]);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(row).toEqual({
      memberId: ann.memberId,
      accountId: ann.accountId,
      name: 'Ann',
      email: ann.email,
      avatarUrl: expect.any(String),
      role: 'admin',
      owner: true,
      state: 'joined',
      activity: 'active',
      invitedAt: null,
      joinedAt: time,
      lastActiveAt: time,
      inboxIds: [],
      profileComplete: false,
      revision: expect.any(String),
    });
    expect(Date.parse(row?.joinedAt ?? '')).toBeGreaterThanOrEqual(before);
    expect(Date.parse(row?.lastActiveAt ?? '')).toBeGreaterThanOrEqual(Date.parse(row?.joinedAt ?? ''));
  });

  it('[T-1] the avatar is a picture that is served from here, and only to members', async () => {
    const ann = await found(service);
    const [row] = (await table(ann)).items;
    const picture = await ann.client.get(row.avatarUrl);
    expect(picture).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringMatching(/^image\/svg\+xml/) },
    });
    expect(picture.text).toMatch(/^<svg[^]*>A<\/text><\/svg>$/);
    const stranger = await found(service);
    expect(await stranger.client.get(row.avatarUrl)).toMatchObject({ status: 404 });
    expect(await service.client().get(row.avatarUrl)).toMatchObject({ status: 401 });
  });

  it('[T-1] show invited members with the end of their invitation, which can be resent and revoked', async () => {
    const ann = await found(service);
    const bo = await invite(ann, `bo@${newDomain()}`, { role: 'admin' });
    const [row] = await rowsOf(ann, '?state=invited');
    expect(row).toMatchObject({
      memberId: bo.memberId,
      accountId: null,
      name: null,
      role: 'admin',
      owner: false,
      state: 'invited',
      activity: 'never',
      joinedAt: null,
      lastActiveAt: null,
      invitation: { expiresAt: expect.any(String), expired: false },
    });
    expect(await ann.client.post(member(ann, bo, '/invitation/resending'))).toMatchObject({ status: 202 });
    expect(await ann.client.delete(member(ann, bo, '/invitation'))).toMatchObject({ status: 204 });
    expect(await rowsOf(ann)).toHaveLength(1);
  });

  it('[P-1] [T-1] show whose profile is complete: name, email and job title', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await done(bo.client.patch('/v1/me/profile', { jobTitle: 'CSM' }));
    const complete = async () => (await table(ann, '?sort=email')).items.map(
      (row: { profileComplete: boolean }) => row.profileComplete,
    );
    expect(await complete()).toEqual([false, true]);
    await done(ann.client.patch(member(ann, ann, '/profile'), { jobTitle: 'Founder' }));
    expect(await complete()).toEqual([true, true]);
  });

  it('[T-1] show a change of name, role and inboxes at once', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    await done(bo.client.patch('/v1/me/profile', { name: 'Zoe Zuse' }));
    await done(ann.client.put(member(ann, bo, '/inboxes'), { inboxIds: [inboxId] }));
    await done(changeRole(ann, bo, 'admin'));
    expect(await rowsOf(ann, '?search=zuse')).toMatchObject([
      { memberId: bo.memberId, name: 'Zoe Zuse', role: 'admin', inboxIds: [inboxId] },
    ]);
    await done(ann.client.delete(at(ann, `/inboxes/${inboxId}`)), 204);
    expect(await rowsOf(ann, '?search=zuse')).toMatchObject([{ memberId: bo.memberId, inboxIds: [] }]);
  });
});

describe('last active', () => {
  const lastActive = async (by: Person, of: MemberRef): Promise<string> =>
    (await done(by.client.get(member(by, of)))).lastActiveAt;

  it('[T-2] is set by the session that verifying begins, and by the one that accepting begins', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const cy = await inviteAndAccept(service, ann, `cy@${newDomain()}`);
    for (const person of [ann, bo, cy]) {
      const { joinedAt, lastActiveAt, activity } = await done(ann.client.get(member(ann, person)));
      expect(activity).toBe('active');
      expect(Date.parse(lastActiveAt)).toBeGreaterThanOrEqual(Date.parse(joinedAt));
    }
  });

  it('[T-2] is set by every sign-in, in each workspace of the person, and by nothing else', async () => {
    const ann = await found(service);
    const ben = await found(service);
    const invited = await invite(ann, ben.email);
    const token = await service.mailbox.token(ben.email, 'invitation');
    await done(ben.client.post('/v1/invitations/acceptance', { token }));
    const first = await lastActive(ben, ben);
    expect(await lastActive(ann, invited)).toBe(first);
    expect(await signIn(service, ben.email, 'not-the-right-lantern-42')).toMatchObject({ status: 401 });
    await done(ben.client.get('/v1/me'));
    expect(await lastActive(ben, ben)).toBe(first);
    const before = Date.now();
    await done(signIn(service, ben.email), 200);
    const second = await lastActive(ben, ben);
    expect(Date.parse(second)).toBeGreaterThanOrEqual(before);
    expect(await lastActive(ann, invited)).toBe(second);
    const [row] = await rowsOf(ann, `?search=${ben.email}`);
    expect(row?.lastActiveAt).toBe(second);
  });

  it('[T-2] is never for who was invited, and for nobody who has joined', async () => {
    const ann = await found(service);
    await invite(ann, `bo@${newDomain()}`);
    expect(await namesOf(ann, '?activity=never')).toEqual([expect.stringMatching(/^bo@/)]);
    expect(await namesOf(ann, '?activity=active')).toEqual(['Ann']);
    expect(await namesOf(ann, '?activity=inactive')).toEqual([]);
  });
});

/** One company for all that only looks: eight people who have joined, and 130 who are invited. */
describe('a table of 138', () => {
  let ann: Person;
  let inboxes: readonly string[];
  let everybody: Row[];

  const NAMES = ['Åsa Öberg', 'Bo Lee', "Cy O'Brien", 'Émile Zola', 'Jean-Luc Picard', 'bo bardi', 'Χρήστος'];

  beforeAll(async () => {
    const domain = newDomain();
    ann = await signUp(service, `ann@${domain}`, { name: 'Ann Founder' });
    const [support, sales] = await Promise.all(
      ['Support', 'Sales'].map((name) => done(ann.client.post(at(ann, '/inboxes'), { name }))),
    );
    inboxes = [support.inboxId, sales.inboxId];
    const people = await Promise.all(NAMES.map((name, index) => signUp(service, `p${index}.x@${domain}`, { name })));
    await Promise.all(people.slice(0, 2).map(({ memberId }) => promote(ann, memberId)));
    const invitations = times(130, (index) => ({
      email: `guest${String(index).padStart(3, '0')}@partners-${index % 3}.${domain}`,
      role: index % 13 === 0 ? 'admin' : 'user',
      inboxIds: inboxes.filter((_, which) => index % (which + 2) === 0),
    }));
    const { results } = await done(ann.client.post(at(ann, '/invitations/bulk'), { invitations }));
    expect(results.filter(({ status }: { status: number }) => status !== 201)).toEqual([]);
    everybody = await rowsOf(ann, '?limit=200');
  });

  it('[T-3] has everybody once', () => {
    expect(everybody).toHaveLength(138);
    expect(new Set(idsOf(everybody)).size).toBe(138);
  });

  describe('sorted', () => {
    const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();
    const keys: Record<string, (row: Row) => string> = {
      name: ({ name, email }) => plain(name ?? email),
      email: ({ email }) => plain(email),
      role: ({ role }) => role,
      joinedAt: ({ joinedAt }) => joinedAt ?? '',
      lastActiveAt: ({ lastActiveAt }) => lastActiveAt ?? '',
    };
    const columns = Object.keys(keys);

    it.each(columns)('[T-3] by %s, rising and falling', async (column) => {
      const rising = await rowsOf(ann, `?limit=200&sort=${column}`);
      const values = rising.map((row) => keys[column]?.(row) ?? '');
      expect(values).toEqual([...values].sort());
      expect(idsOf(rising).sort()).toEqual(idsOf(everybody).sort());
      expect(idsOf(await rowsOf(ann, `?limit=200&sort=-${column}`))).toEqual(idsOf(rising).reverse());
    });

    it('[T-3] by name unless told', async () => {
      expect(idsOf(await rowsOf(ann, '?limit=200'))).toEqual(idsOf(await rowsOf(ann, '?limit=200&sort=name')));
    });

    const ways = columns.flatMap((column) => [column, `-${column}`]);
    it.each(ways)('[T-3] by %s, its pages visit everybody once and in order', async (sort) => {
      const whole = idsOf(await rowsOf(ann, `?limit=200&sort=${sort}`));
      for (const limit of [7, 137, 138]) {
        const found = await pages(ann, `&sort=${sort}`, limit);
        expect(found.map(({ length }) => length)).toEqual(
          times(Math.ceil(138 / limit), (page) => Math.min(limit, 138 - page * limit)),
        );
        expect(idsOf(found.flat())).toEqual(whole);
      }
    });
  });

  it('[T-3] pages have 50 unless told, and a search or a filter goes on through its pages', async () => {
    expect((await pages(ann, '', 50)).map(({ length }) => length)).toEqual([50, 50, 38]);
    expect(await rowsOf(ann)).toHaveLength(50);
    const views = ['state=invited&role=user', 'search=partners-1', 'search=guest&sort=-email', 'search=uest'];
    for (const query of [...views, `inboxId=${inboxes[0]}`].map((view) => `&${view}`)) {
      const whole = idsOf(await rowsOf(ann, `?limit=200${query}`));
      expect(whole.length).toBeGreaterThan(10);
      expect(idsOf((await pages(ann, query, 10)).flat())).toEqual(whole);
    }
  });

  it('[T-3] filters by role, state, activity and inbox, alone and together', async () => {
    const filtered = async (query: string) => idsOf(await rowsOf(ann, `?limit=200&${query}`)).sort();
    const having = (fits: (row: Row) => boolean) =>
      idsOf(everybody.filter(fits)).sort();
    expect(await filtered('role=admin')).toEqual(having(({ role }) => role === 'admin'));
    expect(await filtered('role=user')).toEqual(having(({ role }) => role === 'user'));
    expect(await filtered('state=joined')).toEqual(having(({ state }) => state === 'joined'));
    expect(await filtered('state=invited')).toEqual(having(({ state }) => state === 'invited'));
    for (const activity of ['active', 'inactive', 'never']) {
      expect(await filtered(`activity=${activity}`)).toEqual(having((row) => row.activity === activity));
    }
    for (const inboxId of inboxes) {
      expect(await filtered(`inboxId=${inboxId}`)).toEqual(having(({ inboxIds }) => inboxIds.includes(inboxId)));
    }
    const guests = having(
      ({ inboxIds, role, state, email }) =>
        inboxIds.includes(inboxes[1] ?? '') && role === 'admin' && state === 'invited' && email.includes('partners-0'),
    );
    expect(guests.length).toBeGreaterThan(0);
    const together = `inboxId=${inboxes[1]}&role=admin&state=invited&activity=never&search=partners-0`;
    expect(await filtered(together)).toEqual(guests);
    expect(await filtered('role=admin')).toHaveLength(3 + 10);
  });

  it('[T-3] counts for each filter, over the whole workspace, whatever the page shows', async () => {
    const admins = everybody.filter(({ role }) => role === 'admin').length;
    const inInbox = (inboxId: string) => everybody.filter(({ inboxIds }) => inboxIds.includes(inboxId)).length;
    const expected = {
      members: 138,
      invited: 130,
      joined: 8,
      admins: 3,
      byRole: { admin: admins, user: 138 - admins },
      byState: { invited: 130, joined: 8 },
      byActivity: { active: 8, inactive: 0, never: 130 },
      byInbox: Object.fromEntries(inboxes.map((inboxId) => [inboxId, inInbox(inboxId)])),
    };
    for (const query of ['', '?limit=1', '?role=admin&search=nobody', '?state=joined&sort=-email']) {
      expect((await table(ann, query)).counts).toEqual(expected);
    }
    const { members, invited, joined, byActivity } = expected;
    expect((await summaryOf(ann)).counts).toEqual({ members, invited, joined, admins: 3, byActivity });
  });

  it('[T-3] searches the beginnings of words of the name, whatever case, accents and signs are between', async () => {
    expect(await search(ann, 'bo')).toEqual(['bo bardi', 'Bo Lee']);
    expect(await search(ann, 'BO le')).toEqual(['Bo Lee']);
    expect(await search(ann, 'lee bo')).toEqual(['Bo Lee']);
    expect(await search(ann, 'oberg')).toEqual(['Åsa Öberg']);
    expect(await search(ann, 'ASA')).toEqual(['Åsa Öberg']);
    expect(await search(ann, 'emile')).toEqual(['Émile Zola']);
    expect(await search(ann, "o'br")).toEqual(["Cy O'Brien"]);
    expect(await search(ann, 'luc pic')).toEqual(['Jean-Luc Picard']);
    expect(await search(ann, 'χρηστοσ')).toEqual(['Χρήστος']);
    expect(await search(ann, 'bo zola')).toEqual([]);
  });

  it('[T-3] searches addresses, whole and in parts, and the middle of words where nothing begins so', async () => {
    const { email } = everybody.find(({ name }) => name === 'Bo Lee') ?? { email: '' };
    expect(await search(ann, email)).toEqual(['Bo Lee']);
    expect(await search(ann, email.toUpperCase())).toEqual(['Bo Lee']);
    expect(await search(ann, 'p1.x@')).toEqual(['Bo Lee']);
    expect(await search(ann, 'guest007')).toEqual([expect.stringMatching(/^guest007@/)]);
    expect(await search(ann, 'uest007')).toEqual([expect.stringMatching(/^guest007@/)]);
    expect(await search(ann, 'ardi')).toEqual(['bo bardi']);
  });

  it('[T-3] takes a search as text: nothing in it is a pattern', async () => {
    expect(await search(ann, 'p1.x@')).toEqual(['Bo Lee']);
    const patterns = ['p..x@', '[p]1.x@', '(p1|p2).x@', '.*', '.+@.+', '^', '$', '(', '[', '*', '\\', '%', "' or 1=1"];
    for (const text of patterns) {
      expect([text, await search(ann, text)]).toEqual([text, []]);
    }
    expect(await rowsOf(ann, '?search=%20%20&limit=200')).toHaveLength(138);
    expect(await look(ann, `?search=${'x'.repeat(201)}`)).toMatchObject({ status: 422 });
  });

  it('[T-3] refuses what it does not know, and pages of no or too many', async () => {
    const wrong = [
      ...['0', '-1', '201', '1.5', 'many', ''].map((limit) => `limit=${limit}`),
      ...['sort=phone', 'sort=--name', 'role=owner', 'role=admin&role=user', 'state=removed', 'activity=busy'],
      ...['inboxId=support', 'colour=blue', 'format=xml', 'cursor='],
    ];
    for (const query of wrong) {
      const answer = await look(ann, `?${query}`);
      expect([query, answer.status, answer.body.code]).toEqual([query, 422, 'invalid_request']);
      expect(answer.body.errors[0].path).toBe(query.split('=')[0]);
    }
  });

  it('[T-3] refuses cursors that were forged, or made for another view or another workspace', async () => {
    const nextCursor: string = (await table(ann, '?limit=5')).nextCursor;
    const ben = await found(service);
    await done(
      ben.client.post(at(ben, '/invitations/bulk'), {
        invitations: times(3, (index) => ({ email: `b${index}@${newDomain()}` })),
      }),
    );
    const bens = (await table(ben, '?limit=1')).nextCursor;
    const workspaces = (await done(service.service().get('/v1/workspaces?limit=1'))).nextCursor;
    const forged = [
      `${nextCursor}A`,
      nextCursor.slice(0, -1),
      nextCursor.slice(0, 10) + (nextCursor[10] === 'A' ? 'B' : 'A') + nextCursor.slice(11),
      Buffer.from('[{"after":["",""],"widened":false}]').toString('base64url'),
      'x',
      bens,
      workspaces,
    ];
    for (const cursor of forged) {
      const answer = await look(ann, `?limit=5&cursor=${encodeURIComponent(cursor)}`);
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_request', errors: [{ path: 'cursor' }] } });
    }
    for (const view of ['sort=email', 'sort=-name', 'role=user', 'search=guest']) {
      expect(await look(ann, `?limit=5&${view}&cursor=${encodeURIComponent(nextCursor)}`)).toMatchObject({
        status: 422,
      });
    }
    expect(await look(ann, `?limit=9&cursor=${encodeURIComponent(nextCursor)}`)).toMatchObject({ status: 200 });
    expect(nextCursor).not.toContain('ann');
    expect(Buffer.from(nextCursor, 'base64url').toString('latin1')).not.toContain('guest');
  });

  it('[T-6] exports all of a view as CSV and JSON Lines', async () => {
    for (const query of ['', '&sort=-email', '&state=invited&role=admin', '&search=partners-2']) {
      const rows = await rowsOf(ann, `?limit=200${query}`);
      const lines = await look(ann, `?format=jsonl${query}`);
      expect(lines).toMatchObject({
        status: 200,
        headers: {
          'content-type': expect.stringMatching(/^application\/jsonl/),
          'content-disposition': expect.stringMatching(/^attachment; filename="members\.jsonl"/),
        },
      });
      expect(lines.text.trimEnd().split('\n').map((line) => JSON.parse(line))).toEqual(rows);
      const csv = await look(ann, `?format=csv${query}`);
      expect(csv).toMatchObject({
        status: 200,
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': expect.stringMatching(/^attachment; filename="members\.csv"/),
        },
      });
      const [header, ...records] = cells(csv.text);
      expect(header?.slice(0, 4)).toEqual(['memberId', 'name', 'email', 'role']);
      expect(records.map(([memberId, name, email, role]) => [memberId, name, email, role])).toEqual(
        rows.map(({ memberId, name, email, role }) => [memberId, name ?? '', email, role]),
      );
    }
  });
});

describe('pages while the table changes', () => {
  it('[T-3] visit everybody who was there once, though others come and go meanwhile', async () => {
    const ann = await found(service);
    const domain = newDomain();
    const invitations = times(40, (index) => ({ email: `m${String(index).padStart(2, '0')}@${domain}` }));
    await done(ann.client.post(at(ann, '/invitations/bulk'), { invitations }));
    const there = await rowsOf(ann, '?limit=200&sort=email');
    const seen: Row[] = [];
    let cursor = '';
    for (let round = 0; ; round++) {
      const { items, nextCursor } = await table(ann, `?limit=6&sort=email${cursor}`);
      seen.push(...items);
      if (nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
      await invite(ann, `a${round}@${domain}`);
      await invite(ann, `z${round}@${domain}`);
      await done(ann.client.delete(member(ann, seen.at(-1) as Row, '/invitation')), 204, 409);
    }
    const ids = idsOf(seen);
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf(there).filter((memberId) => !ids.includes(memberId))).toEqual([]);
    expect(seen.filter(({ email }) => email.startsWith('a') && !email.startsWith('ann@'))).toEqual([]);
  });
});

describe('who sees it', () => {
  const own = (person: Person, client: Client = person.client) => client.get(member(person, person));

  it('[T-4] only admins see the table, in each of its forms', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const refused = {
      status: 403,
      body: { code: 'capability_required', capability: 'users.manage', grantedBy: 'admin' },
    };
    for (const query of ['', '?search=ann', '?format=csv', '?format=jsonl', `?search=${bo.email}`]) {
      const answer = await look(bo, query);
      expect(answer).toMatchObject(refused);
      expect(answer.text).not.toContain(ann.email);
      expect(await look(ann, query)).toMatchObject({ status: 200 });
    }
    await promote(ann, bo.memberId);
    expect(await look(bo)).toMatchObject({ status: 200 });
  });

  it('[T-4] a member sees their own entry, and nobody else\'s', async () => {
    const ann = await found(service);
    const [bo, cy] = [await join(service, ann.domain, 'bo'), await join(service, ann.domain, 'cy')];
    expect(await own(bo)).toMatchObject({
      status: 200,
      body: { memberId: bo.memberId, email: bo.email, role: 'user', jobTitle: null, phone: null },
    });
    const [row] = await rowsOf(ann, '?search=bo');
    expect((await own(bo)).body).toMatchObject({ ...row });
    for (const other of [ann, cy]) {
      const answer = await bo.client.get(member(bo, other));
      expect(answer).toMatchObject({ status: 403, body: { code: 'capability_required', capability: 'users.manage' } });
      expect(answer.text).not.toContain(other.email);
    }
  });

  it('[T-4] [S-7] to strangers and to who has not signed in nothing is there', async () => {
    const ann = await found(service);
    const stranger = await found(service);
    for (const path of ['/members', '/members?format=csv', `/members/${ann.memberId}`]) {
      expect(await stranger.client.get(at(ann, path))).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(await service.client().get(at(ann, path))).toMatchObject({ status: 401 });
      expect(await service.service().get(at(ann, path))).toMatchObject({ status: 200 });
    }
    expect(await ann.client.get(member(ann, stranger))).toMatchObject({ status: 404 });
  });
});

describe('an export of many', () => {
  it('[T-6] has each of 1,201 members once, in the order of the view, searched for in whatever way', async () => {
    const ann = await found(service);
    const domain = newDomain();
    for (const part of [times(1000, (index) => index), times(200, (index) => 1000 + index)]) {
      const invitations = part.map((index) => ({ email: `m${String(index).padStart(4, '0')}@${domain}` }));
      await done(ann.client.post(at(ann, '/invitations/bulk'), { invitations }));
    }
    const everybody = times(1200, (index) => `m${String(index).padStart(4, '0')}@${domain}`);
    const emails = async (query: string) => {
      const { text } = await look(ann, `?format=jsonl&${query}`);
      return text.trimEnd().split('\n').map((line) => (JSON.parse(line) as Row).email);
    };
    expect(await emails('sort=email')).toEqual([ann.email, ...everybody]);
    expect(await emails('sort=-email&search=company')).toEqual([...everybody.toReversed(), ann.email]);
    expect(await emails('sort=email&search=ompany')).toEqual([ann.email, ...everybody]);
    const [, ...records] = cells((await look(ann, '?format=csv&state=invited&sort=email')).text);
    expect(records.map(([, , email]) => email)).toEqual(everybody);
  });
});

describe('exported cells', () => {
  it('[T-6] that a spreadsheet would run are defused in CSV, and as they are in JSON Lines', async () => {
    const domain = newDomain();
    const ann = await signUp(service, `ann@${domain}`, { name: 'Ann' });
    const dangerous = ['=HYPERLINK("http://evil.test","a, b")', '+1+1', '-2+3', '@SUM(A1)', '=1+1', '-Dash', '＝1+1'];
    await Promise.all(dangerous.map((name, index) => signUp(service, `p${index}@${domain}`, { name })));
    const emails = [`=x@${domain}`, `+x@${domain}`, `-x@${domain}`];
    for (const email of emails) await invite(ann, email);
    const [, ...records] = cells((await look(ann, '?format=csv')).text);
    const shown = records.flatMap(([, name, email]) => [name, email]).filter(
      (cell) => cell !== undefined && cell !== '',
    );
    expect(shown).toEqual(expect.arrayContaining([...dangerous, ...emails].map((text) => `'${text}`)));
    expect(records.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const lines = (await look(ann, '?format=jsonl')).text.trimEnd().split('\n').map((line): Row => JSON.parse(line));
    expect(lines.map(({ name }) => name)).toEqual(expect.arrayContaining(dangerous));
    expect(lines.map(({ email }) => email)).toEqual(expect.arrayContaining(emails));
  });

  it('[T-6] with quotes, commas and letters of other scripts come out whole', async () => {
    const domain = newDomain();
    const names = ['Bo "the Boat" Lee', 'Lee, Bo', 'Łukasz 🦉', "O'Brien; Cy", 'עדן'];
    const ann = await signUp(service, `ann@${domain}`, { name: 'Ann' });
    await Promise.all(names.map((name, index) => signUp(service, `p${index}@${domain}`, { name })));
    const [, ...records] = cells((await look(ann, '?format=csv')).text);
    expect(records.map(([, name]) => name).sort()).toEqual([...names, 'Ann'].sort());
  });
});

/** What follows moves the service's clock, and comes last: it does not go back. */
describe('30 days later', () => {
  it('[T-2] a member is active until 30 days after the last sign-in, and inactive from then on', async () => {
    const ann = await found(service);
    const asService: Person = { ...ann, client: service.service() };
    const bos: Person[] = [];
    // A start that took longer than expected may miss the moment; then the next person shows it.
    for (let attempt = 1; ; attempt++) {
      const bo = await join(service, ann.domain, `bo-${attempt}`);
      bos.push(bo);
      const { lastActiveAt } = await done(asService.client.get(member(ann, bo)));
      const end = Date.parse(lastActiveAt) + 30 * DAY * 1000;
      await clock.shortlyBefore(end);
      const answers = await askedUntilAfter(clock, end, () => look(asService, `?search=${bo.email}`));
      const shown = answers.map(({ asked, answered, answer: { body } }) => ({
        when: answered < end ? 'before' : asked >= end ? 'after' : 'about',
        activity: body.items[0].activity as string,
        active: body.counts.byActivity.active as number,
      }));
      const before = shown.filter(({ when }) => when === 'before');
      expect(before.filter(({ activity, active }) => activity !== 'active' || active < 1)).toEqual([]);
      expect(shown.filter(({ when }) => when === 'after')).toEqual([
        { when: 'after', activity: 'inactive', active: 0 },
      ]);
      expect(await namesOf(asService, `?activity=inactive&search=${bo.email}`)).toEqual([bo.name]);
      expect(await done(asService.client.get(member(ann, bo)))).toMatchObject({ activity: 'inactive', lastActiveAt });
      if (before.length > 0) break;
    }
    // The sessions are over as well: who signs in again is active again.
    expect((await summaryOf(asService)).counts.byActivity).toMatchObject({
      active: 0,
      inactive: 1 + bos.length,
      never: 0,
    });
    const anns = await signedIn(service, ann.email);
    expect(await done(anns.get(at(ann, '/members?activity=active')))).toMatchObject({
      items: [{ memberId: ann.memberId, activity: 'active' }],
      counts: { byActivity: { active: 1, inactive: bos.length, never: 0 } },
    });
  }, 180_000);

  it('[T-2] an invited member is never active, however long ago the invitation was', async () => {
    const ann = await found(service);
    const bo = await invite(ann, `bo@${newDomain()}`);
    await clock.forward(31 * DAY);
    const asService: Person = { ...ann, client: service.service() };
    expect(await done(asService.client.get(member(ann, bo)))).toMatchObject({ activity: 'never', lastActiveAt: null });
    expect((await summaryOf(asService)).counts.byActivity).toEqual({ active: 0, inactive: 1, never: 1 });
  });
});

/** The records of a CSV text (RFC 4180). */
function cells(text: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '') break;
    if (end !== ',') records.push([]);
  }
  return records.filter((record) => record.length > 1);
}
