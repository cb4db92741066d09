import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { found, inviteAndAccept, join, newDomain, PASSWORD, type Person, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { askToSignUp } from './workspace-calls.js';

const NEW_PASSWORD = 'walnut-river-bicycle-7';

let service: ServiceProcess;

beforeAll(async () => {
  service = await ServiceProcess.start();
}, 60_000);
afterAll(() => service.remove());

const signIn = (email: string, password = PASSWORD) => service.client().post('/v1/sessions', { email, password });

async function resetToken(email: string, not?: string): Promise<string> {
  const asked = await service.client().post('/v1/password-resets', { email });
  expect(asked.status).toBe(202);
  return service.mailbox.token(email, 'reset', not);
}

const complete = (token: string, newPassword: string) =>
  service.client().post('/v1/password-resets/completion', { token, newPassword });

describe('signing up and in', () => {
  it('[D-1] lets nobody in before the link is used, and says so only after the right password', async () => {
    const email = `zoe@${newDomain()}`;
    const client = service.client();
    await client.post('/v1/sign-ups', { email, password: PASSWORD, name: 'Zoe' });
    expect((await signIn(email)).body).toMatchObject({ status: 403, code: 'email_not_verified' });
    expect((await signIn(email, 'another-password-9')).body).toMatchObject({ status: 401, code: 'invalid_credentials' });
    const token = await service.mailbox.token(email, 'verify');
    expect((await client.post('/v1/sign-ups/verification', { token })).status).toBe(200);
    expect((await signIn(email)).status).toBe(200);
    expect((await client.post('/v1/sign-ups/verification', { token })).body).toMatchObject({ status: 410, code: 'verification_used' });
  });

  it('[C-3] answers signing up and asking for a reset the same, whether the account exists or not', async () => {
    const { email, name } = await found(service);
    const unknown = `nobody@${newDomain()}`;
    const known = await service.client().post('/v1/sign-ups', { email, password: PASSWORD, name });
    const fresh = await service.client().post('/v1/sign-ups', { email: unknown, password: PASSWORD, name });
    expect([known.status, known.body]).toEqual([fresh.status, fresh.body]);
    expect(known.status).toBe(202);
    await service.mailbox.mail(email, /account/i);
    const resets = await Promise.all([email, `no-one@${newDomain()}`].map((to) => service.client().post('/v1/password-resets', { email: to })));
    expect(resets[0]?.body).toEqual(resets[1]?.body);
    expect(resets.map(({ status }) => status)).toEqual([202, 202]);
    expect((await signIn(`no-one@${newDomain()}`)).body).toMatchObject({ status: 401, code: 'invalid_credentials' });
  });

  it('[C-3] tells nobody by signing in with the password of a sign-up of their own whether there is an account', async () => {
    const { email } = await found(service);
    for (const address of [email, `nobody@${newDomain()}`]) {
      await askToSignUp(service, address, { password: NEW_PASSWORD });
      const answer = await signIn(address, NEW_PASSWORD);
      expect([address, answer.status, answer.body.code]).toEqual([address, 403, 'email_not_verified']);
    }
    expect((await signIn(email)).status).toBe(200);
  });

  it('[C-5] makes the sixth wrong password wait, and a reset still works', async () => {
    const { email } = await found(service);
    for (let attempt = 0; attempt < 5; attempt++) expect((await signIn(email, `wrong-password-${attempt}`)).status).toBe(401);
    const sixth = await signIn(email);
    expect(sixth.body).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
    const token = await resetToken(email);
    expect((await complete(token, NEW_PASSWORD)).status).toBe(204);
    expect((await signIn(email, NEW_PASSWORD)).status).toBe(200);
  });

  it('lists and ends sessions of one’s own', async () => {
    const { client, email } = await found(service);
    const phone = service.client();
    await phone.post('/v1/sessions', { email, password: PASSWORD });
    const sessions = (await client.get('/v1/sessions')).body.items;
    expect(sessions).toHaveLength(2);
    const other = sessions.find(({ current }: { current: boolean }) => !current);
    expect((await client.delete(`/v1/sessions/${other.id}`)).status).toBe(204);
    expect((await phone.get('/v1/me')).status).toBe(401);
    expect((await client.delete('/v1/sessions/current')).status).toBe(204);
    expect((await client.get('/v1/me')).status).toBe(401);
  });
});

describe('passwords', () => {
  it.each([
    ['eleven char', 'Eleven-char'],
    ['a common one', 'password1234'],
    ['a row of keys', 'qwertyuiop12'],
    ['one character again and again', 'aaaaaaaaaaaa'],
    ['over 256 characters', 'long '.repeat(60)],
  ])('[C-4] refuses %s', async (_, password) => {
    const answer = await service.client().post('/v1/sign-ups', { email: `yan@${newDomain()}`, password, name: 'Yan' });
    expect(answer.body).toMatchObject({ status: 422, code: 'invalid_request', errors: [{ path: 'password' }] });
  });

  it('[C-1] offers no call that sets or reads another person’s password; admins send a reset email', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const { paths } = (await service.client().get('/openapi.json')).body;
    const members = Object.keys(paths).filter((path) => path.includes('{memberId}') && path.includes('password'));
    expect(members).toEqual(['/v1/workspaces/{workspaceId}/members/{memberId}/password-reset']);
    const path = `/v1/workspaces/${ann.workspaceId}/members/${bo.memberId}/password-reset`;
    expect((await ann.client.post(path)).status).toBe(202);
    expect((await service.mailbox.mail(bo.email, /password/i)).text).toContain('/reset#token=');
    expect((await bo.client.post(path)).body).toMatchObject({ status: 403, code: 'capability_required' });
  });

  it('[C-2] resets by a link that works once, ends every session and signs nobody in', async () => {
    const { client, email } = await found(service);
    const token = await resetToken(email);
    const used = await complete(token, NEW_PASSWORD);
    expect([used.status, used.headers['set-cookie']]).toEqual([204, undefined]);
    expect((await client.get('/v1/me')).status).toBe(401);
    expect((await complete(token, PASSWORD)).body).toMatchObject({ status: 410, code: 'reset_used' });
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, NEW_PASSWORD)).status).toBe(200);
    await service.mailbox.mail(email, /changed/i);
  });

  it('[C-2] replaces a reset link by a newer one', async () => {
    const { email } = await found(service);
    const older = await resetToken(email);
    const newer = await resetToken(email, older);
    expect((await complete(older, NEW_PASSWORD)).body).toMatchObject({ status: 410, code: 'reset_replaced' });
    expect((await complete(newer, NEW_PASSWORD)).status).toBe(204);
    expect((await complete(`${newer}x`, NEW_PASSWORD)).body).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('[C-6] changes the password with the current one, ends the other sessions and tells the person', async () => {
    const { client, email } = await found(service);
    const phone = service.client();
    await phone.post('/v1/sessions', { email, password: PASSWORD });
    const wrong = await client.put('/v1/me/password', { currentPassword: 'not-my-password-1', newPassword: NEW_PASSWORD });
    expect(wrong.body).toMatchObject({ status: 401, code: 'invalid_credentials' });
    expect((await client.put('/v1/me/password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD })).status).toBe(204);
    expect((await phone.get('/v1/me')).status).toBe(401);
    expect((await client.get('/v1/me')).status).toBe(200);
    await service.mailbox.mail(email, /changed/i);
  });

  it('[C-4] keeps passwords and tokens out of the log', async () => {
    const { email } = await found(service);
    const token = await resetToken(email);
    await complete(token, NEW_PASSWORD);
    for (const secret of [PASSWORD, NEW_PASSWORD, token, email]) expect(service.log).not.toContain(secret);
  });
});

describe('profiles', () => {
  let ann: Person;
  let bo: Person;
  beforeAll(async () => {
    const founder = await found(service);
    ann = founder;
    bo = await join(service, founder.domain, 'bo');
  });
  const entry = (of: Person = bo) => ann.client.get(`/v1/workspaces/${ann.workspaceId}/members/${of.memberId}`);

  it('[P-1] is complete with name, email and job title; the phone number is optional and in E.164', async () => {
    expect((await entry()).body).toMatchObject({ profileComplete: false, jobTitle: null, phone: null });
    expect((await bo.client.patch('/v1/me/profile', { phone: '030 1234' })).body).toMatchObject({ status: 422, errors: [{ path: 'phone' }] });
    expect((await bo.client.patch('/v1/me/profile', { jobTitle: 'CSM', phone: '+4930123456' })).status).toBe(200);
    expect((await entry()).body).toMatchObject({ profileComplete: true, jobTitle: 'CSM', phone: '+4930123456' });
  });

  it('[P-2] is the same for the member and for admins, at once', async () => {
    const path = `/v1/workspaces/${ann.workspaceId}/members/${bo.memberId}/profile`;
    const edited = await ann.client.patch(path, { name: 'Bo Lee', jobTitle: 'Senior CSM' });
    expect([edited.status, edited.body.name]).toEqual([200, 'Bo Lee']);
    expect((await bo.client.get('/v1/me')).body.profile).toMatchObject({ name: 'Bo Lee', jobTitle: 'Senior CSM' });
    const table = await ann.client.get(`/v1/workspaces/${ann.workspaceId}/members?search=lee`);
    expect(table.body.items).toHaveLength(1);
    const other = `/v1/workspaces/${ann.workspaceId}/members/${ann.memberId}/profile`;
    expect((await bo.client.patch(other, { name: 'Not me' })).body).toMatchObject({ status: 403, code: 'capability_required' });
  });

  it('[P-4] changes an address once its own link was used, with the password, and tells the old one', async () => {
    const cy = await found(service);
    const email = `cy@${newDomain()}`;
    expect((await cy.client.post('/v1/me/email', { email, password: 'not-my-password-1' })).status).toBe(401);
    expect((await cy.client.post('/v1/me/email', { email, password: PASSWORD })).status).toBe(202);
    expect((await cy.client.get('/v1/me')).body.profile.email).toBe(cy.email);
    const token = await service.mailbox.token(email, 'confirm-email');
    expect((await service.client().post('/v1/email-changes/confirmation', { token })).status).toBe(200);
    expect((await cy.client.get('/v1/me')).body.profile.email).toBe(email);
    expect((await signIn(email)).status).toBe(200);
    expect((await signIn(cy.email)).status).toBe(401);
    await service.mailbox.mail(cy.email, /address/i);
  });

  it('[P-4] needs the current address to approve where an admin asked, in either order', async () => {
    const founder = await found(service);
    const di = await join(service, founder.domain, 'di');
    const email = `di@${newDomain()}`;
    const path = `/v1/workspaces/${founder.workspaceId}/members/${di.memberId}/email`;
    expect((await founder.client.post(path, { email })).status).toBe(202);
    const confirm = await service.mailbox.token(email, 'confirm-email');
    const approve = await service.mailbox.token(di.email, 'approve-email');
    expect((await service.client().post('/v1/email-changes/confirmation', { token: confirm })).status).toBe(200);
    expect((await di.client.get('/v1/me')).body.profile.email).toBe(di.email);
    expect((await service.client().post('/v1/email-changes/approval', { token: approve })).status).toBe(200);
    expect((await di.client.get('/v1/me')).body.profile.email).toBe(email);
  });

  it('[P-4] [I-6] takes a changed address along into the workspace: it cannot be invited, the old one can', async () => {
    const founder = await found(service);
    const eve = await inviteAndAccept(service, founder, `eve@${newDomain()}`);
    const email = `eve@${newDomain()}`;
    await eve.client.post('/v1/me/email', { email, password: PASSWORD });
    const token = await service.mailbox.token(email, 'confirm-email');
    await service.client().post('/v1/email-changes/confirmation', { token });
    const invite = (to: string) => founder.client.post(`/v1/workspaces/${founder.workspaceId}/invitations?dryRun=true`, { email: to });
    await until('the address to follow', async () => (await invite(email)).body.code === 'already_member');
    expect((await invite(eve.email)).status).toBe(200);
  });

  it('[D-9] knows an address in any case and does not drop dots or plus tags', async () => {
    const domain = newDomain();
    const gus = await signUp(service, `Gus.Holm+work@${domain}`);
    expect((await signIn(`  gus.holm+WORK@${domain.toUpperCase()} `)).status).toBe(200);
    expect((await signIn(`gusholm+work@${domain}`)).status).toBe(401);
    expect((await signIn(`gus.holm@${domain}`)).status).toBe(401);
    expect((await gus.client.get('/v1/me')).body.profile.email).toBe(`Gus.Holm+work@${domain}`);
  });
});
