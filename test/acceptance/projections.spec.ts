import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Ran, runHere, runProgram } from '../support/cli.js';
import { type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, newDomain, type Person } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { at, changeRole, done, invite, member } from './workspace-calls.js';

jest.setTimeout(limitMs(120));

const ALL = '/v1/projections';
const NAME = 'user-table';
const path = (what: 'rebuild' | 'switch' | 'back', name = NAME) => `${ALL}/${name}/${what}`;

let service: ServiceProcess;
let operator: Client;
let auditor: Client;
let ann: Person;
beforeAll(async () => {
  const made = JSON.parse((await runHere(['keys', 'auditor', '--scopes', 'commands,members,billing,history', '--json'])).out);
  service = await ServiceProcess.start({ env: { ROSTER_API_KEYS: made.entry, ROSTER_RATE_LIMITS: 'off' } });
  operator = service.service();
  auditor = service.service(made.key);
  ann = await found(service);
});
afterAll(() => service.remove());

/** The built program, as operators run it. */
const roster = (...argv: readonly string[]): Promise<Ran> =>
  runProgram(['projections', ...argv], { ROSTER_URL: service.address, ROSTER_KEY: service.serviceKey });

/** The same in this process, which begins sooner. */
const rosterHere = (...argv: readonly string[]): Promise<Ran> =>
  runHere(['projections', ...argv], { env: { ROSTER_URL: service.address, ROSTER_KEY: service.serviceKey } });

async function standing(name = NAME) {
  const { items } = await done(operator.get(ALL));
  return items.find((item: { name: string }) => item.name === name);
}

const generations = async () => {
  const { serving, beside, former } = await standing();
  return [serving, beside, former].map((each) => each?.generation ?? null);
};

/** Until what is built has everything. */
async function built(): Promise<void> {
  await until('it to be built', async () => {
    const { head, items } = await done(operator.get(ALL));
    return items.find((item: { name: string }) => item.name === NAME).beside?.position === head;
  });
}

/** People who invite and promote, and look at once at what they have done, for as long as they are let. */
class Everyday {
  commands = 0;
  readonly members = new Map<string, string>();
  readonly wrong: unknown[] = [];
  private going = true;
  private readonly work = Promise.all([1, 2, 3].map(() => this.one()));

  async finish(): Promise<void> {
    this.going = false;
    await this.work;
    expect(this.wrong).toEqual([]);
  }

  private async one(): Promise<void> {
    while (this.going && this.wrong.length === 0) {
      const invited = await invite(ann, `someone@${newDomain()}`);
      for (const role of ['admin', 'user', 'admin']) {
        const { status, position = '' } = await changeRole(ann, invited, role);
        this.members.set(invited.memberId, role);
        const seen = await ann.client.get(member(ann, invited), { headers: { 'roster-min-position': position } });
        if (status !== 200 || seen.body.role !== role) this.wrong.push([status, seen.status, seen.body]);
        this.commands++;
      }
    }
  }

  /** So many commands more. */
  async goesOn(commands = 10): Promise<void> {
    const before = this.commands;
    await until('commands to go on', () => this.commands >= before + commands || this.wrong.length > 0);
  }
}

describe('a read model that is built anew while everything goes on', () => {
  it('is switched to where it is the same, and back, and no query ever shows less than it should', async () => {
    const everyday = new Everyday();
    await everyday.goesOn();
    const rebuilt = await roster('rebuild', NAME);
    expect(rebuilt).toMatchObject({ code: 0, out: `Generation 1 of ${NAME} is built.\n` });
    expect(await generations()).toEqual([0, 1, null]);
    await everyday.goesOn();
    const switched = await roster('switch', NAME);
    expect([switched.code, switched.out.replace(/\d+ rows/, 'n rows')]).toEqual([
      0,
      `The same: n rows compared.\n${NAME} serves in generation 1.\n`,
    ]);
    await everyday.goesOn();
    expect(await generations()).toEqual([1, null, 0]);
    expect(await roster('back', NAME)).toMatchObject({ code: 0, out: `${NAME} serves in generation 0 again.\n` });
    await everyday.goesOn();
    expect((await roster('switch', NAME)).code).toBe(0);
    await everyday.goesOn();
    await everyday.finish();
    const { items, counts } = await done(ann.client.get(at(ann, '/members?limit=200')));
    const others = (items as { memberId: string; role: string }[]).filter(({ memberId }) => memberId !== ann.memberId);
    expect(others.map(({ memberId, role }) => [memberId, role])).toEqual(others.map(({ memberId }) => [memberId, everyday.members.get(memberId)]));
    expect(counts.members).toBe(everyday.members.size + 1);
  });

  it('is one read model among those that readiness tells of', async () => {
    const { status, body } = await service.client().get('/health/ready');
    expect(status).toBe(200);
    const names = body.projections.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain(NAME);
  });

  it('and again: what is neither read nor the way back is dropped', async () => {
    await done(operator.post(path('rebuild'), {}), 202);
    const [serving, beside] = await generations();
    expect(beside).toBe(2);
    await built();
    await done(operator.post(path('switch'), {}), 200);
    expect(await generations()).toEqual([2, null, serving]);
  });

  it('every read model can be', async () => {
    const { items } = await done(operator.get(ALL));
    for (const { name } of items as { name: string }[]) {
      if (name === NAME) continue;
      expect(await rosterHere('rebuild', name)).toMatchObject({ code: 0 });
      const { comparison, serving } = JSON.parse((await rosterHere('switch', name, '--json')).out);
      expect([name, comparison.differences, comparison.unsettled, serving.generation]).toEqual([name, 0, 0, 1]);
    }
    const invited = await invite(ann, `late@${newDomain()}`);
    expect((await done(ann.client.get(member(ann, invited)))).memberId).toBe(invited.memberId);
  });

  it('is listed with how far it is, for people and for scripts', async () => {
    const { code, out } = await roster('list');
    expect(code).toBe(0);
    expect(out).toMatch(/^Read model +Version +Serving +Beside +Former$/m);
    expect(out).toMatch(/^user-table +1 +2 live/m);
    const { items, head } = JSON.parse((await roster('list', '--json')).out);
    expect(items.find(({ name }: { name: string }) => name === NAME).serving).toMatchObject({ generation: 2, position: head });
  });
});

describe('what cannot be done is refused, with a reason', () => {
  it('what is to be switched to, or back to, is not there', async () => {
    expect((await operator.post(path('switch'), {})).body).toMatchObject({ status: 409, code: 'nothing_beside' });
    await done(operator.post(path('back')), 200);
    await done(operator.post(path('rebuild'), { anew: true }), 202);
    expect((await operator.post(path('back'))).body).toMatchObject({ status: 409, code: 'no_way_back' });
    expect((await rosterHere('back', NAME)).code).toBe(4);
  });

  it.each(['rebuild', 'switch', 'back'] as const)('%s: no such read model', async (what) => {
    for (const name of ['nothing', 'user-table_v1', 'Ann%20Founder', 'x'.repeat(200)]) {
      const body = what === 'back' ? undefined : {};
      expect((await operator.post(path(what, name), body)).body).toMatchObject({ status: 404, code: 'not_found' });
    }
    const { code, err } = await rosterHere(what, 'nothing');
    expect([code, err]).toEqual([4, expect.stringContaining('roster projections list')]);
  });

  it('[S-6] a key without the scope, a person, and a service on behalf of one', async () => {
    const onBehalf = service.service(service.serviceKey, { 'roster-on-behalf-of': ann.memberId });
    const callers = [
      [auditor, 'scope_required'],
      [ann.client, 'service_required'],
      [onBehalf, 'service_required'],
    ] as const;
    const before = await generations();
    for (const [caller, code] of callers) {
      const answers = [await caller.get(ALL)];
      for (const what of ['rebuild', 'switch'] as const) answers.push(await caller.post(path(what), {}));
      answers.push(await caller.post(path('back')));
      expect(answers.map(({ body }) => [body.status, body.code])).toEqual(answers.map(() => [403, code]));
    }
    expect(await generations()).toEqual(before);
  });

  it.each([{ anew: 'yes' }, { anew: null }, { surprise: 1 }, []])('[I-8] rebuild with %j', async (body) => {
    expect((await operator.post(path('rebuild'), body)).body).toMatchObject({ status: 422, code: 'invalid_request' });
  });

  it.each([{ acceptDifferences: 1 }, { surprise: 1 }, 'all'])('[I-8] switch with %j', async (body) => {
    expect((await operator.post(path('switch'), body)).body).toMatchObject({ status: 422, code: 'invalid_request' });
  });
});
