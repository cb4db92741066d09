import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Mongo, openMongo } from '#libs/read-store/mongodb';
import { TcpGate } from '../support/eventstoredb/tcp-gate.js';
import { FerretDb } from '../support/ferretdb/ferretdb.js';
import { START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { until } from '../support/until.js';

const CUTS = 5;
const CALLERS = 16;
const CHECK_LIMIT_MS = 1000;

let ferretDb: FerretDb;
let gate: TcpGate;
let mongo: Mongo;
let over: AbortController;
let answered: number;
let callers: Promise<unknown>;

beforeEach(async () => {
  ferretDb = await FerretDb.start();
  gate = await TcpGate.before(Number(new URL(ferretDb.url('stuck')).port));
  // Looks again at once, and so by the very connection that is about to close.
  mongo = openMongo(`mongodb://127.0.0.1:${gate.port}/stuck?minHeartbeatFrequencyMS=10`, { checkLimitMs: CHECK_LIMIT_MS });
  over = new AbortController();
  answered = 0;
  callers = Promise.all(Array.from({ length: CALLERS }, call));
}, START_LIMIT_MS);

afterEach(async () => {
  over.abort();
  await callers;
  await mongo.close();
  await gate.close();
  await ferretDb.remove();
});

async function call(): Promise<void> {
  while (!over.signal.aborted) if (await mongo.answers()) answered++;
}

const goingOn = () => {
  const before = answered;
  return until('answers', () => answered > before + CALLERS, 30_000);
};

it(`a server whose connections all go, ${CUTS} times, under load, is found again each time`, async () => {
  for (let cut = 0; cut < CUTS; cut++) {
    await goingOn();
    await gate.close();
    await gate.openAgain();
  }
  expect(await goingOn()).toBe(true);
}, 240_000);
