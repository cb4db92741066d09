import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, join, newDomain, PASSWORD, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import {
  acceptAsNewcomer,
  askToSignUp,
  at,
  atOnce,
  changeRole,
  done,
  invite,
  member,
  type MemberRef,
  signIn,
  summaryOf,
  tally,
  times,
} from './workspace-calls.js';

jest.setTimeout(limitMs(120));

/** Parallel requests each on a connection of its own, against the one real process. */
let service: ServiceProcess;

beforeAll(async () => {
  service = await ServiceProcess.start();
});
afterAll(() => service.remove());

const role = async (asking: Person, { memberId }: MemberRef): Promise<string> =>
  (await done(asking.client.get(member(asking, { memberId })))).role;

describe('admins who demote at the same moment', () => {
  it('[R-5] each other: exactly one succeeds, in each of 100 rounds', async () => {
    const ann = await found(service);
    const [bo, cy] = await Promise.all([join(service, ann.domain, 'bo'), join(service, ann.domain, 'cy')]);
    for (let round = 0; round < 100; round++) {
      await Promise.all([promote(ann, bo.memberId), promote(ann, cy.memberId)]);
      const demote = (by: Person, of: Person) => () => changeRole(by, of, 'user');
      const answers = await atOnce(demote(bo, cy), demote(cy, bo), round % 2 === 1);
      expect(tally(answers)).toEqual({ '200': 1, '403 capability_required': 1 });
      const [winner, loser] = answers[0].status === 200 ? [bo, cy] : [cy, bo];
      expect([await role(ann, winner), await role(ann, loser)]).toEqual(['admin', 'user']);
    }
  });

  it('[R-4] [R-5] themselves, and there are two: exactly one succeeds, in each of 50 rounds', async () => {
    const ann = await found(service);
    const bo = await join(service, ann.domain, 'bo');
    let [owner, other]: [Person, Person] = [ann, bo];
    for (let round = 0; round < 50; round++) {
      await promote(owner, other.memberId);
      const stepDown = (admin: Person) => () => changeRole(admin, admin, 'user');
      const answers = await atOnce(stepDown(owner), stepDown(other), round % 2 === 1);
      expect(tally(answers)).toEqual({ '200': 1, '409 last_admin': 1 });
      const { ownerId, counts, warnings } = await summaryOf(ann);
      expect({ admins: counts.admins, warnings }).toMatchObject({ admins: 1, warnings: [{ code: 'single_admin' }] });
      if (ownerId === other.memberId) [owner, other] = [other, owner];
      expect(await role(owner, owner)).toBe('admin');
      expect(await role(owner, other)).toBe('user');
    }
  });

  it('[R-4] [R-5] all of eight each other: an owner and at least one admin are left', async () => {
    const ann = await found(service);
    const others = await Promise.all(times(7, (index) => join(service, ann.domain, `p${index}`)));
    await Promise.all(others.map(({ memberId }) => promote(ann, memberId)));
    const everybody = [ann, ...others];
    const answers = await Promise.all(everybody.flatMap((by) => everybody.map((of) => changeRole(by, of, 'user'))));
    const { counts, ownerId } = await summaryOf(ann);
    expect(counts.admins).toBeGreaterThanOrEqual(1);
    const roles = await Promise.all(
      everybody.map(async (person) => (await done(person.client.get('/v1/me'))).memberships[0]),
    );
    expect(roles.filter((one) => one.role === 'admin')).toHaveLength(counts.admins);
    expect(roles.filter((one) => one.owner)).toMatchObject([{ memberId: ownerId, role: 'admin' }]);
    const refusals = ['403 capability_required', '403 owner_only', '409 last_admin', '409 choose_new_owner'];
    expect(Object.keys(tally(answers)).filter((kind) => kind !== '200' && !refusals.includes(kind))).toEqual([]);
  });
});

describe('ownership', () => {
  it('[R-6] passed to two at once goes to one of them, in each of 30 rounds', async () => {
    const ann = await found(service);
    const others = await Promise.all(['bo', 'cy'].map((name) => join(service, ann.domain, name)));
    await Promise.all(others.map(({ memberId }) => promote(ann, memberId)));
    const everybody = [ann, ...others];
    let owner: Person = ann;
    for (let round = 0; round < 30; round++) {
      const candidates = everybody.filter((person) => person !== owner);
      const answers = await Promise.all(
        candidates.map(({ memberId }) => owner.client.put(at(ann, '/owner'), { memberId })),
      );
      expect(tally(answers)).toEqual({ '200': 1, '403 owner_only': 1 });
      const winner = candidates[answers.findIndex(({ status }) => status === 200)] as Person;
      expect((await summaryOf(ann)).ownerId).toBe(winner.memberId);
      owner = winner;
    }
  });

  it('[R-6] passed on while the new owner is demoted: there is one owner, an admin, in each of 30 rounds', async () => {
    const ann = await found(service);
    const [bo, cy] = await Promise.all([join(service, ann.domain, 'bo'), join(service, ann.domain, 'cy')]);
    await promote(ann, cy.memberId);
    const outcomes = new Set<string>();
    for (let round = 0; round < 30; round++) {
      await promote(ann, bo.memberId);
      const pass = () => ann.client.put(at(ann, '/owner'), { memberId: bo.memberId });
      const demote = () => changeRole(cy, bo, 'user');
      const [passed, demoted] = await atOnce(pass, demote, round % 2 === 1);
      const { ownerId } = await summaryOf(cy);
      const [wasPassed, wasDemoted] = [passed.status === 200, demoted.status === 200];
      expect(wasPassed).not.toBe(wasDemoted);
      expect(ownerId).toBe(wasPassed ? bo.memberId : ann.memberId);
      expect(await role(cy, bo)).toBe(wasPassed ? 'admin' : 'user');
      expect(wasPassed ? demoted.body.code : passed.body.code).toBe(wasPassed ? 'owner_only' : 'choose_new_owner');
      outcomes.add(wasPassed ? 'passed' : 'demoted');
      if (wasPassed) await done(bo.client.put(at(ann, '/owner'), { memberId: ann.memberId }));
    }
    expect(outcomes).toEqual(new Set(['passed', 'demoted']));
  });
});

describe('people of one new domain', () => {
  it('[D-4] 50 who verify at the same moment: one founds, 49 join, and there is one workspace', async () => {
    const domain = newDomain();
    const emails = times(50, (index) => `p${index}@${domain}`);
    await Promise.all(emails.map((email) => askToSignUp(service, email)));
    const tokens = await Promise.all(emails.map((email) => service.mailbox.token(email, 'verify')));
    const clients = emails.map(() => service.client());
    const answers = await Promise.all(
      tokens.map((token, index) => clients[index]?.post('/v1/sign-ups/verification', { token }) as Promise<Answer>),
    );
    expect(tally(answers)).toEqual({ '200': 50 });
    const outcomes = answers.map(({ body }) => body.outcome as string);
    expect(outcomes.toSorted()).toEqual(['founded', ...times(49, () => 'joined')]);
    expect(new Set(answers.map(({ body }) => body.workspaceId)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.memberId)).size).toBe(50);
    expect(new Set(answers.map(({ body }) => body.accountId)).size).toBe(50);
    const founder = outcomes.indexOf('founded');
    const ann = { client: clients[founder], ...answers[founder]?.body };
    expect(await summaryOf(ann)).toMatchObject({
      ownerId: ann.memberId,
      domains: [{ domain, autoJoin: true }],
      counts: { members: 50, joined: 50, invited: 0, admins: 1 },
    });
    const { items } = await done(ann.client.get(at(ann, '/members?limit=200')));
    expect(items.map(({ email }: { email: string }) => email).sort()).toEqual([...emails].sort());
    const memberships = await Promise.all(
      clients.map(async (client) => (await done(client.get('/v1/me'))).memberships),
    );
    expect(memberships.filter((list) => list.length !== 1)).toEqual([]);
  });

  it('[D-4] three who verify at the same moment, for each of 20 domains: one founds each', async () => {
    const domains = times(20, () => newDomain());
    const people = domains.flatMap(
      (domain) => ['ann', 'bo', 'cy'].map((name) => ({ domain, email: `${name}@${domain}` })),
    );
    await Promise.all(people.map(({ email }) => askToSignUp(service, email)));
    const tokens = await Promise.all(people.map(({ email }) => service.mailbox.token(email, 'verify')));
    const answers = await Promise.all(
      tokens.map((token) => service.client().post('/v1/sign-ups/verification', { token })),
    );
    for (const domain of domains) {
      const own = answers.filter((_, index) => people[index]?.domain === domain).map(({ body }) => body);
      expect(own.map(({ outcome }) => outcome).sort()).toEqual(['founded', 'joined', 'joined']);
      expect(new Set(own.map(({ workspaceId }) => workspaceId)).size).toBe(1);
    }
  });

  it('[D-1] one link used 32 times at once verifies once', async () => {
    const ann = await found(service);
    const email = `bo@${ann.domain}`;
    await askToSignUp(service, email);
    const token = await service.mailbox.token(email, 'verify');
    const answers = await Promise.all(times(32, () => service.client().post('/v1/sign-ups/verification', { token })));
    expect(tally(answers)).toEqual({ '200': 1, '410 verification_used': 31 });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2 });
  });
});

describe('joining by domain', () => {
  it('[D-3] [I-6] while an admin invites that very address: one member in the end, in each of 20 rounds', async () => {
    const ann = await found(service);
    for (let round = 0; round < 20; round++) {
      const email = `p${round}@${ann.domain}`;
      await askToSignUp(service, email);
      const token = await service.mailbox.token(email, 'verify');
      const verify = () => service.client().post('/v1/sign-ups/verification', { token });
      const inviting = () => ann.client.post(at(ann, '/invitations'), { email, role: 'admin' });
      const [joined, invited] = await atOnce(verify, inviting, round % 2 === 1);
      const { outcome, memberId } = await done(Promise.resolve(joined), 200);
      expect(outcome).toBe(invited.status === 201 ? 'accepted' : 'joined');
      expect(invited).toMatchObject(
        outcome === 'accepted' ? { status: 201, body: { memberId } } : {
          status: 409,
          body: { code: 'already_member', memberId },
        },
      );
      expect(await role(ann, { memberId })).toBe(outcome === 'accepted' ? 'admin' : 'user');
      expect((await summaryOf(ann)).counts).toMatchObject({ members: 2 + round, joined: 2 + round, invited: 0 });
    }
  });

  it('[D-7] [I-5] while the person accepts by link: one account, one member, in each of 15 rounds', async () => {
    const ann = await found(service);
    for (let round = 0; round < 15; round++) {
      const email = `p${round}@${ann.domain}`;
      const { memberId } = await invite(ann, email);
      await askToSignUp(service, email, { password: 'the-other-lantern-42' });
      const [token, link] = await Promise.all(
        ['verify', 'invitation'].map((page) => service.mailbox.token(email, page)),
      );
      const verify = () => service.client().post('/v1/sign-ups/verification', { token });
      const accept = () => acceptAsNewcomer(service, link ?? '');
      const [verified, accepted] = await atOnce(verify, accept, round % 2 === 1);
      const won = verified.status === 200 ? verified : accepted;
      const lost = won === verified ? accepted : verified;
      expect(won).toMatchObject({ status: 200, body: { workspaceId: ann.workspaceId, memberId } });
      expect(['verification_used', 'invitation_used', 'sign_in_required', 'invalid_credentials']).toContain(
        lost.body.code,
      );
      const passwords = ['the-other-lantern-42', PASSWORD];
      const signIns = await Promise.all(passwords.map((password) => signIn(service, email, password)));
      expect(signIns.map(({ status }) => status)).toEqual(won === verified ? [200, 401] : [401, 200]);
      expect((await summaryOf(ann)).counts).toMatchObject({ members: 2 + round, joined: 2 + round, invited: 0 });
    }
  });

  it('[D-8] while the domain is let go: one place for everybody, one workspace at most has it', async () => {
    const ann = await found(service);
    const emails = times(20, (index) => `p${index}@${ann.domain}`);
    await Promise.all(emails.map((email) => askToSignUp(service, email)));
    const tokens = await Promise.all(emails.map((email) => service.mailbox.token(email, 'verify')));
    const clients = emails.map(() => service.client());
    const [released, ...verified] = await Promise.all([
      ann.client.delete(at(ann, `/domains/${ann.domain}`)),
      ...clients.map((client, index) => client.post('/v1/sign-ups/verification', { token: tokens[index] })),
    ]);
    expect(tally([released])).toEqual({ '204': 1 });
    expect(tally(verified)).toEqual({ '200': 20 });
    const summaries = new Map<string, Answer['body']>([[ann.workspaceId, await summaryOf(ann)]]);
    for (const [index, client] of clients.entries()) {
      const { workspaceId, memberId } = verified[index]?.body ?? {};
      expect((await done(client.get('/v1/me'))).memberships).toMatchObject([{ workspaceId, memberId }]);
      summaries.set(workspaceId, await done(client.get(at({ workspaceId }))));
    }
    const holders = [...summaries.values()].filter(({ domains }) => domains.length > 0);
    expect(holders.length).toBeLessThanOrEqual(1);
    expect(summaries.get(ann.workspaceId).domains).toEqual([]);
    const later = await join(service, ann.domain, 'later');
    expect(later).toMatchObject(
      holders[0] ? { outcome: 'joined', workspaceId: holders[0].workspaceId } : { outcome: 'founded' },
    );
  });
});

describe('one domain', () => {
  it('[D-8] added by 8 workspaces at once goes to one', async () => {
    const further = newDomain();
    const owners = await Promise.all(times(8, () => found(service)));
    const admins = await Promise.all(
      owners.map(async (ann, index) => {
        const email = `zoe${index}@${further}`;
        await invite(ann, email, { role: 'admin' });
        const client = service.client();
        const token = await service.mailbox.token(email, 'invitation');
        return {
          client,
          email,
          ...(await done(client.post('/v1/invitations/acceptance', { token, name: 'Zoe', password: PASSWORD }))),
        };
      }),
    );
    const answers = await Promise.all(admins.map((zoe) => zoe.client.post(at(zoe, '/domains'), { domain: further })));
    expect(tally(answers)).toEqual({ '201': 1, '409 domain_taken': 7 });
    const winner = admins[answers.findIndex(({ status }) => status === 201)];
    for (const zoe of admins) {
      const domains = (await summaryOf(zoe)).domains.map(({ domain }: { domain: string }) => domain);
      expect(domains.includes(further)).toBe(zoe === winner);
    }
    expect(await join(service, further, 'yan')).toMatchObject({ outcome: 'joined', workspaceId: winner.workspaceId });
  });
});

describe('invitations of one address', () => {
  it('[I-6] 64 at once: one 201, and 63 times 409 already_invited with that very member', async () => {
    const ann = await found(service);
    const email = `bo@${newDomain()}`;
    const spellings = times(64, (index) => (index % 2 === 0 ? email : email.toUpperCase()));
    const answers = await Promise.all(spellings.map((one) => ann.client.post(at(ann, '/invitations'), { email: one })));
    expect(tally(answers)).toEqual({ '201': 1, '409 already_invited': 63 });
    expect(new Set(answers.map(({ body }) => body.memberId)).size).toBe(1);
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, invited: 1 });
  });

  it('[S-1] 64 at once with one key are one invitation and one answer', async () => {
    const ann = await found(service);
    const body = { email: `bo@${newDomain()}` };
    const headers = { 'idempotency-key': 'once' };
    const answers = await Promise.all(times(64, () => ann.client.post(at(ann, '/invitations'), body, { headers })));
    expect(tally(answers)).toEqual({ '201': 64 });
    expect(new Set(answers.map(({ text, position }) => `${text} ${String(position)}`)).size).toBe(1);
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, invited: 1 });
  });
});

describe('accepting', () => {
  it('[I-5] one link 64 times at once, each with name and password: one 200, one member, one account', async () => {
    const ann = await found(service);
    const email = `bo@${newDomain()}`;
    const { memberId } = await invite(ann, email);
    const token = await service.mailbox.token(email, 'invitation');
    const clients = times(64, () => service.client());
    const answers = await Promise.all(
      clients.map(
        (client, index) => client.post('/v1/invitations/acceptance', {
          token,
          name: `Bo ${index}`,
          password: PASSWORD,
        }),
      ),
    );
    const { '200': accepted, ...others } = tally(answers);
    expect(accepted).toBe(1);
    const refusals = ['410 invitation_used', '401 sign_in_required'];
    expect(Object.keys(others).filter((kind) => !refusals.includes(kind))).toEqual([]);
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(answers[winner]?.body).toMatchObject({ memberId, workspaceId: ann.workspaceId });
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({
      name: `Bo ${winner}`,
      state: 'joined',
    });
    expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, joined: 2 });
    expect(clients.filter(({ cookie }) => cookie !== undefined)).toEqual([clients[winner]]);
  });

  it('[I-5] one link 64 times at once in sessions of its person: one 200, the others 410', async () => {
    const [ann, ben] = await Promise.all([found(service), found(service)]);
    const { memberId } = await invite(ann, ben.email);
    const token = await service.mailbox.token(ben.email, 'invitation');
    const answers = await Promise.all(times(64, () => ben.client.post('/v1/invitations/acceptance', { token })));
    expect(tally(answers)).toEqual({ '200': 1, '410 invitation_used': 63 });
    expect((await done(ben.client.get('/v1/me'))).memberships).toHaveLength(2);
    expect(await done(ann.client.get(member(ann, { memberId })))).toMatchObject({ state: 'joined' });
  });

  it('[I-3] [I-5] while the invitation is resent: one of both, and the state fits, in each of 20 rounds', async () => {
    const ann = await found(service);
    const people = await Promise.all(times(20, () => found(service)));
    for (const [round, { client, email }] of people.entries()) {
      const { memberId } = await invite(ann, email);
      const token = await service.mailbox.token(email, 'invitation');
      const accept = () => client.post('/v1/invitations/acceptance', { token });
      const resend = () => ann.client.post(member(ann, { memberId }, '/invitation/resending'));
      const [accepted, resent] = await atOnce(accept, resend, round % 2 === 1);
      const { state } = await done(ann.client.get(member(ann, { memberId })));
      expect({ state, answers: tally([accepted, resent]) }).toEqual(
        accepted.status === 200
          ? { state: 'joined', answers: { '200': 1, '409 already_joined': 1 } }
          : { state: 'invited', answers: { '202': 1, '410 invitation_replaced': 1 } },
      );
    }
  });

  interface Round {
    readonly memberId: string;
    readonly token: string;
    /** Accepts by the link. */
    readonly accept: () => Promise<Answer>;
    readonly isIn: () => Promise<boolean>;
  }

  /**
   * Accepts and revokes at once; what came of it must be what the answers say.
   * @param lead how many other requests revoking waits for; accepting, where it is negative
   */
  async function acceptAgainstRevoke(ann: Person, round: Round, lead: number): Promise<string> {
    const { memberId, accept, token, isIn } = round;
    const after = async (requests: number, call: () => Promise<Answer>) => {
      for (let request = 0; request < requests; request++) await ann.client.get(at(ann, '/roles'));
      return call();
    };
    const revoke = () => ann.client.delete(member(ann, { memberId }, '/invitation'));
    const [accepted, revoked] = await Promise.all([after(-lead, accept), after(lead, revoke)]);
    const place = await ann.client.get(member(ann, { memberId }));
    const later = await service.client().post('/v1/invitations/preview', { token });
    const outcome = accepted.status === 200 ? 'accepted' : 'revoked';
    expect({
      accepted: tally([accepted]),
      revoked: tally([revoked]),
      place: place.body.state ?? place.body.code,
      later: later.body.code,
      isIn: await isIn(),
    }).toEqual(
      outcome === 'accepted'
        ? {
          accepted: { '200': 1 },
          revoked: { '409 already_joined': 1 },
          place: 'joined',
          later: 'invitation_used',
          isIn: true,
        }
        : {
          accepted: { '410 invitation_revoked': 1 },
          revoked: { '204': 1 },
          place: 'not_found',
          later: 'invitation_revoked',
          isIn: false,
        },
    );
    return outcome;
  }

  it('[I-4] [I-5] against revoking, with a new account: one wins, in each of 25 rounds', async () => {
    const ann = await found(service);
    const outcomes = new Set<string>();
    for (let round = 0; round < 25; round++) {
      const email = `p${round}@${newDomain()}`;
      const { memberId } = await invite(ann, email);
      const token = await service.mailbox.token(email, 'invitation');
      const isIn = async () => (await signIn(service, email)).status === 200;
      const accept = () => acceptAsNewcomer(service, token);
      outcomes.add(await acceptAgainstRevoke(ann, { memberId, token, accept, isIn }, round % 5 === 0 ? 0 : round * 4));
    }
    expect(outcomes).toEqual(new Set(['accepted', 'revoked']));
  });

  it('[I-4] [I-5] against revoking, in a session: one wins, in each of 25 rounds', async () => {
    const ann = await found(service);
    const people = await Promise.all(times(25, () => found(service)));
    const outcomes = new Set<string>();
    for (const [round, { client, email }] of people.entries()) {
      const { memberId } = await invite(ann, email);
      const token = await service.mailbox.token(email, 'invitation');
      const isIn = async () => (await client.get(at(ann))).status === 200;
      const accept = () => client.post('/v1/invitations/acceptance', { token });
      outcomes.add(
        await acceptAgainstRevoke(ann, { memberId, token, accept, isIn }, [-8, -1, 0, 1, 8][round % 5] ?? 0),
      );
    }
    expect(outcomes).toEqual(new Set(['accepted', 'revoked']));
  });
});
