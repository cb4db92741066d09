import { readFileSync } from 'node:fs';
import { join as pathTo } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, inviteAndAccept, join, newDomain, PASSWORD, type Person, promote, signUp } from '../support/people.js';
import { DidNotStart, ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import {
  acceptAsNewcomer,
  askedUntilAfter,
  askToSignUp,
  at,
  changeRole,
  done,
  invite,
  member,
  type MemberRef,
  MovedClock,
  positionOf,
  signIn,
  summaryOf,
  times,
} from './workspace-calls.js';

jest.setTimeout(limitMs(60));

const HOUR = 3600;
const NOBODY = '0197aaaa-0000-7000-8000-000000000000';

let service: ServiceProcess;
let clock: MovedClock;

beforeAll(async () => {
  service = await ServiceProcess.start();
  clock = new MovedClock(service);
});
afterAll(() => service.remove());

const tokenFor = (email: string, not?: string) => service.mailbox.token(email, 'invitation', not);
const resend = (by: Person, of: MemberRef) =>
  by.client.post(member(by, of, '/invitation/resending'));
const revoke = (by: Person, of: MemberRef) => by.client.delete(member(by, of, '/invitation'));
const preview = (token: string) => service.client().post('/v1/invitations/preview', { token });
const accept = (client: Client, body: object) => client.post('/v1/invitations/acceptance', body);

/** Somebody invited, with the link from the mail. */
async function invited(by: Person, email: string, more: object = {}) {
  const { memberId } = await invite(by, email, more);
  return { memberId, email, token: await tokenFor(email) };
}

describe('inviting', () => {
  it('[I-1] answers with the member, who is in the table with role, inboxes and the end of the link', async () => {
    const ann = await found(service);
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    const email = `bo@${newDomain()}`;
    const before = Date.now();
    const answer = await ann.client.post(at(ann, '/invitations'), { email, role: 'admin', inboxIds: [inboxId] });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      memberId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      state: 'invited',
      invitation: { expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) },
    });
    const { memberId, invitation } = answer.body;
    const row = (await done(ann.client.get(at(ann, '/members?state=invited')))).items;
    expect(row).toMatchObject([
      {
        memberId,
        email,
        role: 'admin',
        state: 'invited',
        activity: 'never',
        inboxIds: [inboxId],
        invitation: { expiresAt: invitation.expiresAt, expired: false },
        joinedAt: null,
      },
    ]);
    expect(Date.parse(row[0].invitedAt)).toBeGreaterThanOrEqual(before);
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, invited: 1, joined: 1 });
  });

  it('[I-1] gives the role user and no inbox where nothing is said', async () => {
    const ann = await found(service);
    const { memberId } = await invite(ann, `bo@${newDomain()}`);
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({ role: 'user', inboxIds: [] });
  });

  it('[I-1] sends an email in text and HTML, the whole link on one line of the text', async () => {
    const ann = await signUp(service, `ann@${newDomain()}`, { name: 'Ann Founder', workspaceName: 'Wide & Far' });
    const { token, email } = await invited(ann, `bo@${newDomain()}`, { role: 'admin' });
    const mail = await service.mailbox.mail(email);
    const link = `${service.address}/invitation#token=${token}`;
    expect(mail.subject).toContain('Wide & Far');
    expect(mail.text.split('\n').filter((line) => line.includes('#token='))).toEqual([link]);
    expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
    expect(mail.text).toContain('Ann Founder');
    expect(mail.text).toMatch(/admin/);
    expect(mail.html).toContain(`href="${link}"`);
    expect(mail.html).toContain('Wide &amp; Far');
    const raw = readFileSync(pathTo(service.dataDir, 'outbox', mail.name), 'utf8');
    expect(raw).toMatch(/^content-type: multipart\/alternative/im);
    expect(raw.match(/^content-type: text\/(plain|html)/gim)?.map((line) => line.toLowerCase())).toEqual([
      'content-type: text/plain',
      'content-type: text/html',
    ]);
  });

  it('[I-1] by a service names no inviter', async () => {
    const ann = await found(service);
    const email = `bo@${newDomain()}`;
    await done(service.service().post(at(ann, '/invitations'), { email }), 201);
    expect(await preview(await tokenFor(email))).toMatchObject({ status: 200, body: { invitedBy: null, email } });
  });

  it('[I-2] makes a link that lives 72 hours, to the millisecond', async () => {
    const ann = await found(service);
    const { memberId } = await invite(ann, `bo@${newDomain()}`);
    const { invitedAt, invitation } = await done(ann.client.get(member(ann, { memberId })));
    expect(Date.parse(invitation.expiresAt) - Date.parse(invitedAt)).toBe(72 * HOUR * 1000);
  });

  it('[I-2] takes ROSTER_INVITATION_HOURS from 1 to 168, and nothing else', async () => {
    for (const hours of ['1', '168']) {
      const other = await ServiceProcess.start({ env: { ROSTER_INVITATION_HOURS: hours } });
      try {
        const ann = await found(other);
        const { memberId } = await invite(ann, `bo@${newDomain()}`);
        const { invitedAt, invitation } = await done(ann.client.get(member(ann, { memberId })));
        expect(Date.parse(invitation.expiresAt) - Date.parse(invitedAt)).toBe(Number(hours) * HOUR * 1000);
      } finally {
        await other.remove();
      }
    }
    for (const hours of ['0', '169']) {
      const start = ServiceProcess.start({ env: { ROSTER_INVITATION_HOURS: hours } });
      await expect(start).rejects.toMatchObject({
        name: 'Error',
        said: expect.stringContaining('ROSTER_INVITATION_HOURS'),
      });
      await expect(start).rejects.toBeInstanceOf(DidNotStart);
    }
  });

  it('[I-6] an address that is a member already is refused, however it is written', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const before = await positionOf(ann);
    for (const email of [bo.email, bo.email.toUpperCase(), ` ${bo.email} `]) {
      expect(await ann.client.post(at(ann, '/invitations'), { email })).toMatchObject({
        status: 409,
        body: { code: 'already_member', memberId: bo.memberId },
      });
    }
    expect(await positionOf(ann)).toBe(before);
  });

  it('[I-6] an address that is invited already is refused with the member to resend to', async () => {
    const ann = await found(service);
    const bo = await invited(ann, `bo@${newDomain()}`);
    const before = await positionOf(ann);
    for (const email of [bo.email, bo.email.toUpperCase()]) {
      expect(await ann.client.post(at(ann, '/invitations'), { email, role: 'admin' })).toMatchObject({
        status: 409,
        body: { code: 'already_invited', memberId: bo.memberId, remedy: expect.stringMatching(/resend/i) },
      });
    }
    expect(await positionOf(ann)).toBe(before);
    expect(await service.mailbox.to(bo.email)).toHaveLength(1);
  });

  it('[I-6] one address may be invited to several workspaces', async () => {
    const [ann, ben] = await Promise.all([found(service), found(service)]);
    const email = `bo@${newDomain()}`;
    await invite(ann, email);
    await invite(ben, email);
    await until('two invitations', async () => (await service.mailbox.to(email)).length === 2);
  });

  it('[I-8] names each inbox that is not there, and nobody is invited', async () => {
    const ann = await found(service);
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    const ben = await found(service);
    const { inboxId: bens } = await done(ben.client.post(at(ben, '/inboxes'), { name: 'Support' }));
    const before = await positionOf(ann);
    const body = { email: `bo@${newDomain()}`, inboxIds: [NOBODY, inboxId, bens] };
    expect(await ann.client.post(at(ann, '/invitations'), body)).toMatchObject({
      status: 422,
      body: {
        code: 'unknown_inboxes',
        errors: [
          { path: 'inboxIds.0', message: expect.stringContaining(NOBODY) },
          { path: 'inboxIds.2', message: expect.stringContaining(bens) },
        ],
      },
    });
    expect(await positionOf(ann)).toBe(before);
  });

  it('[I-8] refuses unknown fields and wrong values, naming each', async () => {
    const ann = await found(service);
    const before = await positionOf(ann);
    const email = `bo@${newDomain()}`;
    const refused: [object, string[]][] = [
      [{ email, rolle: 'admin', note: 'x' }, ['rolle', 'note']],
      [{ email, role: 'owner' }, ['role']],
      [{ email, inboxIds: ['support'] }, ['inboxIds.0']],
      [{ email, inboxIds: 'support' }, ['inboxIds']],
      [{ role: 'user' }, ['email']],
      [{ email: 'nobody' }, ['email']],
      [{ email: `a b@${ann.domain}` }, ['email']],
      [{ email: `bo@${ann.domain}\r\nBcc: eve@evil.test` }, ['email']],
    ];
    for (const [body, paths] of refused) {
      const answer = await ann.client.post(at(ann, '/invitations'), body);
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
      expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
    }
    expect(await positionOf(ann)).toBe(before);
  });
});

describe('looking at a link', () => {
  it('[I-5] previews the invitation and changes nothing', async () => {
    const ann = await signUp(service, `ann@${newDomain()}`, { name: 'Ann Founder', workspaceName: 'Acme' });
    const { token, email, memberId } = await invited(ann, `Bo@${newDomain()}`, { role: 'admin' });
    const before = await positionOf(ann);
    const { invitation } = await done(ann.client.get(member(ann, { memberId })));
    const answers = await Promise.all(times(5, () => preview(token)));
    for (const { status, body, headers } of answers) {
      expect(status).toBe(200);
      expect(body).toEqual({
        workspaceName: 'Acme',
        invitedBy: 'Ann Founder',
        email,
        role: 'admin',
        needsAccount: true,
        expiresAt: invitation.expiresAt,
      });
      expect(headers['set-cookie']).toBeUndefined();
    }
    expect(await positionOf(ann)).toBe(before);
    expect(await acceptAsNewcomer(service, token)).toMatchObject({ status: 200 });
  });

  it('[I-5] a mail scanner that opens it, by GET or HEAD, changes nothing', async () => {
    const ann = await found(service);
    const { token, memberId } = await invited(ann, `bo@${newDomain()}`);
    const before = await positionOf(ann);
    const scanner = service.client();
    for (const path of [
      '/invitation',
      `/invitation?token=${token}`,
      `/invitation?utm_source=mail`,
      '/v1/invitations/acceptance',
      `/v1/invitations/acceptance?token=${token}`,
      `/v1/invitations/preview?token=${token}`,
    ]) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const answer = await scanner.send(method, path);
        expect(answer.status).toBeLessThan(500);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
    }
    expect(await scanner.get('/invitation')).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringMatching(/^text\/html/) },
    });
    expect(await positionOf(ann)).toBe(before);
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({ state: 'invited' });
    expect(await acceptAsNewcomer(service, token)).toMatchObject({ status: 200 });
  });
});

describe('accepting', () => {
  it('[I-5] without an account: name and password in the same step, and the link proves the address', async () => {
    const ann = await found(service);
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    const email = `Bo.Lee+x@${newDomain()}`;
    const { token, memberId } = await invited(ann, email, { role: 'admin', inboxIds: [inboxId] });
    const client = service.client();
    const answer = await accept(client, { token, name: 'Bo Lee', password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ accountId: expect.any(String), workspaceId: ann.workspaceId, memberId });
    expect(await done(client.get('/v1/me'))).toMatchObject({
      accountId: answer.body.accountId,
      email,
      profile: { name: 'Bo Lee' },
      memberships: [{ workspaceId: ann.workspaceId, memberId, role: 'admin' }],
      pendingInvitations: [],
    });
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({
      name: 'Bo Lee',
      email,
      state: 'joined',
      role: 'admin',
      inboxIds: [inboxId],
      activity: 'active',
    });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, invited: 0, joined: 2, admins: 2 });
    expect(await signIn(service, email.toLowerCase())).toMatchObject({
      status: 200,
      body: { memberships: [{ workspaceId: ann.workspaceId, role: 'admin', owner: false }] },
    });
  });

  it('[I-5] without an account: what is missing or too weak is named, and the link still works', async () => {
    const ann = await found(service);
    const { token } = await invited(ann, `bo@${newDomain()}`);
    const before = await positionOf(ann);
    const refused: [object, string[]][] = [
      [{}, ['name', 'password']],
      [{ name: 'Bo' }, ['password']],
      [{ password: PASSWORD }, ['name']],
      [{ name: 'Bo', password: 'too short' }, ['password']],
      [{ name: 'Bo', password: PASSWORD, email: 'other@elsewhere.test' }, ['email']],
    ];
    for (const [body, paths] of refused) {
      const answer = await accept(service.client(), { token, ...body });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
      expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
    }
    expect(await positionOf(ann)).toBe(before);
    expect(await acceptAsNewcomer(service, token)).toMatchObject({ status: 200 });
  });

  it('[I-5] with an account: in its session, without a password and without another session', async () => {
    const ann = await found(service);
    const ben = await found(service);
    const { token, memberId } = await invited(ann, ben.email);
    expect(await preview(token)).toMatchObject({ status: 200, body: { needsAccount: false } });
    const answer = await accept(ben.client, { token });
    expect(answer).toMatchObject({
      status: 200,
      body: { accountId: ben.accountId, workspaceId: ann.workspaceId, memberId },
    });
    const { memberships } = await done(ben.client.get('/v1/me'));
    expect(memberships).toHaveLength(2);
    expect(memberships).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ workspaceId: ann.workspaceId, role: 'user' }),
        expect.objectContaining({ workspaceId: ben.workspaceId, role: 'admin' }),
      ]),
    );
    expect(await ben.client.get(at(ann))).toMatchObject({ status: 200 });
  });

  it('[I-5] with an account and no session: with its password, which begins one', async () => {
    const ann = await found(service);
    const ben = await found(service);
    const { token, memberId } = await invited(ann, ben.email);
    const before = await positionOf(ann);
    expect(await accept(service.client(), { token })).toMatchObject({
      status: 401,
      body: { code: 'sign_in_required' },
    });
    expect(await accept(service.client(), { token, name: 'Eve', password: 'another-otter-lantern-42' })).toMatchObject({
      status: 401,
      body: { code: 'invalid_credentials' },
    });
    expect(await positionOf(ann)).toBe(before);
    const client = service.client();
    expect(await accept(client, { token, password: PASSWORD })).toMatchObject({
      status: 200,
      body: { accountId: ben.accountId, memberId },
    });
    expect(await done(client.get('/v1/me'))).toMatchObject({ accountId: ben.accountId });
    expect(await signIn(service, ben.email, 'another-otter-lantern-42')).toMatchObject({ status: 401 });
  });

  it('[I-5] in the session of somebody else is refused, and the link still works for its person', async () => {
    const ann = await found(service);
    const [ben, cleo] = await Promise.all([found(service), found(service)]);
    const toBen = await invited(ann, ben.email);
    const toNobodyYet = await invited(ann, `fay@${newDomain()}`);
    const before = await positionOf(ann);
    const otherAddress = { status: 403, body: { code: 'other_address' } };
    expect(await accept(cleo.client, { token: toBen.token })).toMatchObject(otherAddress);
    expect(await accept(cleo.client, { token: toBen.token, password: PASSWORD })).toMatchObject(otherAddress);
    expect(await accept(cleo.client, { token: toNobodyYet.token, name: 'Fay', password: PASSWORD })).toMatchObject(
      otherAddress,
    );
    expect(await accept(ann.client, { token: toBen.token })).toMatchObject(otherAddress);
    expect(await positionOf(ann)).toBe(before);
    expect(await accept(ben.client, { token: toBen.token })).toMatchObject({ status: 200 });
    expect(await acceptAsNewcomer(service, toNobodyYet.token)).toMatchObject({ status: 200 });
  });

  it('[I-5] with a sign-up that was never verified: the link proves the address and ends the sign-up', async () => {
    const ann = await found(service);
    const email = `bo@${newDomain()}`;
    await askToSignUp(service, email, { password: 'somebody-elses-lantern-42' });
    const waiting = await service.mailbox.token(email, 'verify');
    const { token, memberId } = await invited(ann, email);
    expect(await preview(token)).toMatchObject({ body: { needsAccount: true } });
    expect(await acceptAsNewcomer(service, token, 'Bo')).toMatchObject({ status: 200, body: { memberId } });
    expect(await service.client().post('/v1/sign-ups/verification', { token: waiting })).toMatchObject({
      status: 410,
      body: { code: 'verification_used' },
    });
    expect(await signIn(service, email, 'somebody-elses-lantern-42')).toMatchObject({ status: 401 });
    expect(await signIn(service, email)).toMatchObject({ status: 200 });
  });

  it('[I-5] [I-7] works once: a used link answers 410 invitation_used to everybody', async () => {
    const ann = await found(service);
    const { token, memberId } = await invited(ann, `bo@${newDomain()}`);
    const client = service.client();
    await done(accept(client, { token, name: 'Bo', password: PASSWORD }));
    const before = await positionOf(ann);
    const used = { status: 410, body: { code: 'invitation_used', remedy: expect.any(String) } };
    expect(await accept(client, { token })).toMatchObject(used);
    expect(await accept(service.client(), { token, name: 'Bo', password: PASSWORD })).toMatchObject(used);
    expect(await accept(service.client(), { token })).toMatchObject(used);
    expect(await preview(token)).toMatchObject(used);
    expect(await positionOf(ann)).toBe(before);
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({ state: 'joined' });
  });

  it('[I-6] ends as an invitation where a member makes the invited address their own', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const { token, email, memberId } = await invited(ann, `bo@${newDomain()}`);
    await done(bo.client.post('/v1/me/email', { email, password: PASSWORD }), 202);
    const confirmation = await service.mailbox.token(email, 'confirm-email');
    await done(service.client().post('/v1/email-changes/confirmation', { token: confirmation }), 200);
    await until('the invitation to end', async () => (await ann.client.get(member(ann, { memberId }))).status === 404);
    expect(await accept(bo.client, { token })).toMatchObject({ status: 410, body: { code: 'invitation_revoked' } });
    expect(await ann.client.post(at(ann, '/invitations'), { email })).toMatchObject({
      status: 409,
      body: { code: 'already_member', memberId: bo.memberId },
    });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, invited: 0, joined: 2 });
  });
});

describe('links that do not work', () => {
  it('[I-7] a link that was forged or is of nobody answers 404, whatever is wrong with it', async () => {
    const ann = await found(service);
    const { token, memberId } = await invited(ann, `bo@${newDomain()}`);
    const verification = `cy@${newDomain()}`;
    await askToSignUp(service, verification);
    const before = await positionOf(ann);
    const changedAt = (index: number) =>
      token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
    const parts = token.split('.');
    const forged = [
      changedAt(0),
      changedAt(Math.floor(token.length / 2)),
      changedAt(token.length - 2),
      token.slice(0, -1),
      `${token}A`,
      token.replace(memberId, NOBODY),
      token.replace(ann.workspaceId, NOBODY),
      parts.slice(0, -1).join('.'),
      parts.toReversed().join('.'),
      'A',
      '...',
      '___',
      await service.mailbox.token(verification, 'verify'),
    ].filter((other) => other !== token);
    for (const other of forged) {
      const unknown = { status: 404, body: { code: 'not_found' } };
      expect([other, await preview(other)]).toMatchObject([other, unknown]);
      expect([other, await acceptAsNewcomer(service, other)]).toMatchObject([other, unknown]);
    }
    for (const none of ['', ' ', 'a b', `${token}\n`, 'x'.repeat(501), 7, null]) {
      expect(await accept(service.client(), { token: none, name: 'Bo', password: PASSWORD })).toMatchObject({
        status: 422,
        body: { code: 'invalid_request' },
      });
    }
    expect(await positionOf(ann)).toBe(before);
    expect(await preview(token)).toMatchObject({ status: 200 });
  });
});

describe('resending', () => {
  it('[I-3] [I-7] sends a new link and every earlier one stops working at once', async () => {
    const ann = await found(service);
    const bo = await invited(ann, `bo@${newDomain()}`, { role: 'admin' });
    const { expiresAt: first } = (await done(ann.client.get(member(ann, bo)))).invitation;
    const answer = await resend(ann, bo);
    const replaced = { status: 410, body: { code: 'invitation_replaced', remedy: expect.any(String) } };
    expect(await preview(bo.token)).toMatchObject(replaced);
    expect(await acceptAsNewcomer(service, bo.token)).toMatchObject(replaced);
    expect(answer).toMatchObject({
      status: 202,
      body: { expiresAt: expect.any(String) },
      position: expect.any(String),
    });
    expect(Date.parse(answer.body.expiresAt)).toBeGreaterThan(Date.parse(first));
    const token = await tokenFor(bo.email, bo.token);
    expect(await preview(token)).toMatchObject({
      status: 200,
      body: { role: 'admin', expiresAt: answer.body.expiresAt },
    });
    expect((await done(ann.client.get(member(ann, bo)))).invitation).toEqual({ ...answer.body, expired: false });
    expect(await acceptAsNewcomer(service, token)).toMatchObject({ status: 200, body: { memberId: bo.memberId } });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, joined: 2 });
  });

  it('[I-3] is done at most once a minute for a member, and says how long to wait', async () => {
    const ann = await found(service);
    const [bo, cy] = await Promise.all([invited(ann, `bo@${newDomain()}`), invited(ann, `cy@${newDomain()}`)]);
    await done(resend(ann, bo), 202);
    const before = await positionOf(ann);
    const limited = await resend(ann, bo);
    expect(limited).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(limited.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(await positionOf(ann)).toBe(before);
    expect(await resend(ann, cy)).toMatchObject({ status: 202 });
    const newest = await tokenFor(bo.email, bo.token);
    expect(await preview(newest)).toMatchObject({ status: 200 });
  });

  it('[I-3] is for invited members: not for who has joined, and not for who is not there', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    const other = await found(service);
    const elsewhere = await invited(other, `cy@${newDomain()}`);
    expect(await resend(ann, bo)).toMatchObject({ status: 409, body: { code: 'already_joined' } });
    expect(await resend(ann, elsewhere)).toMatchObject({ status: 404 });
    expect(await ann.client.post(member(other, elsewhere, '/invitation/resending'))).toMatchObject({ status: 404 });
    expect(await preview(elsewhere.token)).toMatchObject({ status: 200 });
  });
});

describe('revoking', () => {
  it('[I-4] [I-7] ends the invitation and its seat, and the link says so', async () => {
    const ann = await found(service);
    const bo = await invited(ann, `bo@${newDomain()}`);
    const planned = await ann.client.delete(`${member(ann, bo, '/invitation')}?dryRun=true`);
    expect(planned).toMatchObject({
      status: 200,
      body: { dryRun: true, events: [{ type: 'InvitationRevoked' }], seatDelta: -1 },
    });
    expect(await preview(bo.token)).toMatchObject({ status: 200 });
    expect(await revoke(ann, bo)).toMatchObject({ status: 204, text: '', position: expect.any(String) });
    const gone = { status: 410, body: { code: 'invitation_revoked', remedy: expect.any(String) } };
    expect(await preview(bo.token)).toMatchObject(gone);
    expect(await acceptAsNewcomer(service, bo.token)).toMatchObject(gone);
    expect(await signIn(service, bo.email)).toMatchObject({ status: 401 });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 1, invited: 0, joined: 1 });
    expect((await done(ann.client.get(at(ann, '/members')))).items).toMatchObject([{ memberId: ann.memberId }]);
    expect(await ann.client.get(member(ann, bo))).toMatchObject({ status: 404 });
  });

  it('[I-4] frees the address: it can be invited again, as a new member, and the old link stays dead', async () => {
    const ann = await found(service);
    const bo = await invited(ann, `bo@${newDomain()}`);
    await done(revoke(ann, bo), 204);
    const again = await invite(ann, bo.email, { role: 'admin' });
    expect(again.memberId).not.toBe(bo.memberId);
    const token = await tokenFor(bo.email, bo.token);
    expect(await preview(bo.token)).toMatchObject({ status: 410, body: { code: 'invitation_revoked' } });
    expect(await acceptAsNewcomer(service, token)).toMatchObject({ status: 200, body: { memberId: again.memberId } });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, joined: 2, admins: 2 });
  });

  it('[I-4] is for open invitations: not twice, not of who has joined, not of another workspace', async () => {
    const ann = await found(service);
    const other = await found(service);
    const [bo, elsewhere] = [await invited(ann, `bo@${newDomain()}`), await invited(other, `cy@${newDomain()}`)];
    await done(revoke(ann, bo), 204);
    const before = await positionOf(ann);
    expect(await revoke(ann, bo)).toMatchObject({ status: 404 });
    expect(await revoke(ann, ann)).toMatchObject({ status: 409, body: { code: 'already_joined' } });
    expect(await revoke(ann, elsewhere)).toMatchObject({ status: 404 });
    expect(await ann.client.delete(member(other, elsewhere, '/invitation'))).toMatchObject({ status: 404 });
    expect(await positionOf(ann)).toBe(before);
    expect(await preview(elsewhere.token)).toMatchObject({ status: 200 });
  });
});

interface BulkResult {
  readonly index: number;
  readonly status: number;
  readonly memberId?: string;
  readonly code?: string;
  readonly detail?: string;
}

describe('many at once', () => {
  const bulk = (by: Person, invitations: readonly unknown[]) =>
    by.client.post(at(by, '/invitations/bulk'), { invitations });

  it('[I-9] takes 1,000, each with its own result; bad rows in between spoil no other', async () => {
    const ann = await found(service);
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    const cy = await invite(ann, `cy@${newDomain()}`);
    const { email: invitedAlready } = await done(ann.client.get(member(ann, cy)));
    const domain = newDomain();
    const good = (index: number) => ({
      email: `p${index}@${domain}`,
      role: index % 10 === 0 ? 'admin' : 'user',
      inboxIds: [inboxId],
    });
    const bad: ReadonlyMap<number, { row: unknown; status: number; code: string; memberId?: string }> = new Map([
      [0, { row: null, status: 422, code: 'invalid_request' }],
      [7, { row: { email: 'nobody' }, status: 422, code: 'invalid_request' }],
      [99, { row: { ...good(99), role: 'owner' }, status: 422, code: 'invalid_request' }],
      [100, { row: { ...good(100), note: 'x' }, status: 422, code: 'invalid_request' }],
      [250, { row: { ...good(250), inboxIds: [NOBODY] }, status: 422, code: 'unknown_inboxes' }],
      [333, { row: 'p333@elsewhere.test', status: 422, code: 'invalid_request' }],
      [500, { row: { email: ann.email }, status: 409, code: 'already_member', memberId: ann.memberId }],
      [501, { row: { email: invitedAlready }, status: 409, code: 'already_invited', memberId: cy.memberId }],
      [700, { row: { ...good(1), email: `P1@${domain.toUpperCase()}` }, status: 409, code: 'already_invited' }],
      [999, { row: [good(999)], status: 422, code: 'invalid_request' }],
    ]);
    const rows = times(1000, (index) => (bad.has(index) ? bad.get(index)?.row : good(index)));
    const answer = await bulk(ann, rows);
    expect(answer.status).toBe(200);
    const results: BulkResult[] = answer.body.results;
    expect(results.map(({ index }) => index)).toEqual(times(1000, (index) => index));
    for (const [index, { status, code, memberId }] of bad) {
      const expected = {
        index,
        status,
        code,
        detail: expect.any(String),
        ...(memberId === undefined ? {} : { memberId }),
      };
      expect(results[index]).toMatchObject(expected);
    }
    expect(results[0]?.detail).toMatch(/^[A-Z]/);
    expect(results[7]?.detail).toMatch(/^email: /);
    expect(results[700]?.memberId).toBe(results[1]?.memberId);
    const made = results.filter(({ index }) => !bad.has(index));
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(made.map(({ memberId }) => memberId)).size).toBe(990);
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 992, invited: 991, joined: 1, admins: 1 });
    const filtered = await done(
      ann.client.get(at(ann, `/members?role=admin&state=invited&inboxId=${inboxId}&limit=200`)),
    );
    expect(filtered.items).toHaveLength(rows.filter((_, index) => index % 10 === 0 && !bad.has(index)).length);
    await until(
      'an email to the last one',
      async () => (await service.mailbox.to(`p998@${domain}`)).length === 1,
      40_000,
    );
    await until('an email to each', async () => (await addressed(domain)).size === 990, 40_000);
    expect(await preview(await tokenFor(`p10@${domain}`))).toMatchObject({
      body: { role: 'admin', email: `p10@${domain}` },
    });
  });

  async function addressed(domain: string): Promise<ReadonlySet<string>> {
    return new Set((await service.mailbox.all()).map(({ to }) => to).filter((to) => to.endsWith(`@${domain}`)));
  }

  it('[I-9] takes no more than 1,000, and not none', async () => {
    const ann = await found(service);
    const domain = newDomain();
    const before = await positionOf(ann);
    for (const rows of [times(1001, (index) => ({ email: `p${index}@${domain}` })), []]) {
      expect(await bulk(ann, rows)).toMatchObject({
        status: 422,
        body: { code: 'invalid_request', errors: [{ path: 'invitations' }] },
      });
    }
    expect(await ann.client.post(at(ann, '/invitations/bulk'), { invitations: [], dryRun: true })).toMatchObject({
      status: 422,
    });
    expect(await positionOf(ann)).toBe(before);
  });

  it('[I-9] twice with one key invites each once', async () => {
    const ann = await found(service);
    const domain = newDomain();
    const rows = [...times(20, (index) => ({ email: `p${index}@${domain}` })), { email: 'nobody' }];
    const send = () =>
      ann.client.post(at(ann, '/invitations/bulk'), { invitations: rows }, {
        headers: { 'idempotency-key': 'company' },
      });
    const [first, second] = [await send(), await send()];
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect((await summaryOf(ann)).counts).toMatchObject({ invited: 20 });
  });
});

describe('an invitation whose inviter is no admin any more', () => {
  /** Bo invites as admin and is then demoted by ann. */
  async function demotedInviter() {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    await promote(ann, bo.memberId);
    const asAdmin = await invited(bo, `cy@${newDomain()}`, { role: 'admin' });
    const asUser = await invited(bo, `di@${newDomain()}`);
    await done(changeRole(ann, bo, 'user'));
    return { ann, bo, asAdmin, asUser };
  }

  it('[I-10] is still accepted, but only with the role user, and its event says why', async () => {
    const { ann, asAdmin, asUser } = await demotedInviter();
    expect(await preview(asAdmin.token)).toMatchObject({ status: 200, body: { role: 'user' } });
    const planned = await service.client().post('/v1/invitations/acceptance?dryRun=true', {
      token: asAdmin.token,
      name: 'Cy',
      password: PASSWORD,
    });
    expect(planned.body.events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'UserJoined',
          data: expect.objectContaining({
            role: 'user',
            invitedRole: 'admin',
            reducedBecause: 'inviter_is_no_longer_admin',
          }),
        }),
      ]),
    );
    expect(await acceptAsNewcomer(service, asAdmin.token)).toMatchObject({ status: 200 });
    expect(await acceptAsNewcomer(service, asUser.token)).toMatchObject({ status: 200 });
    for (const { memberId } of [asAdmin, asUser]) {
      expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({ state: 'joined', role: 'user' });
    }
    expect((await summaryOf(ann)).counts).toMatchObject({ admins: 1 });
  });

  it('[D-7] [I-10] gives no more to who signs up with the domain instead of using the link', async () => {
    const ann = await found(service);
    const bo = await inviteAndAccept(service, ann, `bo@${newDomain()}`, 'admin');
    const cy = await invite(bo, `cy@${ann.domain}`, { role: 'admin' });
    await done(changeRole(ann, bo, 'user'));
    const joined = await signUp(service, `cy@${ann.domain}`);
    expect(joined).toMatchObject({ outcome: 'accepted', workspaceId: ann.workspaceId, memberId: cy.memberId });
    expect(await done(ann.client.get(member(ann, cy)))).toMatchObject({ state: 'joined', role: 'user' });
  });

  it('[I-10] [R-3] gives the role that an admin has given anew since', async () => {
    const { ann, asAdmin } = await demotedInviter();
    await done(changeRole(ann, asAdmin, 'user'));
    await done(changeRole(ann, asAdmin, 'admin'));
    expect(await preview(asAdmin.token)).toMatchObject({ status: 200, body: { role: 'admin' } });
    expect(await acceptAsNewcomer(service, asAdmin.token)).toMatchObject({ status: 200 });
    expect(await done(ann.client.get(member(ann, asAdmin)))).toMatchObject({ state: 'joined', role: 'admin' });
  });

  it('[I-10] keeps the role where the inviter is admin, and where a service invited', async () => {
    const ann = await found(service);
    const bo = await inviteAndAccept(service, ann, `bo@${newDomain()}`, 'admin');
    const email = `cy@${newDomain()}`;
    await done(service.service().post(at(ann, '/invitations'), { email, role: 'admin' }), 201);
    const cy = await done(acceptAsNewcomer(service, await tokenFor(email)));
    for (const { memberId } of [bo, cy]) {
      expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({ role: 'admin' });
    }
  });
});

/** What follows moves the service's clock, and comes last: it does not go back. */
describe('as time goes by', () => {
  it('[I-3] an invitation is resent five times a day, once a minute, and again a day after the first', async () => {
    const ann = await found(service);
    const bo = await invited(ann, `bo@${newDomain()}`);
    expect(await resend(ann, bo)).toMatchObject({ status: 202 });
    for (let minute = 1; minute <= 4; minute++) {
      await clock.forward(61);
      expect(await resend(ann, bo)).toMatchObject({ status: 202 });
    }
    const sixth = await resend(ann, bo);
    expect(sixth).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    const wait = Number(sixth.headers['retry-after']);
    expect(wait).toBeGreaterThan(23 * HOUR);
    expect(wait).toBeLessThanOrEqual(24 * HOUR - 4 * 61);
    await clock.forward(wait);
    expect(await resend(ann, bo)).toMatchObject({ status: 202 });
    expect(await resend(ann, bo)).toMatchObject({ status: 429 });
  }, 120_000);

  it('[I-2] [I-7] a link works until its last millisecond and not after: it is judged when it is used', async () => {
    const ann = await found(service);
    // A start that took longer than expected may miss the moment; then the next invitation shows it.
    for (let attempt = 1; ; attempt++) {
      const bo = await invited(ann, `bo-${attempt}@${newDomain()}`);
      const end = Date.parse((await done(ann.client.get(member(ann, bo)))).invitation.expiresAt);
      await clock.shortlyBefore(end);
      const answers = await askedUntilAfter(clock, end, () => preview(bo.token));
      const early = answers.filter(({ answered }) => answered < end);
      const late = answers.filter(({ asked }) => asked >= end);
      expect(early.filter(({ answer }) => answer.status !== 200)).toEqual([]);
      expect(late.map(({ answer }) => [answer.status, answer.body.code])).toEqual([[410, 'invitation_expired']]);
      if (early.length > 0) break;
    }
  }, 180_000);
});

describe('an invitation whose link has expired', () => {
  interface Expired {
    readonly ann: Person & { readonly domain: string };
    readonly bo: { readonly memberId: string; readonly email: string; readonly token: string };
  }
  let prepared: Expired[];

  beforeAll(async () => {
    prepared = await Promise.all(
      times(4, async () => {
        const ann = await found(service);
        return { ann, bo: await invited(ann, `bo@${newDomain()}`, { role: 'admin' }) };
      }),
    );
    await clock.forward(73 * HOUR);
  });

  /** A workspace of one's own, with an invitation that ran out an hour ago. */
  function expired(): Expired {
    const one = prepared.pop();
    if (!one) throw new Error('Prepare one more.');
    return one;
  }

  it('[I-7] says so, with the remedy: ask an admin to resend; and nothing has been written for it', async () => {
    const { ann, bo } = expired();
    const before = await positionOf(ann);
    const answer = {
      status: 410,
      body: { code: 'invitation_expired', remedy: expect.stringMatching(/ask an admin.*resend/i) },
    };
    expect(await preview(bo.token)).toMatchObject(answer);
    expect(await acceptAsNewcomer(service, bo.token)).toMatchObject(answer);
    expect(await positionOf(ann)).toBe(before);
  });

  it('[I-2] keeps its seat and shows as expired, to be pointed out in the summary', async () => {
    const { ann, bo } = expired();
    expect(await summaryOf(ann)).toMatchObject({
      counts: { members: 2, invited: 1 },
      warnings: [{ code: 'single_admin' }, { code: 'expired_invitations', remedy: expect.stringMatching(/resend/i) }],
    });
    expect(await done(ann.client.get(member(ann, bo)))).toMatchObject({
      state: 'invited',
      invitation: { expired: true },
    });
  });

  it('[I-3] [I-6] is resent, not made anew, and the new link works', async () => {
    const { ann, bo } = expired();
    expect(await ann.client.post(at(ann, '/invitations'), { email: bo.email })).toMatchObject({
      status: 409,
      body: { code: 'already_invited', memberId: bo.memberId },
    });
    await done(resend(ann, bo), 202);
    expect(await preview(bo.token)).toMatchObject({ status: 410, body: { code: 'invitation_replaced' } });
    const token = await tokenFor(bo.email, bo.token);
    expect(await acceptAsNewcomer(service, token)).toMatchObject({ status: 200, body: { memberId: bo.memberId } });
  });

  it('[I-4] is revoked, which ends its seat', async () => {
    const { ann, bo } = expired();
    expect(await revoke(ann, bo)).toMatchObject({ status: 204 });
    expect(await preview(bo.token)).toMatchObject({ status: 410, body: { code: 'invitation_revoked' } });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 1, invited: 0 });
  });
});
