import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { limitMs } from '../support/mode.js';
import { found, inviteAndAccept, join, PASSWORD, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import {
  acceptAsNewcomer,
  at,
  changeRole,
  done,
  invite,
  member,
  type MemberRef,
  positionOf,
  remove,
  signedIn,
  summaryOf,
} from './workspace-calls.js';

jest.setTimeout(limitMs(60));

const NOBODY = '0197aaaa-0000-7000-8000-000000000000';
const NOTHING = { conversations: 0, replies: 0, notes: 0, customers: 0 };

let service: ServiceProcess;

beforeAll(async () => {
  service = await ServiceProcess.start();
});
afterAll(() => service.remove());

/** A workspace whose owner is ann, and who else has joined by its domain, as users. */
async function company(...names: readonly string[]) {
  const ann = await found(service);
  const joined = await Promise.all(names.map((name) => join(service, ann.domain, name)));
  const [bo, cy, di] = joined as [Person, Person, Person];
  return { ann, bo, cy, di };
}

const invitedBy = (ann: Person & { readonly domain: string }, name: string, more: object = {}) =>
  invite(ann, `${name}@elsewhere-${ann.domain}`, more);
const details = async (asking: Person, of: MemberRef) => done(asking.client.get(member(asking, of)));
const previewOf = (asking: Person, of: MemberRef) => asking.client.get(member(asking, of, '/removal-preview'));
const key = () => ({ headers: { 'idempotency-key': randomUUID() } });
const named = ({ memberId, name }: Person) => ({ memberId, name });
const idsOf = ({ items }: { readonly items: readonly MemberRef[] }) => items.map(({ memberId }) => memberId);
const behalfOf = ({ memberId }: MemberRef) => service.service(service.serviceKey, { 'roster-on-behalf-of': memberId });
const removedNaming = ({ memberId: successorId }: MemberRef) => ({
  status: 409,
  body: { code: 'member_removed', successorId, remedy: expect.stringMatching(/successor/i) },
});

describe('removing a member', () => {
  it('[X-1] [X-10] answers with a receipt: who, to whom, what moved, and where in the log', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    const { status, body, position } = await remove(ann, bo, cy);
    expect(status).toBe(200);
    expect(position).toMatch(/^p[0-9a-z]+$/);
    expect(body).toEqual({ memberId: bo.memberId, transferTo: cy.memberId, transferred: NOTHING, position });
    expect(await positionOf(ann)).toBe(position);
  });

  it('[X-2] [S-3] would write both facts in one append, as a dry run says, which changes nothing', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    const before = await positionOf(ann);
    const path = `${member(ann, bo, '/removal')}?dryRun=true`;
    const stream = `workspace-${ann.workspaceId}`;
    const { memberId, accountId } = bo;
    const successorId = cy.memberId;
    const planned = await done(ann.client.post(path, { transferTo: successorId }), 200);
    expect(planned).toEqual({
      dryRun: true,
      events: [
        { type: 'ConversationsTransferred', stream, data: { from: memberId, to: successorId, moved: NOTHING } },
        { type: 'UserRemoved', stream, data: { memberId, accountId, successorId } },
      ],
      seatDelta: -1,
    });
    expect(await ann.client.post(path, {})).toMatchObject({ status: 422, body: { code: 'transfer_required' } });
    expect(await positionOf(ann)).toBe(before);
    expect(await details(ann, bo)).toMatchObject({ state: 'joined' });
    expect(await bo.client.get(at(ann))).toMatchObject({ status: 200 });
  });

  it('[X-8] leaves their place to be asked for: what they were, when they went, who has their work', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    await promote(ann, bo.memberId);
    await done(bo.client.patch('/v1/me/profile', { jobTitle: 'CSM' }));
    const was = await details(ann, bo);
    const began = Date.now();
    await done(remove(ann, bo, cy));
    const ended = Date.now();
    const is = await details(ann, bo);
    expect(is).toEqual({
      ...was,
      state: 'removed',
      revision: expect.any(String),
      removedAt: expect.any(String),
      successorId: cy.memberId,
    });
    expect(Date.parse(is.removedAt)).toBeGreaterThanOrEqual(began);
    expect(Date.parse(is.removedAt)).toBeLessThanOrEqual(ended);
    expect(await ann.client.get(is.avatarUrl)).toMatchObject({ status: 200 });
    expect(await cy.client.get(member(cy, bo))).toMatchObject({ status: 403 });
  });

  it('[X-6] names the last successor of a chain', async () => {
    const { ann, bo, cy, di } = await company('bo', 'cy', 'di');
    await done(remove(ann, bo, cy));
    await done(remove(ann, cy, di));
    expect(await details(ann, bo)).toMatchObject({ successorId: di.memberId });
    expect(await details(ann, cy)).toMatchObject({ successorId: di.memberId });
    await done(remove(ann, di, ann));
    for (const gone of [bo, cy, di]) expect(await details(ann, gone)).toMatchObject({ successorId: ann.memberId });
  });

  it('[T-1] [B-1] takes them out of the table and the counts, at once and after a restart', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    await promote(ann, bo.memberId);
    const { position } = await remove(ann, bo, cy);
    const seen = async () => {
      const headers = { 'roster-min-position': position ?? '' };
      const [table, found] = await Promise.all([
        done(ann.client.get(at(ann, '/members?sort=name'), { headers })),
        done(ann.client.get(at(ann, `/members?search=${encodeURIComponent(bo.email)}`), { headers })),
      ]);
      expect(idsOf(table)).toEqual([ann.memberId, cy.memberId]);
      expect(table.counts).toMatchObject({ members: 2, joined: 2, admins: 1, byRole: { admin: 1, user: 1 } });
      expect(found.items).toEqual([]);
      const { counts, warnings } = await summaryOf(ann);
      expect(counts).toMatchObject({ members: 2, joined: 2, invited: 0, admins: 1 });
      expect(warnings).toMatchObject([{ code: 'single_admin' }]);
      return details(ann, bo);
    };
    const before = await seen();
    await service.restart();
    expect(await seen()).toEqual(before);
  });

  it('[X-1] without a successor, or with themselves, is refused with the candidates by name', async () => {
    const { ann, bo, cy, di } = await company('bo', 'cy', 'di');
    await invitedBy(ann, 'ed');
    await done(remove(ann, di, ann));
    const before = await positionOf(ann);
    const refused = {
      status: 422,
      body: {
        code: 'transfer_required',
        remedy: expect.stringMatching(/transferTo/),
        candidates: [named(ann), named(cy)],
      },
    };
    expect(await remove(ann, bo)).toMatchObject(refused);
    expect(await remove(ann, bo, bo)).toMatchObject(refused);
    expect(await remove(bo, bo, bo)).toMatchObject(refused);
    expect(await positionOf(ann)).toBe(before);
  });

  it('[X-1] to somebody invited, removed, of another workspace, unknown: each its own code, nothing changed', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    const [ed, stranger] = await Promise.all([invitedBy(ann, 'ed'), found(service)]);
    await done(remove(ann, cy, ann));
    const before = await positionOf(ann);
    expect(await remove(ann, bo, ed)).toMatchObject({ status: 409, body: { code: 'not_joined' } });
    expect(await remove(ann, bo, cy)).toMatchObject(removedNaming(ann));
    for (const nobody of [stranger, { memberId: NOBODY }]) {
      expect(await remove(ann, bo, nobody)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    for (const body of [{ transferTo: 'cy' }, { transferTo: null }, { transferTo: cy.memberId, reassign: true }]) {
      expect(await ann.client.post(member(ann, bo, '/removal'), body)).toMatchObject({
        status: 422,
        body: { code: 'invalid_request' },
      });
    }
    expect(await positionOf(ann)).toBe(before);
    expect(await details(ann, bo)).toMatchObject({ state: 'joined' });
  });

  it('[R-2] [S-6] is for admins, and for services as themselves or for an admin', async () => {
    const { ann, bo, cy, di } = await company('bo', 'cy', 'di');
    const lacking = { status: 403, body: { code: 'capability_required', capability: 'users.manage' } };
    expect(await remove(bo, cy, ann)).toMatchObject(lacking);
    expect(await remove(bo, ann, bo)).toMatchObject(lacking);
    const path = member(ann, cy, '/removal');
    expect(await behalfOf(bo).post(path, { transferTo: bo.memberId })).toMatchObject(lacking);
    expect(await service.service().post(path, {})).toMatchObject({ status: 422, body: { code: 'transfer_required' } });
    expect(await service.service().post(path, { transferTo: bo.memberId })).toMatchObject({ status: 200 });
    expect(await behalfOf(ann).post(member(ann, di, '/removal'), { transferTo: bo.memberId })).toMatchObject({
      status: 200,
    });
    expect((await summaryOf(ann)).counts).toMatchObject({ joined: 2 });
  });

  it('[S-7] is not there for strangers, nor across workspaces', async () => {
    const [{ ann, bo }, other] = await Promise.all([company('bo'), company('bo')]);
    const stranger = { ...other.ann, workspaceId: ann.workspaceId };
    for (const answer of [
      await remove(stranger, bo, ann),
      await previewOf(stranger, bo),
      await remove(other.ann, bo, other.ann),
      await previewOf(other.ann, bo),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect(await details(ann, bo)).toMatchObject({ state: 'joined' });
  });
});

describe('somebody who was removed', () => {
  it('[X-11] is refused at their next request, in every session, and by services that act for them', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    await promote(ann, bo.memberId);
    const sessions = [bo.client, await signedIn(service, bo.email), behalfOf(bo)];
    for (const client of sessions) expect(await client.get(at(ann, '/members'))).toMatchObject({ status: 200 });
    await done(remove(ann, bo, cy));
    for (const client of sessions) {
      for (const path of ['', '/members', '/roles', '/inboxes', `/members/${bo.memberId}`]) {
        expect(await client.get(at(ann, path))).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
      for (const [path, body] of [
        ['/inboxes', { name: 'Mine' }],
        ['/invitations', { email: 'friend@elsewhere.test' }],
        [`/members/${cy.memberId}/removal`, { transferTo: ann.memberId }],
        [`/members/${bo.memberId}/removal`, {}],
      ] as const) {
        expect(await client.post(at(ann, path), body)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    }
  });

  it('[X-11] 20 times over, each at the very next request', async () => {
    const { ann } = await company();
    for (let round = 0; round < 20; round++) {
      const bo = await join(service, ann.domain, `p${round}`);
      await done(remove(ann, bo, ann));
      expect(await bo.client.get(at(ann))).toMatchObject({ status: 404 });
    }
  });

  it('[X-11] goes on in the other workspaces, with the same session', async () => {
    const [{ ann, bo }, other] = await Promise.all([company('bo'), found(service)]);
    await invite(other, bo.email);
    const token = await service.mailbox.token(bo.email, 'invitation');
    const { memberId } = await done(bo.client.post('/v1/invitations/acceptance', { token }), 200);
    await done(remove(ann, bo, ann));
    expect(await bo.client.get(at(ann))).toMatchObject({ status: 404 });
    expect(await bo.client.get(at(other))).toMatchObject({ status: 200 });
    expect((await done(bo.client.get('/v1/me'))).memberships).toMatchObject([
      { workspaceId: other.workspaceId, memberId },
    ]);
    const { memberships } = await done(service.client().post('/v1/sessions', { email: bo.email, password: PASSWORD }));
    expect(memberships.map(({ workspaceId }: Person) => workspaceId)).toEqual([other.workspaceId]);
    expect(await details(other, { memberId })).toMatchObject({ state: 'joined', name: 'Bo' });
  });

  it('[R-10] [X-11] may do nothing, as an evaluation says at once', async () => {
    const { ann, bo } = await company('bo');
    const question = {
      subject: { type: 'member', id: bo.memberId },
      action: { name: 'customers.view' },
      resource: { type: 'workspace', id: ann.workspaceId },
    };
    const asked = () => done(ann.client.post('/access/v1/evaluation', question));
    expect(await asked()).toMatchObject({ decision: true });
    await done(remove(ann, bo, ann));
    expect(await asked()).toEqual({ decision: false, context: { reason: 'not_a_member' } });
  });

  it('[X-8] takes no command any more: each answers 409 and names who has their work now', async () => {
    const { ann, bo, cy, di } = await company('bo', 'cy', 'di');
    await promote(ann, bo.memberId);
    await done(remove(ann, bo, cy));
    await done(remove(ann, cy, di));
    const before = await positionOf(ann);
    const commands: readonly (readonly [string, string, object?])[] = [
      ['PUT', member(ann, bo, '/role'), { role: 'user' }],
      ['PUT', member(ann, bo, '/role'), { role: 'admin' }],
      ['PUT', member(ann, bo, '/inboxes'), { inboxIds: [] }],
      ['PATCH', member(ann, bo, '/profile'), { name: 'Bob' }],
      ['POST', member(ann, bo, '/email'), { email: `bob@${ann.domain}` }],
      ['POST', member(ann, bo, '/password-reset')],
      ['POST', member(ann, bo, '/invitation/resending')],
      ['DELETE', member(ann, bo, '/invitation')],
      ['POST', member(ann, bo, '/removal'), { transferTo: di.memberId }],
      ['POST', member(ann, bo, '/removal'), {}],
      ['GET', member(ann, bo, '/removal-preview')],
      ['PUT', at(ann, '/owner'), { memberId: bo.memberId }],
    ];
    for (const [method, path, body] of commands) {
      const { status, body: answer } = await ann.client.send(method, path, body);
      expect([method, path, status, answer.code, answer.successorId]).toEqual([
        ...[method, path, 409, 'member_removed', di.memberId],
      ]);
    }
    expect(await positionOf(ann)).toBe(before);
  });

  it('[X-12] is invited again as a new member on a new seat, and their old work does not come back', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    await done(remove(ann, bo, cy));
    const again = await invite(ann, bo.email, { role: 'admin' });
    expect(again.memberId).not.toBe(bo.memberId);
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 3, invited: 1, joined: 2 });
    expect((await done(bo.client.get('/v1/me'))).pendingInvitations).toMatchObject([{ memberId: again.memberId }]);
    const token = await service.mailbox.token(bo.email, 'invitation');
    expect(await bo.client.post('/v1/invitations/acceptance', { token })).toMatchObject({
      status: 200,
      body: { accountId: bo.accountId, workspaceId: ann.workspaceId, memberId: again.memberId },
    });
    expect(await bo.client.get(at(ann, '/members'))).toMatchObject({ status: 200 });
    expect(await details(ann, again)).toMatchObject({ state: 'joined', role: 'admin', name: 'Bo', email: bo.email });
    expect(await details(ann, bo)).toMatchObject({ state: 'removed', role: 'user', successorId: cy.memberId });
    expect(await changeRole(ann, bo, 'admin')).toMatchObject(removedNaming(cy));
    expect(idsOf(await done(ann.client.get(at(ann, '/members?search=bo'))))).toEqual([again.memberId]);
    const successor = await done(remove(ann, cy, again));
    expect(successor).toMatchObject({ transferTo: again.memberId });
    expect(await details(ann, bo)).toMatchObject({ successorId: again.memberId });
  });

  it('[I-7] [X-12] does not come back by the invitation that they once used', async () => {
    const { ann } = await company();
    const email = `bo@elsewhere-${ann.domain}`;
    const bo = await inviteAndAccept(service, ann, email);
    const link = await service.mailbox.token(email, 'invitation');
    await done(remove(ann, bo, ann));
    const gone = { status: 410, body: { code: 'invitation_used' } };
    expect(await bo.client.post('/v1/invitations/acceptance', { token: link })).toMatchObject(gone);
    expect(await service.client().post('/v1/invitations/preview', { token: link })).toMatchObject(gone);
    expect(await bo.client.get(at(ann))).toMatchObject({ status: 404 });
  });

  it('[I-10] has invited with no more than the role user', async () => {
    const { ann } = await company();
    const bo = await inviteAndAccept(service, ann, `bo@elsewhere-${ann.domain}`, 'admin');
    const email = `cy@elsewhere-${ann.domain}`;
    const cy = await invite(bo, email, { role: 'admin' });
    await done(remove(ann, bo, ann));
    const token = await service.mailbox.token(email, 'invitation');
    expect(await service.client().post('/v1/invitations/preview', { token })).toMatchObject({ body: { role: 'user' } });
    await done(acceptAsNewcomer(service, token), 200);
    expect(await details(ann, cy)).toMatchObject({ state: 'joined', role: 'user' });
  });
});

describe('the same removal once more', () => {
  it('[S-1] by its key is the first answer and no second event, for good', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    const once = key();
    const first = await remove(ann, bo, cy, once);
    expect(first.status).toBe(200);
    const same = async () => {
      const again = await remove(ann, bo, cy, once);
      expect([again.status, again.text, again.position]).toEqual([200, first.text, first.position]);
    };
    await same();
    await done(remove(ann, cy, ann));
    await same();
    await service.restart();
    await same();
    expect(await remove(ann, bo, ann, once)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect(await remove(ann, bo, cy, key())).toMatchObject(removedNaming(ann));
    expect(await remove(ann, bo, cy)).toMatchObject(removedNaming(ann));
  });

  it('[S-1] [X-13] by somebody who has left is answered too, though they are not in any more', async () => {
    const { ann, bo } = await company('bo');
    const once = key();
    const first = await remove(bo, bo, undefined, once);
    expect(first).toMatchObject({ status: 200, body: { transferTo: ann.memberId } });
    const same = async () => {
      const again = await remove(bo, bo, undefined, once);
      expect([again.status, again.text, again.position]).toEqual([200, first.text, first.position]);
    };
    await same();
    await service.restart();
    await same();
    expect(await remove(bo, bo)).toMatchObject({ status: 404 });
    expect(await remove(bo, bo, undefined, key())).toMatchObject({ status: 404 });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 1 });
  });

  it('[S-1] is judged afresh where it was refused', async () => {
    const { ann, bo } = await company('bo');
    const [once, ed] = [key(), await invitedBy(ann, 'ed')];
    expect(await remove(ann, bo, ed, once)).toMatchObject({ status: 409, body: { code: 'not_joined' } });
    const token = await service.mailbox.token(`ed@elsewhere-${ann.domain}`, 'invitation');
    await done(acceptAsNewcomer(service, token), 200);
    expect(await remove(ann, bo, ed, once)).toMatchObject({ status: 200, body: { transferTo: ed.memberId } });
  });
});

describe('before a removal', () => {
  it('[X-10] a preview says what would move, who could take over and what stands in the way', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    await invitedBy(ann, 'ed');
    const before = await positionOf(ann);
    expect((await done(previewOf(ann, bo))) as object).toEqual({
      conversations: { total: 0, byStatus: { active: 0, pending: 0, closed: 0 } },
      replies: 0,
      notes: 0,
      customers: 0,
      candidates: [named(ann), named(cy)],
      blockers: [],
    });
    expect(await done(previewOf(ann, ann))).toMatchObject({
      candidates: [named(bo), named(cy)],
      blockers: ['owner_must_transfer'],
    });
    expect(await positionOf(ann)).toBe(before);
  });

  it('[X-13] of an invited member needs nobody, and nothing would move', async () => {
    const { ann } = await company('bo');
    const ed = await invitedBy(ann, 'ed');
    expect(await done(previewOf(ann, ed))).toMatchObject({
      conversations: { total: 0 },
      candidates: [],
      blockers: [],
    });
  });

  it('[R-2] [X-13] is shown to admins, and to members of their own leaving', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    expect(await previewOf(bo, bo)).toMatchObject({ status: 200, body: { candidates: [named(ann), named(cy)] } });
    expect(await previewOf(bo, cy)).toMatchObject({ status: 403, body: { code: 'capability_required' } });
    expect(await previewOf(ann, { memberId: NOBODY })).toMatchObject({ status: 404 });
    expect(await service.service().get(member(ann, bo, '/removal-preview'))).toMatchObject({ status: 200 });
  });
});

describe('removing an invited member', () => {
  it('[I-4] [X-13] is revoking: no successor, nothing moved, the link gone and the address free', async () => {
    const { ann } = await company();
    const email = `ed@elsewhere-${ann.domain}`;
    const ed = await invite(ann, email);
    const token = await service.mailbox.token(email, 'invitation');
    const planned = await done(ann.client.post(`${member(ann, ed, '/removal')}?dryRun=true`, {}), 200);
    expect(planned).toMatchObject({ events: [{ type: 'InvitationRevoked' }], seatDelta: -1 });
    const { body, position } = await remove(ann, ed);
    expect(body).toEqual({ memberId: ed.memberId, transferTo: null, transferred: NOTHING, position });
    expect(await service.client().post('/v1/invitations/preview', { token })).toMatchObject({
      status: 410,
      body: { code: 'invitation_revoked' },
    });
    expect(await remove(ann, ed)).toMatchObject({ status: 404 });
    expect(await ann.client.get(member(ann, ed))).toMatchObject({ status: 404 });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 1, invited: 0 });
    expect((await invite(ann, email)).memberId).not.toBe(ed.memberId);
  });

  it('[X-13] looks at no successor that is named', async () => {
    const { ann } = await company();
    const ed = await invitedBy(ann, 'ed');
    expect(await remove(ann, ed, { memberId: NOBODY })).toMatchObject({ status: 200, body: { transferTo: null } });
  });
});

describe('leaving', () => {
  it('[X-13] is for every member, with the owner as successor where they name nobody', async () => {
    const { ann, bo, cy, di } = await company('bo', 'cy', 'di');
    await promote(ann, cy.memberId);
    const planned = await done(bo.client.post(`${member(bo, bo, '/removal')}?dryRun=true`, {}), 200);
    const data = { successorId: ann.memberId, because: 'left' };
    expect(planned.events[1]).toMatchObject({ type: 'UserRemoved', data });
    expect(await remove(bo, bo)).toMatchObject({ status: 200, body: { transferTo: ann.memberId } });
    expect(await remove(cy, cy, di)).toMatchObject({ status: 200, body: { transferTo: di.memberId } });
    expect(await remove({ ...di, client: behalfOf(di) }, di)).toMatchObject({ status: 200 });
    for (const gone of [bo, cy, di]) {
      expect(await gone.client.get(at(ann))).toMatchObject({ status: 404 });
      expect((await done(gone.client.get('/v1/me'))).memberships).toEqual([]);
      expect(await details(ann, gone)).toMatchObject({ state: 'removed', successorId: ann.memberId });
    }
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 1 });
  });
});

describe('the owner', () => {
  it('[R-4] [X-13] cannot be removed and cannot leave before passing ownership on', async () => {
    const { ann, bo, cy } = await company('bo', 'cy');
    await promote(ann, bo.memberId);
    const before = await positionOf(ann);
    const remedy = expect.stringMatching(/pass ownership/i);
    const refused = { status: 409, body: { code: 'owner_must_transfer', remedy } };
    expect(await remove(ann, ann)).toMatchObject(refused);
    expect(await remove(ann, ann, bo)).toMatchObject(refused);
    expect(await remove(bo, ann, bo)).toMatchObject(refused);
    expect(await remove({ ...ann, client: service.service() }, ann, bo)).toMatchObject(refused);
    expect(await positionOf(ann)).toBe(before);
    await done(ann.client.put(at(ann, '/owner'), { memberId: bo.memberId }));
    expect(await remove(bo, ann, cy)).toMatchObject({ status: 200, body: { transferTo: cy.memberId } });
    expect(await summaryOf(bo)).toMatchObject({ ownerId: bo.memberId, counts: { admins: 1, members: 2 } });
  });
});

describe('temporary deactivation', () => {
  it('[X-14] is nowhere in the API: no route, no field that a caller can send, no word of it', async () => {
    const { text, body } = await service.client().get('/openapi.json');
    expect(text).toContain('/removal');
    expect(text.match(/deactivat|reactivat|suspend|disabl|archiv/i)).toBeNull();
    const taken = new Set<string>();
    for (const item of Object.values(body.paths as Record<string, Record<string, { readonly requestBody?: object }>>)) {
      for (const { requestBody } of Object.values(item)) {
        JSON.stringify(requestBody ?? {}, (name, value: object) => {
          if (name === 'properties') Object.keys(value).forEach((field) => taken.add(field));
          return value;
        });
      }
    }
    expect([...taken]).toEqual(expect.arrayContaining(['role', 'inboxIds', 'transferTo']));
    const switches = /^(is)?(active|enabled|state|locked|paused|blocked)$/i;
    expect([...taken].filter((field) => switches.test(field))).toEqual([]);
  });

  it('[X-14] is not taken where a member is changed, and a joined member has no third state', async () => {
    const { ann, bo } = await company('bo');
    const before = await positionOf(ann);
    for (const field of [{ active: false }, { deactivated: true }, { state: 'suspended' }]) {
      expect(await ann.client.patch(member(ann, bo, '/profile'), field)).toMatchObject({ status: 422 });
      expect(await ann.client.put(member(ann, bo, '/role'), { role: 'user', ...field })).toMatchObject({ status: 422 });
      expect(await ann.client.patch(member(ann, bo), field)).toMatchObject({ status: 404 });
    }
    for (const path of ['/deactivation', '/suspension', '/state']) {
      expect(await ann.client.post(member(ann, bo, path), {})).toMatchObject({ status: 404 });
      expect(await ann.client.put(member(ann, bo, path), {})).toMatchObject({ status: 404 });
    }
    expect(await positionOf(ann)).toBe(before);
  });
});
