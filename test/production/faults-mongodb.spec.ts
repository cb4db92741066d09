import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { underLoad } from '../support/faulty-world.js';
import { FerretDb } from '../support/ferretdb/ferretdb.js';
import { START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { type Fault } from '../support/mongo-proxy.js';

const LONG = process.env['ROSTER_LONG'] !== undefined;
/** Of each kind; where it is asked for, so many as make what is rare show itself. */
const ROUNDS = LONG ? 100 : 5;
/** Fewer: each takes its time. */
const OUTAGES = Number(process.env['FAULT_OUTAGES'] ?? (LONG ? 10 : 1));
const OUTAGE_SECONDS = LONG ? 30 : 2;

const WRITES = ['update', 'insert'];
const STEPPED_DOWN = { code: 10107, codeName: 'NotWritablePrimary' };

jest.setTimeout(LONG ? 3_600_000 : 300_000);

/** MongoDB fails again and again while commands go on. What FerretDB does not do, the proxy before it does. */
describe('under load', () => {
  // Builds it where it is not built yet.
  beforeAll(async () => (await FerretDb.start()).remove(), START_LIMIT_MS);

  it(`MongoDB is away until readiness names it, ${ROUNDS} times`, async () => {
    await underLoad(ROUNDS, async (world) => {
      await world.mongoGate.close();
      await world.named('mongodb');
      await world.mongoGate.openAgain();
      await world.well();
    });
  });

  it(`it is away for ${OUTAGE_SECONDS} s and until every caller is refused, ONLY ${OUTAGES} times`, async () => {
    await underLoad(OUTAGES, async (world, load) => {
      await world.mongoGate.close();
      const long = pause(OUTAGE_SECONDS * 1000);
      await Promise.all([world.named('mongodb'), world.refusals(load), world.projectionsWait(), long]);
      expect(await world.down()).toContain('mongodb');
      await world.mongoGate.openAgain();
      await world.well();
    });
  });

  it(`it stands still and runs on, ${ROUNDS} times`, async () => {
    await underLoad(ROUNDS, async (world) => {
      world.servers.mongo.signal('SIGSTOP');
      await world.named('mongodb');
      world.servers.mongo.signal('SIGCONT');
      await world.well();
    });
  });

  it.each<[string, Fault, readonly string[]]>([
    ['its primary steps down', { kind: 'refused', ...STEPPED_DOWN }, [...WRITES, 'find']],
    ['its primary steps down after a write', { kind: 'write-concern', ...STEPPED_DOWN }, WRITES],
    ['its connection is cut before it does what it is asked', { kind: 'cut-before' }, [...WRITES, 'find']],
    ['its connection is cut before it answers', { kind: 'cut-after' }, [...WRITES, 'find']],
  ])(`%s, ${ROUNDS} times for each kind of command`, async (_, fault, commands) => {
    await underLoad(ROUNDS, async ({ mongo }) => {
      for (const command of commands) await mongo.next(command, fault);
    });
  });
});
