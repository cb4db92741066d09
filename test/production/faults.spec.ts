import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Mishap } from '../support/eventstoredb/faults.js';
import { type FaultyWorld, underLoad } from '../support/faulty-world.js';
import { FerretDb } from '../support/ferretdb/ferretdb.js';
import { START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { until } from '../support/until.js';

const LONG = process.env['ROSTER_LONG'] !== undefined;
/** Of each kind; where it is asked for, so many as make what is rare show itself. */
const ROUNDS = LONG ? 100 : 5;
/** Fewer: each lasts until an append is given up, which takes twenty seconds. */
const LONG_FREEZES = Number(process.env['FAULT_OUTAGES'] ?? (LONG ? 10 : 1));

jest.setTimeout(LONG ? 3_600_000 : 300_000);

/** Every subscription that is there ends, and each is back. */
async function subscriptionsReplaced({ events, subscriptions }: FaultyWorld, strike: () => void): Promise<void> {
  await until('the subscriptions', () => events.subscriptions === subscriptions);
  const before = events.subscribed;
  strike();
  const back = () => events.subscribed >= before + subscriptions && events.subscriptions === subscriptions;
  await until('the subscriptions to be back', back, 60_000);
}

/** EventStoreDB fails again and again while commands go on. */
describe('under load', () => {
  // Builds it where it is not built yet.
  beforeAll(async () => (await FerretDb.start()).remove(), START_LIMIT_MS);

  it(`EventStoreDB is frozen and thaws, ${ROUNDS} times`, async () => {
    await underLoad(ROUNDS, async (world) => {
      world.events.faults.freeze();
      await world.named('event-log');
      world.events.faults.unfreeze();
      await world.well();
    });
  });

  it(`it is frozen with an append under way until every caller is refused, ONLY ${LONG_FREEZES} times`, async () => {
    await underLoad(LONG_FREEZES, async (world, load, no) => {
      world.events.faults.befall({ how: 'silent', written: no % 2 === 0 });
      await until('an append to be under way', () => world.events.faults.waiting === 0);
      world.events.faults.freeze();
      await world.refusals(load);
      expect(await world.down()).toContain('event-log');
      world.events.faults.unfreeze();
      await world.well();
    });
  });

  it.each<[string, Mishap]>([
    ['its connections are cut before an append is written', { how: 'cut', written: false }],
    ['its connections are cut after an append was written, before the answer', { how: 'cut', written: true }],
  ])(`%s, ${ROUNDS} times`, async (_, mishap) => {
    await underLoad(ROUNDS, (world) => subscriptionsReplaced(world, () => world.events.faults.befall(mishap)));
  });

  it(`it answers an append twice, ${ROUNDS} times`, async () => {
    await underLoad(ROUNDS, async ({ events: { faults } }) => {
      faults.befall({ how: 'twice', written: true });
      await until('it to be answered twice', () => faults.waiting === 0);
    });
  });

  it(`its subscriptions end without an error, ${ROUNDS} times`, async () => {
    await underLoad(ROUNDS, (world) => subscriptionsReplaced(world, () => world.events.endSubscriptions('no_error')));
  });

  it(`it drops subscriptions as too slow, ${ROUNDS} times`, async () => {
    await underLoad(ROUNDS, (world) => subscriptionsReplaced(world, () => world.events.dropSlowSubscriptions()));
  });

  it(`it is restarted, ${ROUNDS} times`, async () => {
    await underLoad(ROUNDS, async (world, load) => {
      await world.events.shutDown();
      await world.named('event-log');
      await world.refusals(load);
      expect(await world.down()).toContain('event-log');
      await world.events.startAgain();
      await world.well();
    });
  });
});
