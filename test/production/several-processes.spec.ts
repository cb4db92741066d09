import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
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
  tally,
  times,
} from '../acceptance/workspace-calls.js';
import { type Answer, type Client } from '../support/client.js';
import { START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { Fleet } from '../support/fleet.js';
import { holdingsOf, logOf } from '../support/fresh-fold.js';
import { faultsOf } from '../support/log-check.js';
import { found, join, newDomain, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** The short form runs with the others; `ROSTER_LONG=1` asks for the long one. */
const LONG = process.env['ROSTER_LONG'] === '1';
const ROUNDS = LONG ? 100 : 30;
const PEOPLE = LONG ? 50 : 20;
const ROLE_CHANGES = LONG ? 10_000 : 500;
/** Each changes the role of a person of its own, every time through another process. */
const CALLERS = 20;
const FREEZES = LONG ? 100 : 3;
const MAIL = 'workspace-mail';
/** More than a process sends at once. */
const IN_HAND = 12;
/** Nothing takes so long, whatever else the machine does. */
const PATIENCE_MS = 60_000;

jest.setTimeout(LONG ? 3_600_000 : 180_000);

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start();
}, START_LIMIT_MS);
afterAll(() => (fleet as Fleet | undefined)?.remove());

/** What everything that happened has come to: nothing twice in the log, and read models as a fold from its beginning. */
async function expectWhole(): Promise<void> {
  await fleet.folded();
  const { events, differences } = await holdingsOf(fleet.servers);
  expect(faultsOf(events)).toEqual([]);
  expect(differences).toEqual([]);
}

/** What is read at a position or after it. On a machine that is busy it may be refused for a while; it is never older. */
function readAfter(position: string, client: Client, path: string): Promise<Answer> {
  return until('the read models', async () => {
    const answer = await client.get(path, { headers: { 'roster-min-position': position } });
    return answer.status === 503 && answer.body.code === 'not_caught_up' ? undefined : answer;
  }, PATIENCE_MS);
}

/** The token of a link in a mail, whichever process sent it. */
async function tokenFor(email: string, page: string): Promise<string> {
  const { mailbox } = fleet.api(0);
  await until(`a mail to ${email}`, async () => (await mailbox.to(email)).length > 0, PATIENCE_MS);
  return mailbox.token(email, page);
}

const someoneWith = (lease: string): Promise<ServiceProcess> =>
  until(`somebody to have ${lease}`, () => fleet.holderOf(lease), PATIENCE_MS);

describe('three API processes and two projectors', () => {
  it('share the work: each lease has one holder, and nobody more than an equal part', async () => {
    await until('an equal part for each', async () => {
      const held = await fleet.shared();
      const all = held.reduce((sum, number) => sum + number, 0);
      return Math.max(...held) <= Math.ceil(all / 4);
    });
    expect(await fleet.leasesOf(fleet.api(2))).toEqual([]);
  });

  it('[S-2] whatever one has written the others show, to whoever brings its position', async () => {
    const ann = await found(fleet.api(0));
    const bo = await join(fleet.api(1), ann.domain, 'bo');
    for (let round = 0; round < ROUNDS / 3; round++) {
      const role = round % 2 === 0 ? 'admin' : 'user';
      const { position = '' } = await changeRole(fleet.at(round, ann), bo, role);
      const table = await readAfter(position, fleet.at(round + 1, ann).client, at(ann, '/members?search=bo'));
      expect([table.status, table.body.items?.[0]?.role]).toEqual([200, role]);
    }
  });

  it('[R-5] of two admins who demote each other through different processes exactly one succeeds', async () => {
    const ann = await found(fleet.api(0));
    const [bo, cy] = await Promise.all([join(fleet.api(1), ann.domain, 'bo'), join(fleet.api(2), ann.domain, 'cy')]);
    const roleOf = async (of: MemberRef, position: string) =>
      (await done(readAfter(position, ann.client, member(ann, of)))).role as string;
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all([promote(ann, bo.memberId), promote(ann, cy.memberId)]);
      const demote = (by: Person, of: Person, through: number) => () => changeRole(fleet.at(through, by), of, 'user');
      const answers = await atOnce(demote(bo, cy, round), demote(cy, bo, round + 1), round % 2 === 1);
      expect(tally(answers)).toEqual({ '200': 1, '403 capability_required': 1 });
      const [winner, loser] = answers[0].status === 200 ? [bo, cy] : [cy, bo];
      const { position = '' } = answers.find(({ status }) => status === 200) as Answer;
      const roles = await Promise.all([winner, loser].map((person) => roleOf(person, position)));
      expect(roles).toEqual(['admin', 'user']);
    }
  });

  it(`[D-4] of ${PEOPLE} who verify one new domain through all of them one founds, and the others join`, async () => {
    const domain = newDomain();
    const emails = times(PEOPLE, (index) => `p${index}@${domain}`);
    await Promise.all(emails.map((email, index) => askToSignUp(fleet.api(index), email)));
    const tokens = await Promise.all(emails.map((email) => tokenFor(email, 'verify')));
    const verify = (token: string, index: number) => fleet.api(index).client().post('/v1/sign-ups/verification', { token });
    const answers = await Promise.all(tokens.map(verify));
    expect(answers.map(({ body }) => body.outcome).sort()).toEqual(['founded', ...times(PEOPLE - 1, () => 'joined')]);
    expect(new Set(answers.map(({ body }) => body.workspaceId)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.memberId)).size).toBe(PEOPLE);
  });

  it('[I-4] [I-5] an invitation that is accepted through one while it is revoked through another is one of the two', async () => {
    const ann = await found(fleet.api(0));
    const outcomes = new Set<string>();
    for (let round = 0; round < ROUNDS / 3; round++) {
      const email = `guest${round}@${newDomain()}`;
      const { memberId } = await invite(fleet.at(round, ann), email);
      const token = await tokenFor(email, 'invitation');
      const accept = () => acceptAsNewcomer(fleet.api(round + 1), token);
      const revoke = () => fleet.at(round + 2, ann).client.delete(member(ann, { memberId }, '/invitation'));
      const [accepted, revoked] = await atOnce(accept, revoke, round % 2 === 1);
      expect([accepted.status < 300, revoked.status < 300].filter(Boolean)).toHaveLength(1);
      outcomes.add(accepted.status < 300 ? 'accepted' : 'revoked');
      const position = accepted.position ?? revoked.position ?? '';
      const { status, body } = await readAfter(position, ann.client, member(ann, { memberId }));
      expect([status, body.state]).toEqual(accepted.status < 300 ? [200, 'joined'] : [404, undefined]);
    }
    expect(outcomes.size).toBeGreaterThan(0);
  });

  it(`${ROLE_CHANGES} role changes of one workspace from all three end in one linear, provable history`, async () => {
    const ann = await found(fleet.api(0));
    const people = await Promise.all(times(CALLERS, (index) => join(fleet.api(index), ann.domain, `p${index}`)));
    const perPerson = ROLE_CHANGES / CALLERS;
    const change = async (of: Person, index: number): Promise<void> => {
      for (let turn = 0; turn < perPerson; turn++) {
        const client = fleet.api(index + turn).service();
        const role = turn % 2 === 0 ? 'admin' : 'user';
        await until('it to be carried out', async () => {
          const answer = await client.put(member(ann, of, '/role'), { role });
          if (answer.status !== 200 && answer.status !== 503 && answer.status !== 409) throw new Error(answer.text);
          return answer.status === 200;
        });
      }
    };
    await Promise.all(people.map(change));
    await expectWhole();
    const events = await logOf(fleet.servers);
    const roles = new Map<string, string>();
    let changes = 0;
    for (const { stream, type, data } of events) {
      if (stream !== `workspace-${ann.workspaceId}` || type !== 'RoleChanged') continue;
      const { memberId, role } = data as unknown as { readonly memberId: string; readonly role: string };
      // Each changes what the one before had left.
      expect(roles.get(memberId) ?? 'user').not.toBe(role);
      roles.set(memberId, role);
      changes++;
    }
    expect(changes).toBe(ROLE_CHANGES);
    for (const number of [0, 1, 2]) {
      const { body } = await fleet.api(number).service().get(at(ann, '/history/verification'));
      expect(body).toMatchObject({ ok: true, events: events.filter(({ stream }) => stream === `workspace-${ann.workspaceId}`).length });
    }
  });
});

describe('a projector', () => {
  it('answers how it is, and nothing else', async () => {
    const client = (fleet.projectors[0] as ServiceProcess).client();
    expect(await client.get('/health/live')).toMatchObject({ status: 200, body: { status: 'up' } });
    await until('it to be ready', async () => (await client.get('/health/ready')).status === 200);
    expect((await client.get('/metrics')).text).toContain('roster_lease_held{');
    for (const path of ['/', '/docs', '/v1/workspaces', '/health']) {
      expect(await client.get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await client.post('/v1/sessions', { email: 'a@b.test', password: 'x' })).status).toBe(404);
  });

  it('does not start without servers, and says what it needs', async () => {
    const starting = ServiceProcess.start({ program: 'projector', env: { EVENTSTORE_URL: '', MONGODB_URL: '' }, servers: fleet.servers });
    const said = expect.stringMatching(/did not start.*EVENTSTORE_URL: is required.*MONGODB_URL: is required/s);
    await expect(starting).rejects.toMatchObject({ exitCode: 1, said });
  });
});

describe('a holder of leases', () => {
  interface Invited {
    readonly email: string;
    readonly answer: Answer;
  }

  function inviteSome(client: Client, ann: Person, name: string, number: number): Promise<Invited[]> {
    const emails = times(number, (index) => `${name}-${index}@guests.test`);
    return Promise.all(
      emails.map(async (email) => {
        const answer = await client.post(at(ann, '/invitations'), { email });
        expect(answer.status).toBe(201);
        return { email, answer };
      }),
    );
  }

  /** Waits for the mail and the row of each. */
  async function seenThrough(client: Client, ann: Person, invited: readonly Invited[]): Promise<void> {
    for (const { email, answer } of invited) {
      await tokenFor(email, 'invitation');
      expect((await readAfter(answer.position ?? '', client, member(ann, answer.body))).status).toBe(200);
    }
  }

  async function workGoesOn(client: Client, ann: Person, name: string): Promise<void> {
    await seenThrough(client, ann, await inviteSome(client, ann, name, 4));
  }

  const others = (than: ServiceProcess) => fleet.all.filter((process) => process !== than);
  const callerBut = (victim: ServiceProcess) => (fleet.apis.find((api) => api !== victim) as ServiceProcess).service();

  it('that is stopped gives them back: others go on long before they would be over', async () => {
    await fleet.shared();
    const [projector] = fleet.projectors as [ServiceProcess];
    const began = performance.now();
    expect(await projector.stop()).toBe(0);
    await fleet.shared(others(projector));
    expect(performance.now() - began).toBeLessThan(5000);
    await projector.run();
  });

  it('that is killed is replaced within ten seconds', async () => {
    const ann = await found(fleet.api(0));
    await fleet.shared();
    const victim = await someoneWith(MAIL);
    await victim.kill();
    const began = performance.now();
    await until('its leases to be taken over', () => fleet.holderOf(MAIL, others(victim)));
    expect(performance.now() - began).toBeLessThan(10_000);
    await workGoesOn(callerBut(victim), ann, 'after-the-kill');
    await victim.run();
  });

  it(`that stands still with work in hand, and wakes, does none of it again, ${FREEZES} times`, async () => {
    const ann = await found(fleet.api(0));
    // What a mail server has taken and nobody has noted down goes out once more: that alone.
    const onTheirWay = new Set(fleet.mail.doubled);
    for (let round = 0; round < FREEZES; round++) {
      await fleet.shared();
      const victim = await someoneWith(MAIL);
      const caller = callerBut(victim);
      fleet.mail.hold();
      const inHand = await inviteSome(caller, ann, `in-hand-${round}`, IN_HAND);
      await until('it to be sending', () => fleet.mail.holding > 0, PATIENCE_MS);
      victim.signal('SIGSTOP');
      for (const id of fleet.mail.letGo()) onTheirWay.add(id);
      await until('its leases to be taken over', () => fleet.holderOf(MAIL, others(victim)), PATIENCE_MS);
      await seenThrough(caller, ann, inHand);
      await workGoesOn(caller, ann, `frozen-${round}`);
      victim.signal('SIGCONT');
      await workGoesOn(caller, ann, `awake-${round}`);
    }
    await fleet.shared();
    await expectWhole();
    expect(fleet.mail.doubled.filter((id) => !onTheirWay.has(id))).toEqual([]);
  });
});
