import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, join, PASSWORD, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import {
  at,
  atOnce,
  changeRole,
  done,
  invite,
  member,
  type MemberRef,
  remove,
  summaryOf,
  tally,
  times,
} from './workspace-calls.js';

jest.setTimeout(limitMs(120));

const ROUNDS = 100;

/** Parallel requests each on a connection of its own, against the one real process. */
let service: ServiceProcess;

beforeAll(async () => {
  service = await ServiceProcess.start();
});
afterAll(() => service.remove());

const stateOf = async (asking: Person, of: MemberRef) => done(asking.client.get(member(asking, of)));
const isIn = async ({ client, workspaceId }: Person) => (await client.get(at({ workspaceId }))).status === 200;
const transferredTo = ({ body }: Answer): string => body.transferTo;

async function company(...names: readonly string[]) {
  const ann = await found(service);
  return { ann, others: await Promise.all(names.map((name) => join(service, ann.domain, name))) };
}

/** Somebody who comes in again, as a new member. */
class Returning {
  /** The links that they have had. */
  private readonly known = new Set<string>();

  constructor(public person: Person) {}

  /** The link of a new invitation. */
  async invited(by: Person, role = 'user'): Promise<MemberRef & { readonly token: string }> {
    const { email } = this.person;
    const { memberId } = await invite(by, email, { role });
    const token = await until(`another link for ${email}`, async () => {
      const mails = await service.mailbox.to(email);
      const links = mails.map(({ text }) => /\/invitation#token=([A-Za-z0-9._-]+)/.exec(text)?.[1]);
      return links.find((link) => link !== undefined && !this.known.has(link));
    });
    this.known.add(token);
    return { memberId, token };
  }

  async back(by: Person, role = 'user'): Promise<Person> {
    const { token } = await this.invited(by, role);
    const place = await done(this.person.client.post('/v1/invitations/acceptance', { token }), 200);
    return (this.person = { ...this.person, ...place });
  }
}

describe('removing one member', () => {
  it(`[X-8] twice at once: one removal, and the other is told who took over, in each of ${ROUNDS} rounds`, async () => {
    const { ann, others } = await company('bo', 'cy');
    const [bo, cy] = others as [Person, Person];
    await promote(ann, bo.memberId);
    const returning = new Returning(cy);
    let gone: Person = cy;
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await atOnce(() => remove(ann, gone, bo), () => remove(bo, gone, ann), round % 2 === 1);
      expect(tally(answers)).toEqual({ '200': 1, '409 member_removed': 1 });
      const [winner, loser] = answers.toSorted((one, other) => one.status - other.status) as [Answer, Answer];
      expect(loser.body.successorId).toBe(transferredTo(winner));
      expect(await stateOf(ann, gone)).toMatchObject({ state: 'removed', successorId: transferredTo(winner) });
      expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, joined: 2 });
      gone = await returning.back(ann);
    }
  });

  it('[X-13] while they leave: they are gone once, whoever was first, in each of 50 rounds', async () => {
    const { ann, others } = await company('bo', 'cy');
    const [bo, cy] = others as [Person, Person];
    const returning = new Returning(cy);
    let gone: Person = cy;
    for (let round = 0; round < 50; round++) {
      const [left, removed] = await atOnce(() => remove(gone, gone), () => remove(ann, gone, bo), round % 2 === 1);
      const byThemselves = left.status === 200;
      expect([tally([left]), tally([removed])]).toEqual(
        byThemselves ? [{ '200': 1 }, { '409 member_removed': 1 }] : [{ '404 not_found': 1 }, { '200': 1 }],
      );
      expect(await stateOf(ann, gone)).toMatchObject({ successorId: (byThemselves ? ann : bo).memberId });
      expect(await isIn(gone)).toBe(false);
      gone = await returning.back(ann);
    }
  });
});

describe('removing two members', () => {
  it(`[X-6] each in favour of the other: exactly one goes, in each of ${ROUNDS} rounds`, async () => {
    const { ann, others } = await company('bo', 'cy');
    const pair = others.map((person) => new Returning(person)) as [Returning, Returning];
    for (let round = 0; round < ROUNDS; round++) {
      const [bo, cy] = [pair[0].person, pair[1].person];
      const answers = await atOnce(() => remove(ann, bo, cy), () => remove(ann, cy, bo), round % 2 === 1);
      expect(tally(answers)).toEqual({ '200': 1, '409 member_removed': 1 });
      const first = answers[0].status === 200;
      const [gone, heir] = first ? [bo, cy] : [cy, bo];
      expect(answers[first ? 1 : 0].body.successorId).toBe(heir.memberId);
      expect(await stateOf(ann, gone)).toMatchObject({ state: 'removed', successorId: heir.memberId });
      expect(await stateOf(ann, heir)).toMatchObject({ state: 'joined' });
      expect([await isIn(gone), await isIn(heir)]).toEqual([false, true]);
      await pair[first ? 0 : 1].back(ann);
    }
  });

  it(`[R-5] [X-11] admins each other: exactly one goes, in each of ${ROUNDS} rounds`, async () => {
    const { ann, others } = await company('bo', 'cy');
    for (const { memberId } of others) await promote(ann, memberId);
    const pair = others.map((person) => new Returning(person)) as [Returning, Returning];
    for (let round = 0; round < ROUNDS; round++) {
      const [bo, cy] = [pair[0].person, pair[1].person];
      const answers = await atOnce(() => remove(bo, cy, ann), () => remove(cy, bo, ann), round % 2 === 1);
      expect(tally(answers)).toEqual({ '200': 1, '404 not_found': 1 });
      const cyWent = answers[0].status === 200;
      expect([await isIn(bo), await isIn(cy)]).toEqual([cyWent, !cyWent]);
      expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, admins: 2 });
      await pair[cyWent ? 1 : 0].back(ann, 'admin');
    }
  });

  it(`[X-6] of a chain at once: their work ends with somebody who is there, in each of ${ROUNDS} rounds`, async () => {
    const { ann, others } = await company('bo', 'cy', 'di');
    const returning = others.map((person) => new Returning(person));
    for (let round = 0; round < ROUNDS; round++) {
      const [bo, cy, di] = returning.map(({ person }) => person) as [Person, Person, Person];
      const wanted = [[bo, cy], [cy, di], [di, ann]] as const;
      const answers = await Promise.all(wanted.map(([gone, heir]) => remove(ann, gone, heir)));
      for (const { status, body } of answers.filter(({ status: one }) => one !== 200)) {
        expect([status, body.code]).toEqual([409, 'member_removed']);
      }
      for (const [index, one] of [bo, cy, di].entries()) {
        const { state, successorId } = await stateOf(ann, one);
        expect(state).toBe(answers[index]?.status === 200 ? 'removed' : 'joined');
        if (state !== 'removed') continue;
        expect(await stateOf(ann, { memberId: successorId })).toMatchObject({ state: 'joined' });
        await returning[index]?.back(ann);
      }
    }
  });
});

describe('removing somebody who accepts their invitation', () => {
  /** @param lead how many other requests the second call waits for; the first, where it is negative */
  async function apart(lead: number, one: () => Promise<Answer>, other: () => Promise<Answer>, ann: Person) {
    const after = async (requests: number, call: () => Promise<Answer>) => {
      for (let request = 0; request < requests; request++) await ann.client.get(at(ann, '/roles'));
      return call();
    };
    return Promise.all([after(-lead, one), after(lead, other)]);
  }
  const LEADS = [-6, -2, -1, 0, 0, 1, 2, 6];

  it(`[I-5] [X-13] without a successor: one of both, in each of ${ROUNDS} rounds`, async () => {
    const ann = await found(service);
    const people = await Promise.all(times(8, () => found(service)));
    const returning = people.map((person) => new Returning({ ...person, workspaceId: ann.workspaceId }));
    const outcomes = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const one = returning[round % 8] as Returning;
      const { client } = one.person;
      const { memberId, token } = await one.invited(ann);
      const accept = () => client.post('/v1/invitations/acceptance', { token });
      const revoke = () => remove(ann, { memberId });
      const [accepted, removed] = await apart(LEADS[round % 8] ?? 0, accept, revoke, ann);
      const joined = accepted.status === 200;
      expect([tally([accepted]), tally([removed]), await isIn(one.person)]).toEqual(
        joined
          ? [{ '200': 1 }, { '422 transfer_required': 1 }, true]
          : [{ '410 invitation_revoked': 1 }, { '200': 1 }, false],
      );
      outcomes.add(joined ? 'joined' : 'revoked');
      if (joined) await done(remove(ann, { memberId }, ann));
      expect((await summaryOf(ann)).counts).toMatchObject({ members: 1, invited: 0 });
    }
    expect(outcomes).toEqual(new Set(['joined', 'revoked']));
  });

  it(`[I-5] [X-11] with a successor: they are not in, whoever was first, in each of ${ROUNDS} rounds`, async () => {
    const ann = await found(service);
    const people = await Promise.all(times(8, () => found(service)));
    const returning = people.map((person) => new Returning({ ...person, workspaceId: ann.workspaceId }));
    const outcomes = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const one = returning[round % 8] as Returning;
      const { client } = one.person;
      const { memberId, token } = await one.invited(ann);
      const accept = () => client.post('/v1/invitations/acceptance', { token });
      const [accepted, removed] = await apart(LEADS[round % 8] ?? 0, accept, () => remove(ann, { memberId }, ann), ann);
      const joined = accepted.status === 200;
      expect([tally([accepted]), removed.status, removed.body.transferTo]).toEqual(
        joined ? [{ '200': 1 }, 200, ann.memberId] : [{ '410 invitation_revoked': 1 }, 200, null],
      );
      outcomes.add(joined ? 'joined' : 'revoked');
      expect(await isIn(one.person)).toBe(false);
      expect((await summaryOf(ann)).counts).toMatchObject({ members: 1, invited: 0 });
    }
    expect(outcomes).toEqual(new Set(['joined', 'revoked']));
  });
});

describe('removing somebody', () => {
  it(`[R-3] [X-8] while their role changes: they go as what they were, in each of ${ROUNDS} rounds`, async () => {
    const { ann, others } = await company('bo', 'cy');
    const [bo, cy] = others as [Person, Person];
    await promote(ann, bo.memberId);
    const returning = new Returning(cy);
    let gone: Person = cy;
    for (let round = 0; round < ROUNDS; round++) {
      const before = round % 4 < 2 ? 'user' : 'admin';
      const after = before === 'user' ? 'admin' : 'user';
      if (before === 'admin') await promote(ann, gone.memberId);
      const change = () => changeRole(bo, gone, after);
      const [changed, removed] = await atOnce(change, () => remove(ann, gone, bo), round % 2 === 1);
      expect(tally([removed])).toEqual({ '200': 1 });
      const { state, role } = await stateOf(ann, gone);
      expect([tally([changed]), state, role]).toEqual(
        changed.status === 200 ? [{ '200': 1 }, 'removed', after] : [{ '409 member_removed': 1 }, 'removed', before],
      );
      expect((await summaryOf(ann)).counts).toMatchObject({ members: 2, admins: 2 });
      gone = await returning.back(ann);
    }
  });

  it(`[R-3] while whoever removes them is demoted: done before, or refused, in each of ${ROUNDS} rounds`, async () => {
    const { ann, others } = await company('bo', 'cy');
    const [bo, cy] = others as [Person, Person];
    const returning = new Returning(cy);
    let gone: Person = cy;
    for (let round = 0; round < ROUNDS; round++) {
      await promote(ann, bo.memberId);
      const demote = () => changeRole(ann, bo, 'user');
      const [demoted, removed] = await atOnce(demote, () => remove(bo, gone, ann), round % 2 === 1);
      expect(tally([demoted])).toEqual({ '200': 1 });
      const went = removed.status === 200;
      expect(tally([removed])).toEqual(went ? { '200': 1 } : { '403 capability_required': 1 });
      expect((await stateOf(ann, gone)).state).toBe(went ? 'removed' : 'joined');
      if (went) gone = await returning.back(ann);
    }
  });

  it(`[R-6] [X-13] while ownership is passed to them: one of both, in each of ${ROUNDS} rounds`, async () => {
    const { ann, others } = await company('bo', 'cy');
    const [bo, cy] = others as [Person, Person];
    await promote(ann, bo.memberId);
    await promote(ann, cy.memberId);
    const returning = new Returning(cy);
    let heir: Person = cy;
    for (let round = 0; round < ROUNDS; round++) {
      const pass = () => ann.client.put(at(ann, '/owner'), { memberId: heir.memberId });
      const [passed, removed] = await atOnce(pass, () => remove(bo, heir, ann), round % 2 === 1);
      const { ownerId } = await summaryOf(ann);
      expect([tally([passed]), tally([removed]), ownerId]).toEqual(
        passed.status === 200
          ? [{ '200': 1 }, { '409 owner_must_transfer': 1 }, heir.memberId]
          : [{ '409 member_removed': 1 }, { '200': 1 }, ann.memberId],
      );
      if (passed.status === 200) await done(heir.client.put(at(ann, '/owner'), { memberId: ann.memberId }));
      else heir = await returning.back(ann, 'admin');
    }
  });
});

describe('removing a workspace', () => {
  it('[A-2] [D-4] while people of its domain verify: each is somewhere in the end, in each of 10 rounds', async () => {
    for (let round = 0; round < 10; round++) {
      const ann = await found(service);
      const names = ['bo', 'cy', 'di'];
      const clients = names.map(() => service.client());
      const emails = names.map((name) => `${name}@${ann.domain}`);
      for (const email of emails) {
        const form = { email, password: PASSWORD, name: 'Somebody' };
        await done(service.client().post('/v1/sign-ups', form), 202);
      }
      const tokens = await Promise.all(emails.map((email) => service.mailbox.token(email, 'verify')));
      const [ended, ...verified] = await Promise.all([
        ann.client.delete(at(ann), { password: PASSWORD }),
        ...clients.map((client, index) => client.post('/v1/sign-ups/verification', { token: tokens[index] })),
      ]);
      expect([tally([ended]), tally(verified)]).toEqual([{ '204': 1 }, { '200': 3 }]);
      const people = await Promise.all(
        clients.map((client, index) => {
          return done(client.get('/v1/me', { headers: { 'roster-min-position': verified[index]?.position ?? '' } }));
        }),
      );
      for (const [index, { body }] of verified.entries()) {
        const mine = people[index].memberships.map(({ workspaceId }: Person) => workspaceId);
        expect(mine).toEqual(body.workspaceId === ann.workspaceId ? [] : [body.workspaceId]);
      }
      const later = await join(service, ann.domain, 'later');
      const holders = new Set(verified.map(({ body }) => body.workspaceId as string));
      holders.delete(ann.workspaceId);
      expect(holders.size).toBeLessThanOrEqual(1);
      const [holder] = holders;
      expect(later).toMatchObject(holder ? { outcome: 'joined', workspaceId: holder } : { outcome: 'founded' });
    }
  });
});
