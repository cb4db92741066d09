import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Client, type Extra } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, join, PASSWORD, type Person, promote, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import {
  acceptAsNewcomer,
  at,
  done,
  invite,
  member,
  positionOf,
  remove,
  signedIn,
  summaryOf,
} from './workspace-calls.js';

jest.setTimeout(limitMs(60));

const WRONG = 'not-the-right-lantern-42';
const NOT_THERE = { status: 404, body: { code: 'not_found' } };

let service: ServiceProcess;

beforeAll(async () => {
  service = await ServiceProcess.start();
});
afterAll(() => service.remove());

/** Ann owns it, bo is an admin and cy a user. */
async function company() {
  const ann = await found(service);
  const [bo, cy] = await Promise.all([join(service, ann.domain, 'bo'), join(service, ann.domain, 'cy')]);
  await promote(ann, bo.memberId);
  return { ann, bo, cy };
}

const end = (by: Pick<Person, 'client' | 'workspaceId'>, body: object = { password: PASSWORD }, extra?: Extra) =>
  by.client.delete(at(by), body, extra);
const as = (client: Client, { workspaceId }: Person) => ({ client, workspaceId });
const nameOf = async (person: Person): Promise<string> => (await summaryOf(person)).name;
const membershipsOf = async ({ client }: Pick<Person, 'client'>) =>
  (await done(client.get('/v1/me'))).memberships.map(({ workspaceId }: Person) => workspaceId);

/** Every workspace that a service is told of, from this position on. */
async function listed(position: string | undefined): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = `/v1/workspaces?limit=200${cursor && `&cursor=${cursor}`}`;
    const headers = { 'roster-min-position': position ?? '' };
    const page = await done(service.service().get(query, { headers }));
    ids.push(...page.items.map(({ workspaceId }: Person) => workspaceId));
    cursor = page.nextCursor;
  }
  return ids;
}

describe('removing a workspace', () => {
  it('[A-2] is for the owner, with the password; then it is not there for anybody', async () => {
    const { ann, bo, cy } = await company();
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    const { status, text, position } = await end(ann);
    expect([status, text]).toEqual([204, '']);
    expect(position).toMatch(/^p[0-9a-z]+$/);
    const onBehalf = service.service(service.serviceKey, { 'roster-on-behalf-of': ann.memberId });
    const callers = [ann.client, bo.client, cy.client, await signedIn(service, bo.email), service.service(), onBehalf];
    const reads = ['', '/roles', '/members', '/domains', '/inboxes', `/members/${ann.memberId}`];
    for (const client of callers) {
      for (const path of reads) expect(await client.get(at(ann, path))).toMatchObject(NOT_THERE);
      for (const [method, path, body] of [
        ['PATCH', '', { name: 'Back again' }],
        ['POST', '/invitations', { email: 'di@elsewhere.test' }],
        ['POST', '/inboxes', { name: 'Sales' }],
        ['DELETE', `/inboxes/${inboxId}`],
        ['PUT', `/members/${bo.memberId}/role`, { role: 'user' }],
        ['POST', `/members/${bo.memberId}/removal`, { transferTo: cy.memberId }],
        ['PUT', '/owner', { memberId: bo.memberId }],
      ] as const) {
        expect(await client.send(method, at(ann, path), body)).toMatchObject(NOT_THERE);
      }
    }
    expect(await end(ann)).toMatchObject(NOT_THERE);
  });

  it('[A-2] stays so after a restart', async () => {
    const { ann, bo } = await company();
    const { position } = await end(ann);
    await service.restart();
    for (const { client } of [ann, bo]) expect(await client.get(at(ann))).toMatchObject(NOT_THERE);
    expect(await service.service().get(at(ann))).toMatchObject(NOT_THERE);
    expect(await membershipsOf(bo)).toEqual([]);
    expect(await listed(position)).not.toContain(ann.workspaceId);
  });

  it('[A-2] [S-3] would end every seat and free every domain, as a dry run says, which changes nothing', async () => {
    const { ann, cy } = await company();
    await invite(ann, `di@elsewhere-${ann.domain}`);
    await done(remove(ann, cy, ann));
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    const before = await positionOf(ann);
    const path = `${at(ann)}?dryRun=true`;
    const planned = await done(ann.client.delete(path, { password: PASSWORD }), 200);
    expect(planned).toMatchObject({ dryRun: true, seatDelta: -3 });
    const stream = `workspace-${ann.workspaceId}`;
    expect(planned.events.filter((event: { stream: string }) => event.stream === stream)).toEqual([
      { type: 'DomainReleased', stream, data: { domain: ann.domain } },
      {
        type: 'WorkspaceRemoved',
        stream,
        data: {
          ownerId: ann.memberId,
          seats: 3,
          inboxIds: [inboxId],
          removes: ['members', 'inboxes', 'knowledge_base'],
        },
      },
    ]);
    expect(await ann.client.delete(path, { password: WRONG })).toMatchObject({ status: 401 });
    expect(await positionOf(ann)).toBe(before);
    expect(await join(service, ann.domain, 'ed')).toMatchObject({ outcome: 'joined', workspaceId: ann.workspaceId });
  });

  it('[A-2] is refused with a wrong password and with another name, and nothing has happened', async () => {
    const { ann, bo } = await company();
    const before = await positionOf(ann);
    expect(await end(ann, { password: WRONG })).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    for (const name of ['Another', `${await nameOf(ann)}x`, (await nameOf(ann)).toUpperCase()]) {
      expect(await end(ann, { password: PASSWORD, name })).toMatchObject({
        status: 422,
        body: { code: 'name_differs', remedy: expect.stringMatching(/\S/) },
      });
    }
    for (const body of [{}, { name: await nameOf(ann) }, { password: PASSWORD, force: true }, { password: 1 }]) {
      expect(await end(ann, body)).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    }
    expect(await positionOf(ann)).toBe(before);
    expect(await bo.client.get(at(ann, '/members'))).toMatchObject({ status: 200 });
    expect(await end(ann, { password: PASSWORD, name: await nameOf(ann) })).toMatchObject({ status: 204 });
  });

  it('[R-1] is refused to everybody else, whatever their password, and strangers are told of nothing', async () => {
    const [{ ann, bo, cy }, stranger] = await Promise.all([company(), found(service)]);
    const before = await positionOf(ann);
    for (const { client } of [bo, cy]) {
      for (const password of [PASSWORD, WRONG]) {
        expect(await end(as(client, ann), { password })).toMatchObject({
          status: 403,
          body: { code: 'owner_only', grantedBy: 'owner' },
        });
      }
    }
    for (const password of [PASSWORD, WRONG]) {
      expect(await end(as(stranger.client, ann), { password })).toMatchObject(NOT_THERE);
    }
    expect(await end(as(service.client(), ann))).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(await positionOf(ann)).toBe(before);
  });

  it('[A-1] [S-6] no service does it, neither as itself nor for the owner, with whatever password', async () => {
    const { ann } = await company();
    const before = await positionOf(ann);
    const forOwner = service.service(service.serviceKey, { 'roster-on-behalf-of': ann.memberId });
    for (const client of [service.service(), forOwner]) {
      const { status, body } = await end(as(client, ann));
      expect([status, body.code]).toEqual([403, 'person_required']);
    }
    expect(await positionOf(ann)).toBe(before);
  });

  it('[C-5] makes the sixth wrong password wait, as signing in does', async () => {
    const { ann } = await company();
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await end(ann, { password: `${WRONG}-${attempt}` })).toMatchObject({ status: 401 });
    }
    const sixth = await end(ann);
    expect(sixth).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
    expect(await ann.client.get(at(ann))).toMatchObject({ status: 200 });
  });

  it('[S-1] once more with its key is answered as before, also after a restart; without it is not there', async () => {
    const { ann } = await company();
    const extra = { headers: { 'idempotency-key': randomUUID() } };
    const first = await end(ann, { password: PASSWORD }, extra);
    expect(first.status).toBe(204);
    const again = async () => {
      const { status, text, position } = await end(ann, { password: PASSWORD }, extra);
      expect([status, text, position]).toEqual([204, '', first.position]);
    };
    await again();
    await service.restart();
    await again();
    expect(await end(ann)).toMatchObject(NOT_THERE);
    expect(await end(ann, { password: PASSWORD }, { headers: { 'idempotency-key': randomUUID() } })).toMatchObject(
      NOT_THERE,
    );
  });
});

describe('after a workspace was removed', () => {
  it('[A-2] [S-7] neither its people nor services find it in any list', async () => {
    const [{ ann, bo, cy }, other] = await Promise.all([company(), found(service)]);
    await invite(other, bo.email);
    const token = await service.mailbox.token(bo.email, 'invitation');
    await done(bo.client.post('/v1/invitations/acceptance', { token }), 200);
    const { position } = await end(ann);
    for (const person of [ann, cy]) expect(await membershipsOf(person)).toEqual([]);
    expect(await membershipsOf(bo)).toEqual([other.workspaceId]);
    const ids = await listed(position);
    expect([ids.includes(ann.workspaceId), ids.includes(other.workspaceId)]).toEqual([false, true]);
    const { memberships } = await done(service.client().post('/v1/sessions', { email: ann.email, password: PASSWORD }));
    expect(memberships).toEqual([]);
  });

  it('[X-11] the sessions of its members go on elsewhere, and their accounts are as they were', async () => {
    const [{ ann, bo }, other] = await Promise.all([company(), found(service)]);
    await invite(other, bo.email);
    const token = await service.mailbox.token(bo.email, 'invitation');
    const { memberId } = await done(bo.client.post('/v1/invitations/acceptance', { token }), 200);
    await done(end(ann));
    expect(await bo.client.get(at(other))).toMatchObject({ status: 200 });
    expect(await bo.client.patch('/v1/me/profile', { jobTitle: 'CSM' })).toMatchObject({ status: 200 });
    const place = await done(other.client.get(member(other, { memberId })));
    expect(place).toMatchObject({ jobTitle: 'CSM', state: 'joined' });
    expect((await done(ann.client.get('/v1/me'))).email).toBe(ann.email);
  });

  it('[A-2] [D-2] [D-8] its domain is free: the next sign-up founds anew, and the next one joins that', async () => {
    const { ann } = await company();
    await done(end(ann));
    const di = await signUp(service, `di@${ann.domain}`, { workspaceName: 'Acme reborn' });
    expect(di.outcome).toBe('founded');
    expect(di.workspaceId).not.toBe(ann.workspaceId);
    expect(await summaryOf(di)).toMatchObject({
      name: 'Acme reborn',
      ownerId: di.memberId,
      domains: [{ domain: ann.domain, autoJoin: true }],
      counts: { members: 1 },
    });
    expect(await join(service, ann.domain, 'ed')).toMatchObject({ outcome: 'joined', workspaceId: di.workspaceId });
    expect(await ann.client.get(at(di))).toMatchObject(NOT_THERE);
  });

  it('[A-2] [D-8] its domain can be added by another workspace', async () => {
    const [{ ann }, other] = await Promise.all([company(), found(service)]);
    const zoe = await invite(other, `zoe@${ann.domain}`, { role: 'admin' });
    const token = await service.mailbox.token(`zoe@${ann.domain}`, 'invitation');
    const client = service.client();
    await done(client.post('/v1/invitations/acceptance', { token, name: 'Zoe', password: PASSWORD }), 200);
    const claim = () => client.post(at(other, '/domains'), { domain: ann.domain });
    expect(await claim()).toMatchObject({ status: 409, body: { code: 'domain_taken' } });
    await done(end(ann));
    expect(await claim()).toMatchObject({ status: 201 });
    expect(await join(service, ann.domain, 'yan')).toMatchObject({ outcome: 'joined', workspaceId: other.workspaceId });
    expect(await done(other.client.get(member(other, zoe)))).toMatchObject({ state: 'joined' });
  });

  it('[A-2] [I-7] invitations to it are not there any more, and no longer pending for anybody', async () => {
    const [{ ann }, ben] = await Promise.all([company(), found(service)]);
    const email = `kim@elsewhere-${ann.domain}`;
    await Promise.all([invite(ann, email), invite(ann, ben.email)]);
    const tokens = await Promise.all([email, ben.email].map((to) => service.mailbox.token(to, 'invitation')));
    expect((await done(ben.client.get('/v1/me'))).pendingInvitations).toHaveLength(1);
    await done(end(ann));
    for (const token of tokens) {
      expect(await service.client().post('/v1/invitations/preview', { token })).toMatchObject(NOT_THERE);
    }
    expect(await acceptAsNewcomer(service, tokens[0] ?? '')).toMatchObject(NOT_THERE);
    expect(await ben.client.post('/v1/invitations/acceptance', { token: tokens[1] })).toMatchObject(NOT_THERE);
    expect((await done(ben.client.get('/v1/me'))).pendingInvitations).toEqual([]);
    expect(await signUp(service, email)).toMatchObject({ outcome: 'founded' });
  });

  it('[A-2] a sign-up that was on its way to it founds its own, with the domain', async () => {
    const { ann } = await company();
    const email = `late@${ann.domain}`;
    const client = service.client();
    await done(client.post('/v1/sign-ups', { email, password: PASSWORD, name: 'Late' }), 202);
    const token = await service.mailbox.token(email, 'verify');
    await done(end(ann));
    const late = await done(client.post('/v1/sign-ups/verification', { token }), 200);
    expect(late).toMatchObject({ outcome: 'founded' });
    expect(await summaryOf({ ...late, client })).toMatchObject({ domains: [{ domain: ann.domain, autoJoin: true }] });
  });
});
