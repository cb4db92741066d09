import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, inviteAndAccept, join, newDomain, PASSWORD, type Person, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import {
  askedUntilAfter,
  askToSignUp,
  at,
  done,
  invite,
  member,
  MovedClock,
  positionOf,
  signedIn,
  signIn,
  summaryOf,
} from './workspace-calls.js';

jest.setTimeout(limitMs(60));

const HOUR = 3600;

let service: ServiceProcess;
let clock: MovedClock;

beforeAll(async () => {
  service = await ServiceProcess.start();
  clock = new MovedClock(service);
});
afterAll(() => service.remove());

/** The token of the verification link; `mailbox` where the mail goes to another spelling of the address. */
async function askedToSignUp(email: string, more: object = {}, mailbox = email): Promise<string> {
  await askToSignUp(service, email, more);
  return service.mailbox.token(mailbox, 'verify');
}

const verify = (token: string, client: Client = service.client()) => client.post('/v1/sign-ups/verification', {
  token,
});

/** Signs up with an address whose mail goes to another spelling of it, and verifies. */
async function signUpAs(email: string, mailbox: string) {
  return done(verify(await askedToSignUp(email, {}, mailbox)), 200);
}

const membersOf = async (person: Person) => (await summaryOf(person)).counts.members as number;
const addDomain = (by: Person, domain: string) => by.client.post(at(by, '/domains'), { domain });
const setJoining = (by: Person, domain: string, autoJoin: boolean) =>
  by.client.patch(at(by, `/domains/${domain}`), { autoJoin });
const domainsOf = async (person: Person) => (await done(person.client.get(at(person, '/domains')))).items;

describe('signing up', () => {
  it('[D-1] sends a verification link, and until it is used there is no member and no seat', async () => {
    const ann = await found(service);
    const before = await positionOf(ann);
    const answer = await service
      .client()
      .post('/v1/sign-ups', { email: `bo@${ann.domain}`, password: PASSWORD, name: 'Bo' });
    expect(answer).toMatchObject({ status: 202, body: { message: expect.any(String) } });
    expect(answer.headers['set-cookie']).toBeUndefined();
    const mail = await service.mailbox.mail(`bo@${ann.domain}`);
    expect(mail.text.split('\n').filter((line) => line.includes('#token='))).toEqual([
      expect.stringMatching(new RegExp(`^${service.address}/verify#token=[A-Za-z0-9._-]+$`)),
    ]);
    expect(await membersOf(ann)).toBe(1);
    expect(await positionOf(ann)).toBe(before);
    expect((await done(ann.client.get(at(ann, '/members?search=bo')))).items).toEqual([]);
  });

  it('[D-1] lets nobody in before: 403 email_not_verified, and only after the right password', async () => {
    const email = `ann@${newDomain()}`;
    const token = await askedToSignUp(email);
    expect(await signIn(service, email, 'not-the-right-lantern-42')).toMatchObject({
      status: 401,
      body: { code: 'invalid_credentials' },
    });
    const refused = await signIn(service, email);
    expect(refused).toMatchObject({ status: 403, body: { code: 'email_not_verified', remedy: expect.any(String) } });
    expect(refused.headers['set-cookie']).toBeUndefined();
    await done(verify(token), 200);
    expect(await signIn(service, email)).toMatchObject({ status: 200 });
  });

  it('[D-1] verifying begins a session, and works once', async () => {
    const email = `ann@${newDomain()}`;
    const token = await askedToSignUp(email, { name: 'Ann Founder' });
    const client = service.client();
    const verified = await verify(token, client);
    expect(verified.status).toBe(200);
    expect(await done(client.get('/v1/me'))).toMatchObject({
      accountId: verified.body.accountId,
      email,
      profile: { name: 'Ann Founder', email },
      memberships: [{ workspaceId: verified.body.workspaceId, memberId: verified.body.memberId }],
    });
    const again = await verify(token);
    expect(again).toMatchObject({ status: 410, body: { code: 'verification_used', remedy: expect.any(String) } });
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('[D-1] a link that was forged, or is for something else, verifies nobody', async () => {
    const ann = await found(service);
    const email = `bo@${ann.domain}`;
    const token = await askedToSignUp(email);
    const invitedEmail = `cy@${newDomain()}`;
    await invite(ann, invitedEmail);
    const invitation = await service.mailbox.token(invitedEmail, 'invitation');
    for (const other of [`${token}A`, token.slice(0, -1), 'A', invitation]) {
      expect(await verify(other)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect(await service.client().get(`/verify?token=${token}`)).toMatchObject({ status: 200 });
    expect(await service.client().get('/v1/sign-ups/verification')).toMatchObject({ status: 404 });
    expect(await signIn(service, email)).toMatchObject({ status: 403 });
    expect((await summaryOf(ann)).counts).toMatchObject({ joined: 1 });
    expect(await verify(token)).toMatchObject({ status: 200, body: { outcome: 'joined' } });
  });
});

describe('founding', () => {
  it('[D-2] the first verified sign-up founds the workspace, claims the domain, is admin and owner', async () => {
    const domain = newDomain();
    const ann = await signUp(service, `ann@${domain}`, { workspaceName: 'Acme & Sons' });
    expect(ann.outcome).toBe('founded');
    expect(ann.advice).toBeUndefined();
    expect(await summaryOf(ann)).toMatchObject({
      workspaceId: ann.workspaceId,
      name: 'Acme & Sons',
      ownerId: ann.memberId,
      domains: [{ domain, autoJoin: true }],
      counts: { members: 1, invited: 0, joined: 1, admins: 1, byActivity: { active: 1, inactive: 0, never: 0 } },
    });
    expect(await done(ann.client.get(member(ann, ann)))).toMatchObject({
      name: 'Ann',
      email: ann.email,
      role: 'admin',
      owner: true,
      state: 'joined',
      accountId: ann.accountId,
    });
  });

  it('[D-2] names the workspace after the domain where the founder gave no name', async () => {
    const ann = await found(service);
    const [label = ''] = ann.domain.split('.');
    expect((await summaryOf(ann)).name.toLowerCase()).toBe(label);
  });

  it('[D-2] founds with the first to verify, not the first to sign up', async () => {
    const domain = newDomain();
    const [first, second] = [await askedToSignUp(`ann@${domain}`), await askedToSignUp(`bo@${domain}`)];
    expect(await verify(second)).toMatchObject({ status: 200, body: { outcome: 'founded' } });
    expect(await verify(first)).toMatchObject({ status: 200, body: { outcome: 'joined' } });
  });
});

describe('joining by domain', () => {
  it("[D-3] later verified sign-ups of the domain join as user, with no admin's action", async () => {
    const ann = await found(service);
    for (const name of ['bo', 'cy']) {
      const joined = await signUp(service, `${name}@${ann.domain}`, { workspaceName: 'Not to be' });
      expect(joined).toMatchObject({ outcome: 'joined', workspaceId: ann.workspaceId });
      expect(await done(ann.client.get(member(ann, joined)))).toMatchObject({
        email: joined.email,
        role: 'user',
        owner: false,
        state: 'joined',
        invitedAt: null,
        activity: 'active',
      });
      expect(await joined.client.get(at(ann))).toMatchObject({ status: 200 });
    }
    expect(await summaryOf(ann)).toMatchObject({ counts: { members: 3, admins: 1 }, ownerId: ann.memberId });
  });

  it('[D-6] only with that very domain: no subdomain, no parent, none that ends or begins alike', async () => {
    const domain = `team.${newDomain()}`;
    const ann = await found(service, domain);
    for (const other of [`mail.${domain}`, domain.replace('team.', ''), `my${domain}`, `${domain}.test`]) {
      const bo = await signUp(service, `bo@${other}`);
      expect(bo.outcome).toBe('founded');
      expect(bo.workspaceId).not.toBe(ann.workspaceId);
      expect((await summaryOf(bo)).domains).toEqual([{ domain: other, autoJoin: true }]);
    }
    expect(await membersOf(ann)).toBe(1);
  });

  it('[D-6] domains are the same in capitals, in Unicode and in ASCII', async () => {
    const suffix = newDomain();
    const ascii = `xn--bcher-kva.${suffix}`;
    const unicode = `bücher.${suffix}`;
    const ann = await signUpAs(`ann@${unicode}`, `ann@${ascii}`);
    expect(ann).toMatchObject({ outcome: 'founded' });
    const spellings = [`bo@BÜCHER.${suffix.toUpperCase()}`, `cy@${ascii}`, `di@${ascii.toUpperCase()}`];
    for (const email of [...spellings, `ed@bu\u0308cher.${suffix}`]) {
      const [local = ''] = email.split('@');
      expect(await signUpAs(email, `${local}@${ascii}`)).toMatchObject({
        outcome: 'joined',
        workspaceId: ann.workspaceId,
      });
    }
    const client = await signedIn(service, `ann@${unicode}`);
    expect((await done(client.get(`/v1/workspaces/${ann.workspaceId}`))).domains).toEqual([
      { domain: ascii, autoJoin: true },
    ]);
  });
});

describe('public mail providers', () => {
  it.each(['gmail.com', 'googlemail.com', 'outlook.com', 'icloud.com', 'gmx.de', 'proton.me', 'GMAIL.COM'])(
    '[D-5] %s is neither claimed nor joined: each founds a workspace of their own, and is told to use the work address',
    async (provider) => {
      const people = await Promise.all(
        ['ann', 'bo'].map(async (name) => {
          const email = `${name}-${newDomain()}@${provider}`;
          const client = service.client();
          const answer = await done(verify(await askedToSignUp(email, {}, email.toLowerCase()), client), 200);
          return { client, ...answer };
        }),
      );
      for (const person of people) {
        expect(person).toMatchObject({
          outcome: 'founded',
          advice: expect.stringMatching(/use your work address to join your team/i),
        });
        expect(await summaryOf(person)).toMatchObject({
          domains: [],
          ownerId: person.memberId,
          counts: { members: 1, admins: 1 },
        });
      }
      expect(people[0].workspaceId).not.toBe(people[1].workspaceId);
    },
  );

  it('[D-5] is not added as a domain either', async () => {
    const client = service.client();
    const email = `ann-${newDomain()}@gmail.com`;
    const ann = { client, ...(await done(verify(await askedToSignUp(email), client), 200)) };
    const before = await positionOf(ann);
    for (const domain of ['gmail.com', 'GoogleMail.com']) {
      expect(await addDomain(ann, domain)).toMatchObject({
        status: 422,
        body: { code: 'public_domain', remedy: expect.stringMatching(/work address/i) },
      });
    }
    expect(await positionOf(ann)).toBe(before);
  });

  it('[D-5] an invitation is for such addresses too', async () => {
    const ann = await found(service);
    const bo = await inviteAndAccept(service, ann, `bo-${newDomain()}@gmail.com`);
    expect(bo.workspaceId).toBe(ann.workspaceId);
    expect(await domainsOf(ann)).toEqual([{ domain: ann.domain, autoJoin: true }]);
  });
});

describe('an invitation and the domain', () => {
  it('[D-7] an invited member who signs up joins with the invited role and inboxes, on the same seat', async () => {
    const ann = await found(service);
    const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
    const email = `bo@${ann.domain}`;
    const { memberId } = await invite(ann, email, { role: 'admin', inboxIds: [inboxId] });
    const link = await service.mailbox.token(email, 'invitation');
    const bo = await signUp(service, email);
    expect(bo).toMatchObject({ outcome: 'accepted', workspaceId: ann.workspaceId, memberId });
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({
      state: 'joined',
      role: 'admin',
      inboxIds: [inboxId],
      accountId: bo.accountId,
    });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, invited: 0, joined: 2, admins: 2 });
    expect(await service.client().post('/v1/invitations/preview', { token: link })).toMatchObject({
      status: 410,
      body: { code: 'invitation_used' },
    });
  });

  it('[D-7] goes before joining that is turned off, and is known however the address is written', async () => {
    const ann = await found(service);
    await done(setJoining(ann, ann.domain, false));
    const { memberId } = await invite(ann, `Bo@${ann.domain.toUpperCase()}`);
    expect(await signUp(service, `bo@${ann.domain}`)).toMatchObject({
      outcome: 'accepted',
      workspaceId: ann.workspaceId,
      memberId,
    });
  });

  it('[D-7] to another workspace stays pending, is listed for the person, and can still be accepted', async () => {
    const ann = await found(service);
    const ben = await found(service);
    const email = `bo@${ann.domain}`;
    const { memberId } = await invite(ben, email, { role: 'admin' });
    const token = await service.mailbox.token(email, 'invitation');
    const bo = await signUp(service, email);
    expect(bo).toMatchObject({ outcome: 'joined', workspaceId: ann.workspaceId });
    const pending = {
      workspaceId: ben.workspaceId,
      memberId,
      role: 'admin',
      workspaceName: (await summaryOf(ben)).name,
    };
    const me = await done(bo.client.get('/v1/me'));
    expect(me.memberships).toMatchObject([{ workspaceId: ann.workspaceId, memberId: bo.memberId, role: 'user' }]);
    expect(me.pendingInvitations).toEqual([{ ...pending, expiresAt: expect.any(String) }]);
    expect(await done(ben.client.get(member(ben, { memberId })))).toMatchObject({ state: 'invited' });
    expect(await bo.client.get(at(ben))).toMatchObject({ status: 404 });
    expect(await bo.client.post('/v1/invitations/acceptance', { token })).toMatchObject({
      status: 200,
      body: { memberId },
    });
    expect((await done(bo.client.get('/v1/me'))).pendingInvitations).toEqual([]);
    expect(await bo.client.get(at(ben))).toMatchObject({ status: 200 });
  });

  it('[D-7] that was revoked counts no more', async () => {
    const ann = await found(service);
    const { memberId } = await invite(ann, `bo@${ann.domain}`, { role: 'admin' });
    await done(ann.client.delete(member(ann, { memberId }, '/invitation')), 204);
    const bo = await signUp(service, `bo@${ann.domain}`);
    expect(bo.outcome).toBe('joined');
    expect(bo.memberId).not.toBe(memberId);
    expect(await done(ann.client.get(member(ann, bo)))).toMatchObject({ role: 'user' });
  });
});

describe('turning joining off and on', () => {
  it('[D-8] off: a sign-up founds a workspace without a domain, and is told to ask for an invitation', async () => {
    const ann = await found(service);
    expect(await setJoining(ann, ann.domain, false)).toMatchObject({
      status: 200,
      body: { domain: ann.domain, autoJoin: false },
    });
    expect((await summaryOf(ann)).domains).toEqual([{ domain: ann.domain, autoJoin: false }]);
    const [bo, cy] = [await join(service, ann.domain, 'bo'), await join(service, ann.domain, 'cy')];
    for (const person of [bo, cy]) {
      expect(person).toMatchObject({ outcome: 'founded', advice: expect.stringMatching(/ask .*invitation/i) });
      expect(await summaryOf(person)).toMatchObject({ domains: [], ownerId: person.memberId });
    }
    expect(new Set([ann, bo, cy].map(({ workspaceId }) => workspaceId)).size).toBe(3);
    expect(await membersOf(ann)).toBe(1);
  });

  it('[D-8] on again: the next sign-up joins', async () => {
    const ann = await found(service);
    await done(setJoining(ann, ann.domain, false));
    await done(setJoining(ann, ann.domain, true));
    expect(await join(service, ann.domain, 'bo')).toMatchObject({ outcome: 'joined', workspaceId: ann.workspaceId });
  });

  it('[D-8] is judged when the link is used, not when the form was sent', async () => {
    const ann = await found(service);
    const token = await askedToSignUp(`bo@${ann.domain}`);
    await done(setJoining(ann, ann.domain, false));
    expect(await verify(token)).toMatchObject({ status: 200, body: { outcome: 'founded' } });
  });

  it('to what it is already writes no event; a domain that is not there answers 404', async () => {
    const ann = await found(service);
    const other = await found(service);
    const before = await positionOf(ann);
    expect(await setJoining(ann, ann.domain.toUpperCase(), true)).toMatchObject({
      status: 200,
      body: { domain: ann.domain },
    });
    expect(await setJoining(ann, other.domain, false)).toMatchObject({ status: 404 });
    expect(await setJoining(ann, 'not%20a%20domain', false)).toMatchObject({ status: 404 });
    expect(await ann.client.delete(at(ann, `/domains/${other.domain}`))).toMatchObject({ status: 404 });
    expect(await positionOf(ann)).toBe(before);
    expect(await domainsOf(other)).toEqual([{ domain: other.domain, autoJoin: true }]);
  });
});

describe('further domains', () => {
  /** A workspace, and an admin of it whose verified address belongs to another domain. */
  async function withForeignAdmin() {
    const ann = await found(service);
    const further = newDomain();
    const zoe = await inviteAndAccept(service, ann, `zoe@${further}`, 'admin');
    return { ann, zoe, further };
  }

  it('[D-8] an admin adds the domain of their own verified address, and its people join', async () => {
    const { ann, zoe, further } = await withForeignAdmin();
    expect(await addDomain(zoe, further.toUpperCase())).toMatchObject({
      status: 201,
      body: { domain: further, autoJoin: true },
    });
    expect(await domainsOf(ann)).toEqual(
      [{ domain: ann.domain, autoJoin: true }, { domain: further, autoJoin: true }].sort(
        (a, b) => (a.domain < b.domain ? -1 : 1),
      ),
    );
    expect(await join(service, further, 'yan')).toMatchObject({ outcome: 'joined', workspaceId: ann.workspaceId });
    expect(await join(service, ann.domain, 'bo')).toMatchObject({ outcome: 'joined', workspaceId: ann.workspaceId });
    const before = await positionOf(ann);
    expect(await addDomain(zoe, further)).toMatchObject({ status: 201, body: { domain: further } });
    expect(await positionOf(ann)).toBe(before);
  });

  it('[D-8] with joining turned off from the beginning, nobody joins by it', async () => {
    const { ann, zoe, further } = await withForeignAdmin();
    const body = { domain: further, autoJoin: false };
    expect(await zoe.client.post(at(zoe, '/domains'), body)).toMatchObject({ status: 201, body });
    expect(await join(service, further, 'yan')).toMatchObject({ outcome: 'founded' });
    expect(await membersOf(ann)).toBe(2);
  });

  it('[D-8] nobody adds a domain that is not their own: no other admin, no subdomain, no service', async () => {
    const { ann, zoe, further } = await withForeignAdmin();
    const before = await positionOf(ann);
    const notYours = { status: 403, body: { code: 'domain_not_yours' } };
    expect(await addDomain(ann, further)).toMatchObject(notYours);
    expect(await addDomain(zoe, `mail.${further}`)).toMatchObject(notYours);
    expect(await addDomain(zoe, newDomain())).toMatchObject(notYours);
    expect(await service.service().post(at(ann, '/domains'), { domain: further })).toMatchObject(notYours);
    for (const domain of ['', 'not a domain', `zoe@${further}`, `${further}/x`, 'localhost', '127.0.0.1']) {
      expect(await addDomain(zoe, domain)).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    }
    expect(await positionOf(ann)).toBe(before);
    expect(await join(service, further, 'yan')).toMatchObject({ outcome: 'founded', workspaceId: expect.any(String) });
  });

  it('[D-8] a domain belongs to one workspace at a time', async () => {
    const { ann, zoe, further } = await withForeignAdmin();
    const yan = await signUp(service, `yan@${further}`);
    expect(yan.outcome).toBe('founded');
    const before = await positionOf(ann);
    expect(await addDomain(zoe, further)).toMatchObject({ status: 409, body: { code: 'domain_taken' } });
    expect(await positionOf(ann)).toBe(before);
    expect(await domainsOf(yan)).toEqual([{ domain: further, autoJoin: true }]);
    expect(await join(service, further, 'xia')).toMatchObject({ outcome: 'joined', workspaceId: yan.workspaceId });
  });

  it('[D-8] a domain that was let go is free: members stay, others may claim it or found with it', async () => {
    const { ann, zoe, further } = await withForeignAdmin();
    const yan = await signUp(service, `yan@${further}`);
    expect(await yan.client.delete(at(yan, `/domains/${further}`))).toMatchObject({ status: 204 });
    expect(await summaryOf(yan)).toMatchObject({ domains: [], counts: { members: 1 } });
    expect(await addDomain(zoe, further)).toMatchObject({ status: 201, body: { domain: further, autoJoin: true } });
    expect(await join(service, further, 'xia')).toMatchObject({ outcome: 'joined', workspaceId: ann.workspaceId });
    await done(ann.client.delete(at(ann, `/domains/${ann.domain}`)), 204);
    const bo = await join(service, ann.domain, 'bo');
    expect(bo).toMatchObject({ outcome: 'founded' });
    expect(await domainsOf(bo)).toEqual([{ domain: ann.domain, autoJoin: true }]);
  });
});

describe('addresses', () => {
  it('[D-9] compare as a whole without regard to case, after trimming and NFC; the written form is shown', async () => {
    const domain = newDomain();
    const written = `Zo\u00eb.B+news@${domain}`;
    const zoe = await signUpAs(`  Zoe\u0308.B+news@${domain.toUpperCase()} `, written);
    const spellings = [
      written,
      written.toLowerCase(),
      written.toUpperCase(),
      `zoe\u0308.b+NEWS@${domain}`,
      ` ${written}\t`,
    ];
    for (const email of spellings) {
      expect(await signIn(service, email)).toMatchObject({ status: 200, body: { accountId: zoe.accountId } });
    }
    const client = await signedIn(service, written);
    expect((await done(client.get('/v1/me'))).email).toBe(`Zo\u00eb.B+news@${domain.toUpperCase()}`);
  });

  it('[D-9] with other dots or another plus tag are other addresses', async () => {
    const domain = newDomain();
    const ann = await found(service, domain);
    const emails = ['bo.lee', 'bolee', 'b.olee', 'bo.lee+a', 'bo.lee+b'].map((local) => `${local}@elsewhere-${domain}`);
    const ids = [];
    for (const email of emails) ids.push((await invite(ann, email)).memberId);
    expect(new Set(ids).size).toBe(emails.length);
    expect(await ann.client.post(at(ann, '/invitations'), { email: `BO.LEE+A@elsewhere-${domain}` })).toMatchObject({
      status: 409,
      body: { code: 'already_invited', memberId: ids[3] },
    });
    expect(await signIn(service, `a.nn@${domain}`)).toMatchObject({ status: 401 });
    expect(await signIn(service, `ann+x@${domain}`)).toMatchObject({ status: 401 });
  });

  it('[D-9] [C-3] signing up with another spelling of an address that has an account opens no second one', async () => {
    const ann = await found(service);
    const spelling = ann.email.toUpperCase();
    await askToSignUp(service, spelling);
    const mail = await service.mailbox.mail(spelling.replace(/@.*/, `@${ann.domain}`));
    expect(mail.text).not.toContain('/verify#token=');
    expect(await membersOf(ann)).toBe(1);
  });

  it('[D-9] are shown as they were written, of members who joined and who are invited', async () => {
    const ann = await found(service);
    const { memberId } = await invite(ann, `Bo.Lee@Elsewhere-${ann.domain}`);
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({
      email: `Bo.Lee@Elsewhere-${ann.domain}`,
    });
  });
});

/** What follows moves the service's clock, and comes last: it does not go back. */
describe('as time goes by', () => {
  it('[D-1] the link works for 24 hours, to the millisecond, and signing up again gives a new one', async () => {
    const ann = await found(service);
    // A start that took longer than expected may miss the moment; then the next sign-up shows it.
    for (let attempt = 1; ; attempt++) {
      const email = `bo-${attempt}@${ann.domain}`;
      const asked = clock.now();
      const token = await askedToSignUp(email);
      const answered = clock.now();
      const day = 24 * HOUR * 1000;
      await clock.shortlyBefore(asked + day);
      // To look at the link without using it.
      const look = () => service.client().post('/v1/sign-ups/verification?dryRun=true', { token });
      const answers = await askedUntilAfter(clock, answered + day, look);
      const early = answers.filter((one) => one.answered < asked + day);
      const [last] = answers.slice(-1);
      expect(early.filter(({ answer }) => answer.status !== 200)).toEqual([]);
      expect(last?.answer).toMatchObject({
        status: 410,
        body: { code: 'verification_expired', remedy: expect.stringMatching(/sign up again/i) },
      });
      expect(await verify(token)).toMatchObject({ status: 410 });
      expect(await signIn(service, email)).toMatchObject({ status: 401 });
      await askToSignUp(service, email);
      const again = await service.mailbox.token(email, 'verify', token);
      expect(await verify(again)).toMatchObject({ status: 200, body: { outcome: 'joined' } });
      if (early.length > 0) break;
    }
  }, 180_000);

  it("[D-7] an invitation goes before the domain rule after its own link has expired, too", async () => {
    const ann = await found(service);
    const email = `bo@${ann.domain}`;
    const { memberId } = await invite(ann, email, { role: 'admin' });
    await clock.forward(73 * HOUR);
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({ invitation: { expired: true } });
    expect(await signUp(service, email)).toMatchObject({ outcome: 'accepted', workspaceId: ann.workspaceId, memberId });
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({ state: 'joined', role: 'admin' });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, invited: 0 });
  });
});
