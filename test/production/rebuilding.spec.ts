import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openMongo } from '#libs/read-store/mongodb';
import { at, changeRole, done, invite, member } from '../acceptance/workspace-calls.js';
import { runProgram } from '../support/cli.js';
import { Client } from '../support/client.js';
import { START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { holdingsOf } from '../support/fresh-fold.js';
import { MailCatcher } from '../support/mail-catcher.js';
import { found, join, newDomain, type Person } from '../support/people.js';
import { ProductionServers } from '../support/production-servers.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

const NAME = 'user-table';

/** Two API processes, one of which leaves the work to others, and a projector. */
let servers: ProductionServers;
let mail: MailCatcher;
let all: readonly ServiceProcess[];
let service: ServiceProcess;
let reader: ServiceProcess;
let ann: Person;
let bo: Person;
beforeAll(async () => {
  servers = await ProductionServers.start();
  const folders = new Set<string>();
  mail = await MailCatcher.start(folders);
  const env = { SMTP_URL: mail.url, PUBLIC_URL: 'http://127.0.0.1:3000', ROSTER_RATE_LIMITS: 'off' };
  service = await ServiceProcess.start({ servers, env });
  reader = await ServiceProcess.start({ servers, env: { ...env, ROSTER_PROJECTING: 'off' } });
  const projector = await ServiceProcess.start({ servers, env, program: 'projector' });
  all = [service, reader, projector];
  folders.add(joinPath(service.dataDir, 'outbox'));
  const founder = await found(service);
  ann = founder;
  bo = await join(service, founder.domain, 'bo');
  await until('Bo to be in the table', async () => (await roleOfBo(service)) === 'user');
}, START_LIMIT_MS);
afterAll(async () => {
  await Promise.all(all.map((process) => process.remove()));
  await mail.stop();
  await servers.stop();
});

const roster = (through: ServiceProcess, ...argv: readonly string[]) =>
  runProgram(['projections', ...argv], { ROSTER_URL: through.address, ROSTER_KEY: service.serviceKey });

/** What a process shows of Bo's role, to whoever brings no position. */
async function roleOfBo(through: ServiceProcess): Promise<string | undefined> {
  const client = new Client(through.address);
  client.cookie = ann.client.cookie;
  const { items } = await done(client.get(at(ann, '/members?limit=200')));
  return items.find(({ memberId }: { memberId: string }) => memberId === bo.memberId)?.role;
}

/** Behind everybody's back, as by hand or by a fault that was mended since. */
async function spoil(collection: string): Promise<void> {
  const mongo = openMongo(servers.mongo.url('roster'));
  try {
    const rows = mongo.database.collection<{ _id: string }>(`read.${collection}`);
    const { modifiedCount } = await rows.updateOne({ _id: bo.memberId }, { $set: { role: 'admin' } });
    expect(modifiedCount).toBe(1);
  } finally {
    await mongo.close();
  }
}

/** Four at once send commands through one process and look through another at what they did, until told to stop. */
function everydayLoad() {
  const client = new Client(reader.address);
  client.cookie = ann.client.cookie;
  let going = true;
  let done = 0;
  const work = async (): Promise<void> => {
    while (going) {
      const invited = await invite(ann, `someone@${newDomain()}`);
      const { position = '' } = await changeRole(ann, invited, 'admin');
      // While the work passes from one process to another it may be `not_caught_up` for a moment, and never older (S-2).
      const seen = await until('what the command did', async () => {
        const answer = await client.get(member(ann, invited), { headers: { 'roster-min-position': position } });
        return answer.status === 503 ? undefined : answer;
      });
      expect([seen.status, seen.body.role]).toEqual([200, 'admin']);
      done++;
    }
  };
  const workers = Promise.all([work(), work(), work(), work()]);
  return {
    /** How many rounds are done. */
    done: () => done,
    stop: (): Promise<unknown> => {
      going = false;
      return workers;
    },
  };
}

describe('a read model with a row that is wrong, in a service of several processes', () => {
  it('is built anew under load, compared and mended, for all of them', async () => {
    await spoil(`${NAME}_v1`);
    expect(await roleOfBo(service)).toBe('admin');
    const load = everydayLoad();
    await until('the load to be under way', () => load.done() > 0);
    const before = load.done();
    expect(await roster(reader, 'rebuild', NAME)).toMatchObject({ code: 0, out: `Generation 1 of ${NAME} is built.\n` });
    const { code, out } = await roster(service, 'switch', NAME);
    expect(code).toBe(1);
    expect(out).toMatch(/^They differ: \d+ rows compared, 1 differ\.$/m);
    expect(out).toContain(`  ${bo.memberId} is another in the new one\n`);
    expect(await roleOfBo(service)).toBe('admin');
    const switched = await roster(service, 'switch', NAME, '--accept-differences');
    expect([switched.code, switched.out.trimEnd().split('\n').at(-1)]).toEqual([0, `${NAME} serves in generation 1.`]);
    expect(await roleOfBo(service)).toBe('user');
    await until('the other process to read it too', async () => (await roleOfBo(reader)) === 'user');
    const after = load.done();
    await load.stop();
    expect(after).toBeGreaterThan(before);
  });

  it('stays mended after a restart of everything', async () => {
    await Promise.all(all.map((process) => process.restart()));
    for (const process of [service, reader]) expect(await roleOfBo(process)).toBe('user');
    const { position = '' } = await changeRole(ann, await invite(ann, `after@${newDomain()}`), 'admin');
    const { status } = await ann.client.get(at(ann, '/members'), { headers: { 'roster-min-position': position } });
    expect(status).toBe(200);
  });

  it('shows the wrong row again on the way back, and not after another switch', async () => {
    expect((await roster(reader, 'back', NAME)).code).toBe(0);
    expect(await roleOfBo(reader)).toBe('admin');
    await until('the other process to go back', async () => (await roleOfBo(service)) === 'admin');
    const again = await roster(service, 'switch', NAME, '--accept-differences', '--json');
    const { comparison } = JSON.parse(again.out) as { comparison: { differences: number; first: unknown } };
    expect(comparison).toMatchObject({ differences: 1, unsettled: 0, first: [{ id: bo.memberId, kind: 'different' }] });
    expect(await roleOfBo(service)).toBe('user');
  });

  it('is as a fresh fold of the whole log, and the wrong one goes with the next rebuild that is switched to', async () => {
    expect(await roster(service, 'rebuild', NAME)).toMatchObject({ code: 0 });
    const switched = await roster(service, 'switch', NAME);
    expect(switched).toMatchObject({ code: 0 });
    expect(switched.out).toContain('The same: ');
    const { differences } = await holdingsOf(servers);
    expect(differences).toEqual([]);
    const mongo = openMongo(servers.mongo.url('roster'));
    const left = async () => (await mongo.database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    try {
      await until('the wrong one to be dropped', async () => !(await left()).includes(`read.${NAME}_v1`), 60_000);
      expect(await left()).toEqual(expect.arrayContaining([`read.${NAME}_v1_g1`, `read.${NAME}_v1_g2`]));
    } finally {
      await mongo.close();
    }
  });
});
