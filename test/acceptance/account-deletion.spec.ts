import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { found, inviteAndAccept, join, newDomain, PASSWORD, type Person, promote, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { askToSignUp, at, done, invite, member, signedIn, signIn } from './workspace-calls.js';

let service: ServiceProcess;

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
}, 60_000);
afterAll(() => service.remove());

const previewOf = (person: Person) => done(person.client.get('/v1/me/deletion-preview'), 200);
const deletion = (person: Person, password = PASSWORD) => person.client.post('/v1/me/deletion', { password });

/** Deletes, and waits until nothing is left to do. */
async function deleted(person: Person): Promise<void> {
  await done(deletion(person), 202);
  await until('the deletion to end', async () => {
    const ended = await done(service.service().get('/v1/events?types=AccountDeleted&limit=200'), 200);
    return (ended as { stream: string }[]).some(({ stream }) => stream === `account-${person.accountId}`);
  });
}

describe('the preview', () => {
  it('[A-4] names each workspace that will go with its members, and each that they will leave with the successor', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const cy = await found(service);
    const invited = await invite(cy, bo.email);
    const token = await service.mailbox.token(bo.email, 'invitation');
    await done(bo.client.post('/v1/invitations/acceptance', { token }), 200);
    await invite(ann, `dee@${newDomain()}`);
    const name = (await done(ann.client.get(at(ann)))).name as string;
    expect(await previewOf(ann)).toEqual({
      workspacesRemoved: [{ workspaceId: ann.workspaceId, name, members: 3 }],
      workspacesLeft: [],
    });
    const names = { acme: name, cy: (await done(cy.client.get(at(cy)))).name as string };
    const { workspacesRemoved, workspacesLeft } = await previewOf(bo);
    expect(workspacesRemoved).toEqual([]);
    const byWorkspace = (one: { workspaceId: string }, other: { workspaceId: string }) =>
      one.workspaceId < other.workspaceId ? -1 : 1;
    expect(workspacesLeft.sort(byWorkspace)).toEqual(
      [
        { workspaceId: ann.workspaceId, name: names.acme, successor: { memberId: ann.memberId, name: ann.name } },
        { workspaceId: cy.workspaceId, name: names.cy, successor: { memberId: cy.memberId, name: cy.name } },
      ].sort(byWorkspace),
    );
    expect(invited.memberId).toEqual(expect.any(String));
  });

  it('[A-4] lets the owner pass ownership on first: the workspace then stays', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await promote(ann, bo.memberId);
    await done(ann.client.put(at(ann, '/owner'), { memberId: bo.memberId }), 200);
    expect(await previewOf(ann)).toMatchObject({ workspacesRemoved: [], workspacesLeft: [{ successor: { memberId: bo.memberId } }] });
    await deleted(ann);
    expect((await bo.client.get(at(bo))).body).toMatchObject({ ownerId: bo.memberId, counts: { members: 1 } });
  });
});

describe('deleting one’s account', () => {
  it('[A-1] needs the password, and is offered to nobody else', async () => {
    const ann = await found(service);
    expect((await deletion(ann, 'another-password-9')).body).toMatchObject({ status: 401, code: 'invalid_credentials' });
    expect((await service.service().post('/v1/me/deletion', { password: PASSWORD })).status).toBe(403);
    expect((await service.client().post('/v1/me/deletion', { password: PASSWORD })).status).toBe(401);
    expect((await ann.client.get('/v1/me')).status).toBe(200);
    const { body: api } = await service.client().get('/openapi.json');
    const deletions = Object.keys(api.paths as object).filter((path) => path.includes('deletion'));
    expect(deletions.sort()).toEqual(['/v1/me/deletion', '/v1/me/deletion-preview']);
  });

  it('[A-6] ends every session at once and takes the cookie away', async () => {
    const ann = await found(service);
    const other = await signedIn(service, ann.email);
    const answer = await deletion(ann);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ deletionId: expect.any(String) });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^roster_session=;/);
    expect((await other.get('/v1/me')).status).toBe(401);
    expect((await signIn(service, ann.email)).body).toMatchObject({ status: 401, code: 'invalid_credentials' });
  });

  it('[A-2] removes the workspaces that they own: not there for anybody, their seats ended, their domains free', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await deleted(ann);
    expect((await bo.client.get(at(bo))).status).toBe(404);
    expect((await done(bo.client.get('/v1/me'))).memberships).toEqual([]);
    const lines = await done(service.service().get('/v1/workspaces?limit=200'));
    expect(lines.items.map(({ workspaceId }: { workspaceId: string }) => workspaceId)).not.toContain(ann.workspaceId);
    const cy = await signUp(service, `cy@${ann.domain}`);
    expect(cy.outcome).toBe('founded');
    expect(cy.workspaceId).not.toBe(ann.workspaceId);
  });

  it('[A-3] leaves the other workspaces to their owners, as a removal does', async () => {
    const ann = await found(service);
    const bo = await inviteAndAccept(service, ann, `bo@${newDomain()}`, 'admin');
    await deleted(bo);
    const former = (await ann.client.get(member(ann, bo))).body;
    expect(former).toMatchObject({ state: 'removed', successorId: ann.memberId, removedAt: expect.any(String) });
    expect((await done(ann.client.get(at(ann)))).counts).toMatchObject({ members: 1, joined: 1, admins: 1 });
  });

  it('[A-6] frees the address: it signs up afresh, as somebody new', async () => {
    const ann = await found(service);
    await deleted(ann);
    const again = await signUp(service, ann.email);
    expect(again.accountId).not.toBe(ann.accountId);
    expect(again.memberId).not.toBe(ann.memberId);
    expect((await done(again.client.get('/v1/me'))).profile).toMatchObject({ email: ann.email, jobTitle: null });
  });

  it('[A-6] loses no sign-up that comes while the account is still being deleted', async () => {
    for (let round = 0; round < 10; round++) {
      const ann = await found(service);
      const former = (await service.mailbox.mail(ann.email, /confirm/i)).text;
      await done(deletion(ann), 202);
      await askToSignUp(service, ann.email);
      const token = await service.mailbox.token(ann.email, 'verify', /#token=(\S+)/.exec(former)?.[1]);
      const again = await done(service.client().post('/v1/sign-ups/verification', { token }), 200);
      expect(again.accountId).not.toBe(ann.accountId);
    }
  }, 60_000);

  it('[A-7] leaves name and address nowhere that a colleague can look', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await done(bo.client.patch('/v1/me/profile', { name: 'Bartholomew Quill', jobTitle: 'Falconer', phone: '+4930123456' }));
    await deleted(bo);
    const former = await until('the name to go', async () => {
      const { body } = await ann.client.get(member(ann, bo));
      return body.name === null && body;
    });
    expect(former).toMatchObject({ name: null, email: null, jobTitle: null, phone: null });
    for (const path of ['/members', '/members?format=csv', '/members?search=quill']) {
      expect((await ann.client.get(at(ann, path))).text).not.toMatch(/Quill|Falconer|4930123456|bo@/);
    }
  });

  it('[A-7] revokes what the address was still invited to elsewhere', async () => {
    const ann = await found(service);
    const bo = await found(service);
    const { memberId } = await invite(ann, bo.email);
    await deleted(bo);
    expect((await done(ann.client.get(at(ann)))).counts).toMatchObject({ members: 1, invited: 0 });
    expect((await ann.client.get(member(ann, { memberId }))).status).toBe(404);
  });

  it('[S-3] says in a dry run what it would write, and changes nothing', async () => {
    const ann = await found(service);
    const dry = await ann.client.post('/v1/me/deletion?dryRun=true', { password: PASSWORD });
    expect(dry.body).toMatchObject({ dryRun: true, events: [{ type: 'AccountDeletionRequested' }] });
    expect((await ann.client.get('/v1/me')).status).toBe(200);
  });
});
