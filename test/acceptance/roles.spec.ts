import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, inviteAndAccept, join, PASSWORD, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import {
  at,
  changeRole,
  done,
  invite,
  member,
  type MemberRef,
  positionOf,
  signedIn,
  summaryOf,
  times,
} from './workspace-calls.js';

jest.setTimeout(limitMs(60));

/** R-1, as the rules have it. */
const EVERYBODY = ['customers.view', 'customers.edit', 'actions.execute', 'queue.process'];
const ADMINS = [
  'templates.create',
  'templates.edit',
  'workflows.create',
  'workflows.edit',
  'users.manage',
  'organization.manage',
  'handoff.configure',
  'branding.manage',
  'history.read',
  'billing.read',
];
const OWNER = ['workspace.remove', 'ownership.transfer'];
const ALL = [...EVERYBODY, ...ADMINS, ...OWNER];

let service: ServiceProcess;

beforeAll(async () => {
  service = await ServiceProcess.start();
});
afterAll(() => service.remove());

/** A workspace: ann is its owner, so many others have joined by its domain, and the first of those are admins. */
async function company(admins = 0, others = 2) {
  const ann = await found(service);
  const names = ['bo', 'cy', 'di', 'ed'].slice(0, others);
  const joined = await Promise.all(names.map((name) => join(service, ann.domain, name)));
  for (const { memberId } of joined.slice(0, admins)) await promote(ann, memberId);
  const [bo, cy, di, ed] = joined as [Person, Person, Person, Person];
  return { ann, bo, cy, di, ed };
}

describe('the matrix', () => {
  it('[R-1] is served to every member as it stands in the rules', async () => {
    const { ann, bo } = await company();
    for (const { client } of [ann, bo]) {
      const { capabilities, roles } = await done(client.get(at(ann, '/roles')));
      expect(capabilities).toEqual([
        ...EVERYBODY.map((capability) => ({ capability, user: true, admin: true, ownerOnly: false })),
        ...ADMINS.map((capability) => ({ capability, user: false, admin: true, ownerOnly: false })),
        ...OWNER.map((capability) => ({ capability, user: false, admin: false, ownerOnly: true })),
      ]);
      expect(roles).toMatchObject([
        { role: 'admin', capabilities: [...EVERYBODY, ...ADMINS] },
        { role: 'user', capabilities: EVERYBODY },
      ]);
    }
  });

  it('[R-1] is what a member is told of themselves, as owner, admin and user', async () => {
    const { ann, bo, cy } = await company(1);
    const told = async ({ client }: Person) => (await done(client.get('/v1/me'))).memberships;
    expect(await told(ann)).toMatchObject([{ role: 'admin', owner: true, capabilities: ALL }]);
    expect(await told(bo)).toMatchObject([{ role: 'admin', owner: false, capabilities: [...EVERYBODY, ...ADMINS] }]);
    expect(await told(cy)).toMatchObject([{ role: 'user', owner: false, capabilities: EVERYBODY }]);
  });

  it('[R-1] [R-10] is what an evaluation answers for each member and each capability', async () => {
    const { ann, bo, cy } = await company(1);
    const holders = [
      { id: ann.memberId, may: ALL },
      { id: bo.memberId, may: [...EVERYBODY, ...ADMINS] },
      { id: cy.memberId, may: EVERYBODY },
    ];
    for (const { id, may } of holders) {
      const body = {
        subject: { type: 'member', id },
        resource: { type: 'workspace', id: ann.workspaceId },
        evaluations: ALL.map((name) => ({ action: { name } })),
      };
      const { evaluations } = await done(ann.client.post('/access/v1/evaluations', body));
      const granted = ALL.filter((_, index) => evaluations[index].decision);
      expect(granted).toEqual(may);
    }
  });
});

/** A route of a workspace that needs a capability: what an admin sends, and what comes back where it works. */
interface GuardedRoute {
  readonly method: string;
  /** As the OpenAPI document writes it, after the workspace. */
  readonly path: string;
  readonly needs:
    | 'users.manage'
    | 'organization.manage'
    | 'workflows.create'
    | 'history.read'
    | 'billing.read'
    | 'ownership.transfer'
    | 'workspace.remove';
  readonly works: number;
  readonly query?: string;
  readonly body?: object;
}

const GUARDED: readonly GuardedRoute[] = [
  { method: 'GET', path: '/members', needs: 'users.manage', works: 200 },
  { method: 'GET', path: '/members/{memberId}', needs: 'users.manage', works: 200 },
  { method: 'POST', path: '/invitations', needs: 'users.manage', works: 201, body: { email: 'new@elsewhere.test' } },
  { method: 'POST', path: '/invitations/bulk', needs: 'users.manage', works: 200, body: { invitations: [{}] } },
  { method: 'PUT', path: '/members/{memberId}/role', needs: 'users.manage', works: 200, body: { role: 'admin' } },
  { method: 'PUT', path: '/members/{memberId}/inboxes', needs: 'users.manage', works: 200, body: { inboxIds: [] } },
  {
    method: 'PATCH',
    path: '/members/{memberId}/profile',
    needs: 'users.manage',
    works: 200,
    body: { jobTitle: 'CSM' },
  },
  {
    method: 'POST',
    path: '/members/{memberId}/email',
    needs: 'users.manage',
    works: 202,
    body: { email: 'd@else.test' },
  },
  { method: 'POST', path: '/members/{memberId}/password-reset', needs: 'users.manage', works: 202 },
  { method: 'POST', path: '/members/{memberId}/invitation/resending', needs: 'users.manage', works: 202 },
  { method: 'DELETE', path: '/members/{memberId}/invitation', needs: 'users.manage', works: 204 },
  { method: 'PATCH', path: '', needs: 'organization.manage', works: 200, body: { name: 'Another name' } },
  { method: 'POST', path: '/domains', needs: 'organization.manage', works: 201 },
  { method: 'PATCH', path: '/domains/{domain}', needs: 'organization.manage', works: 200, body: { autoJoin: false } },
  { method: 'DELETE', path: '/domains/{domain}', needs: 'organization.manage', works: 204 },
  { method: 'POST', path: '/inboxes', needs: 'organization.manage', works: 201, body: { name: 'Sales' } },
  { method: 'PATCH', path: '/inboxes/{inboxId}', needs: 'organization.manage', works: 200, body: { name: 'Help' } },
  { method: 'DELETE', path: '/inboxes/{inboxId}', needs: 'organization.manage', works: 204 },
  { method: 'PUT', path: '/workflows/{workflowId}', needs: 'workflows.create', works: 201 },
  { method: 'GET', path: '/seats', needs: 'billing.read', works: 200 },
  { method: 'GET', path: '/seats/days', needs: 'billing.read', works: 200, query: '?from=2026-01-01&to=2026-01-02' },
  { method: 'GET', path: '/seats/periods/{period}', needs: 'billing.read', works: 200 },
  { method: 'GET', path: '/history', needs: 'history.read', works: 200 },
  {
    method: 'GET',
    path: '/history/difference',
    needs: 'history.read',
    works: 200,
    query: '?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
  },
  { method: 'GET', path: '/history/verification', needs: 'history.read', works: 200 },
  { method: 'GET', path: '/history/bundle', needs: 'history.read', works: 200 },
  { method: 'GET', path: '/members/{memberId}/removal-preview', needs: 'users.manage', works: 200 },
  { method: 'POST', path: '/members/{memberId}/removal', needs: 'users.manage', works: 200 },
  { method: 'PUT', path: '/owner', needs: 'ownership.transfer', works: 200 },
  { method: 'DELETE', path: '', needs: 'workspace.remove', works: 204, body: { password: PASSWORD } },
];

/** What any member may read. */
const READ_BY_ALL = ['', '/roles', '/domains', '/inboxes', '/conversations', '/workflows', '/customers', '/reports/members'];
/** What any member may do beside that: `conversations.spec.ts` has it. */
const OPEN = [
  ...READ_BY_ALL.map((path) => `GET ${path}`),
  'GET /members/{memberId}/avatar',
  'GET /conversations/{conversationId}',
  'PUT /conversations/{conversationId}',
  'PUT /conversations/{conversationId}/assignee',
  'PUT /conversations/{conversationId}/status',
  'POST /conversations/{conversationId}/replies',
  'POST /conversations/{conversationId}/tags',
  'PUT /customers/{customerId}/csm',
];

describe('what a route needs', () => {
  /** A workspace with something for every route to act on. */
  async function subjects() {
    const { ann, bo, cy, di } = await company(1, 3);
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    const ed = await invite(ann, 'ed@elsewhere.test');
    const place = ({ path, query = '' }: GuardedRoute) =>
      at(
        ann,
        path
          .concat(query)
          .replace('{workflowId}', randomUUID())
          .replace('{period}', '2026-01')
          .replace('{memberId}', path.includes('/invitation') ? ed.memberId : di.memberId)
          .replace('{domain}', ann.domain)
          .replace('{inboxId}', inboxId as string),
      );
    const bodyOf = ({ path, body }: GuardedRoute) => {
      if (path === '/domains') return { domain: ann.domain };
      if (path === '/workflows/{workflowId}') return { name: 'Greet', createdBy: bo.memberId };
      // The owner passes ownership to themselves, so that what comes after is asked for by the owner, too.
      if (path === '/owner') return { memberId: ann.memberId };
      return path.endsWith('/removal') ? { transferTo: bo.memberId } : body;
    };
    const send = async (route: GuardedRoute, client: Client) => {
      const { status, body } = await client.send(route.method, place(route), bodyOf(route));
      return {
        status,
        code: body.code as unknown,
        capability: body.capability as unknown,
        grantedBy: body.grantedBy as unknown,
        remedy: body.remedy as unknown,
      };
    };
    return { ann, bo, cy, send };
  }

  const isForOwner = ({ needs }: GuardedRoute) => OWNER.includes(needs);

  const named = ({ method, path }: GuardedRoute) => `${method} ${path}`;

  it('[R-2] the routes below are all routes of a workspace', async () => {
    const { paths } = await done(service.client().get('/openapi.json'));
    const prefix = '/v1/workspaces/{workspaceId}';
    const served = Object.entries(paths as Record<string, object>)
      .filter(([path]) => path.startsWith(prefix))
      .flatMap(([path, item]) => Object.keys(item).map((method) => [method.toUpperCase(), path.slice(prefix.length)]))
      .map((parts) => parts.join(' '));
    expect(served.sort()).toEqual([...GUARDED.map(named), ...OPEN].sort());
  });

  it('[R-1] [R-2] a user is refused each of them, and told which capability it needs and who grants it', async () => {
    const { ann, cy, send } = await subjects();
    const before = await positionOf(ann);
    const answers: [string, object][] = [];
    for (const route of GUARDED) answers.push([named(route), await send(route, cy.client)]);
    expect(answers).toEqual(
      GUARDED.map((route) => [
        named(route),
        isForOwner(route)
          ? { status: 403, code: 'owner_only', capability: undefined, grantedBy: 'owner', remedy: expect.any(String) }
          : {
            status: 403,
            code: 'capability_required',
            capability: route.needs,
            grantedBy: 'admin',
            remedy: expect.any(String),
          },
      ]),
    );
    expect(await positionOf(ann)).toBe(before);
  });

  it('[R-1] an admin may do each of them but pass ownership on and remove the workspace', async () => {
    const { bo, send } = await subjects();
    const answers: [string, number][] = [];
    for (const route of GUARDED) answers.push([named(route), (await send(route, bo.client)).status]);
    expect(answers).toEqual(
      GUARDED.map((route) => [named(route), isForOwner(route) ? 403 : route.works]),
    );
  });

  it('[R-1] the owner may do each of them', async () => {
    const { ann, send } = await subjects();
    const answers: [string, number][] = [];
    for (const route of GUARDED) answers.push([named(route), (await send(route, ann.client)).status]);
    expect(answers).toEqual(GUARDED.map((route) => [named(route), route.works]));
  });

  it('[R-1] a user may read what is for every member', async () => {
    const { ann, cy } = await subjects();
    for (const path of [...READ_BY_ALL, `/members/${ann.memberId}/avatar`]) {
      expect(await cy.client.get(at(ann, path))).toMatchObject({ status: 200 });
    }
  });

  it('[R-2] [S-6] a service may do what the member may for whom it asks; for a stranger nothing is there', async () => {
    const { ann, bo, cy } = await company(1);
    const stranger = await found(service);
    const invited = await invite(ann, 'fay@elsewhere.test', { role: 'admin' });
    const inboxFor = ({ memberId }: MemberRef, name: string) =>
      service.service(service.serviceKey, { 'roster-on-behalf-of': memberId }).post(at(ann, '/inboxes'), { name });
    expect(await inboxFor(cy, 'One')).toMatchObject({
      status: 403,
      body: { code: 'capability_required', capability: 'organization.manage', grantedBy: 'admin' },
    });
    expect(await inboxFor(bo, 'Two')).toMatchObject({ status: 201 });
    expect(await inboxFor(stranger, 'Three')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await inboxFor(invited, 'Four')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await service.service().post(at(ann, '/inboxes'), { name: 'Five' })).toMatchObject({ status: 201 });
  });
});

describe('changing a role', () => {
  it('[R-3] turns a user into an admin and back, and each answer shows the member as they are now', async () => {
    const { ann, bo } = await company();
    expect(await changeRole(ann, bo, 'admin')).toMatchObject({
      status: 200,
      body: { memberId: bo.memberId, email: bo.email, name: 'Bo', role: 'admin', owner: false, state: 'joined' },
    });
    expect(await changeRole(ann, bo, 'user')).toMatchObject({
      status: 200,
      body: { memberId: bo.memberId, role: 'user' },
    });
  });

  it('[R-3] is seen by the very next request of the member, in every session, 30 times over', async () => {
    const { ann, bo } = await company();
    const sessions = [bo.client, await signedIn(service, bo.email)];
    const seen: unknown[] = [];
    for (let round = 0; round < 30; round++) {
      const role = round % 2 === 0 ? 'admin' : 'user';
      await done(changeRole(ann, bo, role));
      const statuses = await Promise.all(
        sessions.map(async (client) => (await client.get(at(ann, '/members'))).status),
      );
      const [me] = (await done(bo.client.get('/v1/me'))).memberships;
      seen.push([...statuses, me.role]);
    }
    expect(seen).toEqual(times(30, (round) => (round % 2 === 0 ? [200, 200, 'admin'] : [403, 403, 'user'])));
  });

  it('[R-3] shows in the user table at once', async () => {
    const { ann, bo } = await company();
    await done(changeRole(ann, bo, 'admin'));
    const { items, counts } = await done(ann.client.get(at(ann, '/members?role=admin&sort=email')));
    expect(items.map(({ memberId }: Person) => memberId)).toEqual([ann.memberId, bo.memberId]);
    expect(counts).toMatchObject({ admins: 2, byRole: { admin: 2, user: 1 } });
  });

  it('[R-3] works for an invited member, who joins with the new role', async () => {
    const { ann } = await company(0, 0);
    const email = `fay@elsewhere-${ann.domain}`;
    const fay = await invite(ann, email);
    expect(await changeRole(ann, fay, 'admin')).toMatchObject({
      status: 200,
      body: { role: 'admin', state: 'invited' },
    });
    const token = await service.mailbox.token(email, 'invitation');
    const client = service.client();
    await done(client.post('/v1/invitations/acceptance', { token, name: 'Fay', password: 'plum-otter-lantern-42' }));
    expect(await client.get(at(ann, '/members'))).toMatchObject({ status: 200 });
  });

  it('[R-7] to the one a member has already answers 200 and writes no event', async () => {
    const { ann, bo } = await company();
    const before = await positionOf(ann);
    const same = await changeRole(ann, bo, 'user');
    expect(same).toMatchObject({ status: 200, body: { memberId: bo.memberId, role: 'user' }, position: before });
    expect(await changeRole(ann, ann, 'admin')).toMatchObject({ status: 200, body: { role: 'admin', owner: true } });
    expect(await ann.client.put(`${member(ann, bo, '/role')}?dryRun=true`, { role: 'user' })).toMatchObject({
      status: 200,
      body: { dryRun: true, events: [], seatDelta: 0 },
    });
    expect(await positionOf(ann)).toBe(before);
  });

  it('[R-7] higher than their own nobody can grant: users make no admins, and owner is no role', async () => {
    const { ann, bo, cy } = await company();
    const before = await positionOf(ann);
    for (const subject of [bo, cy]) {
      expect(await changeRole(bo, subject, 'admin')).toMatchObject({
        status: 403,
        body: { code: 'capability_required' },
      });
    }
    const body = { email: 'gus@elsewhere.test', role: 'admin' };
    expect(await bo.client.post(at(bo, '/invitations'), body)).toMatchObject({ status: 403 });
    expect(await changeRole(ann, bo, 'owner')).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', errors: [{ path: 'role' }] },
    });
    expect(await positionOf(ann)).toBe(before);
  });

  it('is refused for somebody who is not there, or is of another workspace', async () => {
    const { ann } = await company(0, 0);
    const other = await found(service);
    const before = await positionOf(other);
    expect(await changeRole(ann, other, 'user')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await ann.client.put(member(other, other, '/role'), { role: 'user' })).toMatchObject({ status: 404 });
    expect(await positionOf(other)).toBe(before);
  });

  it('takes If-Match, and refuses a picture of the member that is not the present one', async () => {
    const { ann, bo } = await company();
    const { headers } = await ann.client.get(member(ann, bo));
    const etag = String(headers['etag']);
    const put = (role: string) => ann.client.put(member(ann, bo, '/role'), { role }, { headers: { 'if-match': etag } });
    expect(await put('admin')).toMatchObject({ status: 200, body: { role: 'admin' } });
    expect(await put('user')).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
    expect((await ann.client.get(member(ann, bo))).body).toMatchObject({ role: 'admin' });
  });
});

describe('the last admin', () => {
  it('[R-4] cannot step down, and is told to promote somebody else first', async () => {
    const { ann, bo } = await company();
    const before = await positionOf(ann);
    expect(await changeRole(ann, ann, 'user')).toMatchObject({
      status: 409,
      body: { code: 'last_admin', remedy: expect.stringMatching(/promote .*first/i) },
    });
    expect(await changeRole(ann, ann, 'user', { newOwnerId: bo.memberId })).toMatchObject({
      body: { code: 'last_admin' },
    });
    expect(await positionOf(ann)).toBe(before);
    await promote(ann, bo.memberId);
    expect(await changeRole(ann, ann, 'user')).toMatchObject({ status: 200, body: { role: 'user', owner: false } });
  });

  it('[R-4] is not relieved by an invited admin, only by one who has joined', async () => {
    const { ann } = await company(0, 0);
    await invite(ann, `fay@elsewhere-${ann.domain}`, { role: 'admin' });
    expect(await changeRole(ann, ann, 'user')).toMatchObject({ status: 409, body: { code: 'last_admin' } });
    await inviteAndAccept(service, ann, `gus@elsewhere-${ann.domain}`, 'admin');
    expect(await changeRole(ann, ann, 'user')).toMatchObject({ status: 200 });
  });

  it('[R-4] is protected from services as well', async () => {
    const { ann } = await company(0, 0);
    const answer = await service.service().put(member(ann, ann, '/role'), { role: 'user' });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'owner_only' });
    const onBehalf = service.service(service.serviceKey, { 'roster-on-behalf-of': ann.memberId });
    expect(await onBehalf.put(member(ann, ann, '/role'), { role: 'user' })).toMatchObject({
      status: 409,
      body: { code: 'last_admin' },
    });
  });

  it('[R-8] is warned about, with the reason and the remedy, until a second admin has joined', async () => {
    const { ann, bo } = await company();
    const warnings = async () => (await summaryOf(ann)).warnings;
    const single = [
      { code: 'single_admin', detail: expect.stringMatching(/\S/), remedy: expect.stringMatching(/promote/i) },
    ];
    expect(await warnings()).toEqual(single);
    await invite(ann, `fay@elsewhere-${ann.domain}`, { role: 'admin' });
    expect(await warnings()).toEqual(single);
    await promote(ann, bo.memberId);
    expect(await warnings()).toEqual([]);
    await done(changeRole(ann, bo, 'user'));
    expect(await warnings()).toEqual(single);
  });
});

describe('the owner', () => {
  const owners = async (person: Person) => {
    const [{ ownerId }, { items }] = await Promise.all([
      summaryOf(person),
      done(person.client.get(at(person, '/members'))),
    ]);
    return {
      ownerId,
      shown: items.filter(({ owner }: { owner: boolean }) => owner).map(({ memberId }: Person) => memberId),
    };
  };
  const transfer = (by: Person, { memberId }: MemberRef) =>
    by.client.put(at(by, '/owner'), { memberId });

  it('[R-6] passes ownership to another joined admin, and stays admin', async () => {
    const { ann, bo } = await company(1);
    expect(await transfer(ann, bo)).toMatchObject({
      status: 200,
      body: { memberId: bo.memberId, owner: true, role: 'admin' },
    });
    expect(await owners(ann)).toEqual({ ownerId: bo.memberId, shown: [bo.memberId] });
    expect(await transfer(ann, ann)).toMatchObject({ status: 403, body: { code: 'owner_only' } });
    expect(await transfer(bo, ann)).toMatchObject({ status: 200, body: { memberId: ann.memberId, owner: true } });
  });

  it('[R-6] is the only one who may pass it on: not an admin, not a user, not a service as itself', async () => {
    const { ann, bo, cy } = await company(1);
    for (const by of [bo, cy]) {
      expect(await transfer(by, bo)).toMatchObject({ status: 403, body: { code: 'owner_only', grantedBy: 'owner' } });
    }
    const asItself = service.service();
    expect(await asItself.put(at(ann, '/owner'), { memberId: bo.memberId })).toMatchObject({
      status: 403,
      body: { code: 'owner_only' },
    });
    expect(await owners(ann)).toEqual({ ownerId: ann.memberId, shown: [ann.memberId] });
    const onBehalf = service.service(service.serviceKey, { 'roster-on-behalf-of': ann.memberId });
    expect(await onBehalf.put(at(ann, '/owner'), { memberId: bo.memberId })).toMatchObject({ status: 200 });
  });

  it('[R-6] passes it to nobody but a joined admin, and is told who they are', async () => {
    const { ann, bo, cy } = await company(1);
    const invited = await invite(ann, `fay@elsewhere-${ann.domain}`, { role: 'admin' });
    for (const to of [cy, invited]) {
      expect(await transfer(ann, to)).toMatchObject({
        status: 409,
        body: { code: 'choose_new_owner', candidates: [{ memberId: bo.memberId }] },
      });
    }
    expect(await transfer(ann, await found(service))).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await owners(ann)).toMatchObject({ ownerId: ann.memberId });
  });

  it('[R-6] [R-7] passing it to oneself answers 200 and writes no event', async () => {
    const { ann } = await company(1);
    const before = await positionOf(ann);
    expect(await transfer(ann, ann)).toMatchObject({
      status: 200,
      body: { memberId: ann.memberId, owner: true },
      position: before,
    });
    expect(await positionOf(ann)).toBe(before);
  });

  it('[R-6] is demoted by nobody else', async () => {
    const { ann, bo } = await company(1);
    expect(await changeRole(bo, ann, 'user')).toMatchObject({ status: 403, body: { code: 'owner_only' } });
    expect(await changeRole(bo, ann, 'user', { newOwnerId: bo.memberId })).toMatchObject({
      body: { code: 'owner_only' },
    });
    expect(await owners(ann)).toMatchObject({ ownerId: ann.memberId });
  });

  it('[R-6] who promotes somebody and then steps down passes it to them in the same append', async () => {
    const { ann, bo } = await company();
    await promote(ann, bo.memberId);
    const planned = await done(ann.client.put(`${member(ann, ann, '/role')}?dryRun=true`, { role: 'user' }));
    expect(planned.events.map(({ type, data }: { type: string; data: object }) => ({ type, data }))).toEqual([
      { type: 'OwnershipTransferred', data: { from: ann.memberId, to: bo.memberId, because: 'owner_stepped_down' } },
      { type: 'RoleChanged', data: { memberId: ann.memberId, formerRole: 'admin', role: 'user' } },
    ]);
    expect(await owners(ann)).toMatchObject({ ownerId: ann.memberId });
    expect(await changeRole(ann, ann, 'user')).toMatchObject({ status: 200, body: { role: 'user', owner: false } });
    expect(await owners(bo)).toEqual({ ownerId: bo.memberId, shown: [bo.memberId] });
  });

  it('[R-6] who steps down chooses among several admins, and is told whom there are to choose from', async () => {
    const { ann, bo, cy, di } = await company(2, 3);
    const candidates = [{ memberId: bo.memberId }, { memberId: cy.memberId }];
    const choose = { status: 409, body: { code: 'choose_new_owner', candidates: expect.arrayContaining(candidates) } };
    const none = await changeRole(ann, ann, 'user');
    expect(none).toMatchObject(choose);
    expect(none.body.candidates).toHaveLength(2);
    for (const nobody of [di, ann, await found(service)]) {
      expect(await changeRole(ann, ann, 'user', { newOwnerId: nobody.memberId })).toMatchObject(choose);
    }
    expect(await owners(ann)).toMatchObject({ ownerId: ann.memberId });
    expect(await changeRole(ann, ann, 'user', { newOwnerId: cy.memberId })).toMatchObject({
      status: 200,
      body: { role: 'user' },
    });
    expect(await owners(bo)).toEqual({ ownerId: cy.memberId, shown: [cy.memberId] });
  });
});

describe('the role guide', () => {
  it('[R-9] is served with a reason for each kind of person', async () => {
    const { ann, bo } = await company();
    for (const { client } of [ann, bo]) {
      const { guide } = await done(client.get(at(ann, '/roles')));
      const reason = expect.stringMatching(/\w+ \w+/);
      expect(guide).toEqual([
        { who: expect.stringMatching(/^CS leader/), roles: ['admin'], reason },
        { who: 'Senior CSM', roles: ['user', 'admin'], reason },
        { who: 'CSM', roles: ['user'], reason },
        { who: expect.stringMatching(/^Ops/), roles: ['admin'], reason },
        { who: 'AE', roles: ['user'], reason },
      ]);
    }
  });

  it('[R-9] is for members: to others the workspace is not there', async () => {
    const { ann } = await company(0, 0);
    const stranger = await found(service);
    expect(await stranger.client.get(at(ann, '/roles'))).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await service.client().get(at(ann, '/roles'))).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
  });
});

describe('evaluation', () => {
  const question = ({ workspaceId }: Person, { memberId }: MemberRef, name = 'users.manage') => ({
    subject: { type: 'member', id: memberId },
    action: { name },
    resource: { type: 'workspace', id: workspaceId },
  });
  const ask = (client: Client, body: object) => client.post('/access/v1/evaluation', body);
  const no = (reason: string) => ({ status: 200, body: { decision: false, context: { reason } } });

  it('[R-10] answers in the shape of AuthZEN 1.0: a decision and its context', async () => {
    const { ann, bo } = await company();
    const yes = await ask(ann.client, question(ann, ann));
    expect(yes.status).toBe(200);
    expect(yes.headers['content-type']).toMatch(/^application\/json/);
    expect(yes.body).toEqual({ decision: true, context: { reason: 'role_admin' } });
    const refused = await ask(ann.client, question(ann, bo));
    expect(refused.body).toEqual({ decision: false, context: { reason: 'capability_required', grantedBy: 'admin' } });
    const forOwner = await ask(ann.client, question(ann, bo, 'workspace.remove'));
    expect(forOwner.body).toEqual({ decision: false, context: { reason: 'capability_required', grantedBy: 'owner' } });
  });

  it('[R-10] takes properties and a context along, and refuses what it does not know', async () => {
    const { ann } = await company(0, 0);
    const asked = question(ann, ann);
    const full = {
      subject: { ...asked.subject, properties: { department: 'CS' } },
      action: { ...asked.action, properties: { method: 'GET' } },
      resource: { ...asked.resource, properties: { plan: 'pro' } },
      context: { time: '2026-03-01T12:00:00Z' },
    };
    expect(await ask(ann.client, full)).toMatchObject({ status: 200, body: { decision: true } });
    const wrong = [
      { ...asked, subject: { type: 'user', id: ann.memberId } },
      { ...asked, resource: { type: 'document', id: ann.workspaceId } },
      { ...asked, subject: { ...asked.subject, id: 'ann' } },
      { ...asked, action: {} },
      { ...asked, extra: true },
      { subject: asked.subject, resource: asked.resource },
    ];
    for (const body of wrong) {
      expect(await ask(ann.client, body)).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    }
  });

  it('[R-3] [R-10] is from the current state: a promotion and a demotion show in the very next answer', async () => {
    const { ann, bo } = await company();
    const decisions: boolean[] = [];
    for (let round = 0; round < 20; round++) {
      await done(changeRole(ann, bo, round % 2 === 0 ? 'admin' : 'user'));
      decisions.push((await done(ask(service.service(), question(ann, bo)))).decision);
    }
    expect(decisions).toEqual(times(20, (round) => round % 2 === 0));
  });

  it('[R-10] says no for whoever is not a joined member, and for a capability that there is not', async () => {
    const { ann } = await company(0, 0);
    const stranger = await found(service);
    const invited = await invite(ann, `fay@elsewhere-${ann.domain}`, { role: 'admin' });
    const nobody = { memberId: '0197aaaa-0000-7000-8000-000000000000' };
    for (const subject of [stranger, invited, nobody]) {
      expect(await ask(ann.client, question(ann, subject))).toMatchObject(no('not_a_member'));
    }
    expect(await ask(ann.client, question(ann, ann, 'users.fly'))).toMatchObject(no('unknown_capability'));
  });

  it('[R-10] [S-7] tells a stranger nothing: the same no as for a workspace that is not there', async () => {
    const { ann } = await company(0, 0);
    const stranger = await found(service);
    const nowhere = { ...ann, workspaceId: '0197aaaa-0000-7000-8000-000000000000' };
    const about = await ask(stranger.client, question(ann, ann));
    const aboutNothing = await ask(stranger.client, question(nowhere, ann));
    expect(about).toMatchObject(no('not_a_member'));
    expect(aboutNothing.body).toEqual(about.body);
    const forStranger = service.service(service.serviceKey, { 'roster-on-behalf-of': stranger.memberId });
    expect((await ask(forStranger, question(ann, ann))).body).toEqual(about.body);
    expect(await ask(service.client(), question(ann, ann))).toMatchObject({ status: 401 });
  });

  it('[R-10] tells a user about themselves alone; a service as itself, or for an admin, about everybody', async () => {
    const { ann, bo, cy } = await company(1);
    expect(await ask(cy.client, question(ann, cy))).toMatchObject({ status: 200, body: { decision: false } });
    expect(await ask(cy.client, question(ann, cy, 'customers.view'))).toMatchObject({
      status: 200,
      body: { decision: true },
    });
    expect(await ask(cy.client, question(ann, ann))).toMatchObject({
      status: 403,
      body: { code: 'capability_required' },
    });
    const behalfOf = (memberId: string) => service.service(service.serviceKey, { 'roster-on-behalf-of': memberId });
    for (const client of [bo.client, behalfOf(bo.memberId), service.service()]) {
      expect(await ask(client, question(ann, ann))).toMatchObject({ status: 200, body: { decision: true } });
      expect(await ask(client, question(ann, cy))).toMatchObject({ status: 200, body: { decision: false } });
    }
    expect(await ask(behalfOf(cy.memberId), question(ann, ann))).toMatchObject({ status: 403 });
  });

  it('[R-10] answers many at once, with defaults beside the list, in order', async () => {
    const { ann, bo } = await company();
    const { subject, resource } = question(ann, bo);
    const evaluations = [
      { action: { name: 'customers.edit' } },
      { action: { name: 'users.manage' } },
      { action: { name: 'users.manage' }, subject: { type: 'member', id: ann.memberId } },
    ];
    const many = (more: object) =>
      done(ann.client.post('/access/v1/evaluations', { subject, resource, evaluations, ...more }));
    const decisions = ({ evaluations: answers }: { evaluations: { decision: boolean }[] }) =>
      answers.map(({ decision }) => decision);
    expect(decisions(await many({}))).toEqual([true, false, true]);
    const semantic = (name: string) => ({ options: { evaluations_semantic: name } });
    expect(decisions(await many(semantic('execute_all')))).toEqual([true, false, true]);
    expect(decisions(await many(semantic('deny_on_first_deny')))).toEqual([true, false]);
    expect(decisions(await many(semantic('permit_on_first_permit')))).toEqual([true]);
    const single = { subject, resource, action: { name: 'customers.edit' } };
    expect(await done(ann.client.post('/access/v1/evaluations', single))).toMatchObject({ decision: true });
    expect(await ann.client.post('/access/v1/evaluations', { subject, evaluations })).toMatchObject({ status: 422 });
  });
});
