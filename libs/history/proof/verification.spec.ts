import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type RecordedEvent } from '#libs/event-sourcing';
import { ProofWorld, storedEvent } from '../../../test/support/history-world.js';
import { until } from '../../../test/support/until.js';
import { founded, invited, joined, revoked, roleChanged } from '../../../test/support/workspace-history.js';
import { canonicalEvent, genesisOf, HASH_BYTES, linked } from './chain.js';
import { isSignedBy } from './heads.js';
import { type ChainPage, EVENTS_PER_PAGE } from './kept-chain.js';
import { verifyBundle } from './verify-bundle.js';

const STREAM = 'workspace-w';
const EVENTS = 200;

let world: ProofWorld;
let events: readonly RecordedEvent[];

beforeEach(async () => {
  world = new ProofWorld();
  void world.keeper.begin();
  const comings = Array.from({ length: EVENTS }, (_, n) => (n % 2 === 0 ? invited(`m${n}`) : revoked(`m${n - 1}`)));
  await world.append(STREAM, ...founded());
  await world.append('workspace-v', ...founded(invited('bo'), joined('bo', 'user', 'invitation')));
  await world.append('account-a', { type: 'SignedIn', data: { sessionId: 's', via: 'password' } });
  await world.append(STREAM, ...comings.slice(0, 90));
  await world.append(STREAM, ...comings.slice(90));
  await world.chained();
  events = world.log.contents(STREAM);
});
afterEach(() => world.keeper.onApplicationShutdown());

const verify = () => world.verification.verify(STREAM);
const spoilt = (spoil: (all: readonly RecordedEvent[]) => readonly RecordedEvent[]) => {
  world.log.spoil = (all) => (all === events ? spoil(all) : all);
  return verify();
};

async function* inOrder<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

describe('an untouched history', () => {
  it('[H-4] is verified, with a head that our key has signed', async () => {
    const { ok, events: count, head, firstBroken } = await verify();
    expect([ok, count, firstBroken]).toEqual([true, events.length, undefined]);
    const hash = events.reduce((before, event) => linked(before, canonicalEvent(event)), genesisOf(STREAM));
    expect(head).toMatchObject({ stream: STREAM, revision: events.length - 1, hash: hash.toString('hex') });
    const key = await world.keys.publicKey(head?.keyId ?? '');
    expect(head && key && isSignedBy(head, key)).toBe(true);
  });

  it('[H-4] is verified at every length', async () => {
    for (let more = 0; more < 70; more++) {
      await world.append(STREAM, roleChanged('ann', 'admin', 'admin'));
      await world.chained();
      expect(await verify()).toMatchObject({ ok: true, events: world.log.contents(STREAM).length });
    }
  });

  it('[H-4] is verified offline, by its bundle', async () => {
    const key = await world.keys.current();
    const verdict = await verifyBundle(inOrder(await world.lines(STREAM)), { keyIds: [key.publicKey.kid] });
    expect(verdict).toMatchObject({ ok: true, events: events.length, trusted: true });
  });

  it('[H-4] holds nothing of other workspaces, and nothing of accounts', async () => {
    expect(await world.verification.verify('workspace-v')).toMatchObject({ ok: true, events: 5 });
    expect(await world.kept.pages('account-a', 0)).toEqual([]);
  });

  it('[H-4] is verified after another key has begun to sign, the heads of the old one too', async () => {
    const before = await verify();
    const key = await world.keys.rotate('a command');
    expect(await verify()).toEqual(before);
    await world.append(STREAM, invited('late'));
    await world.chained();
    const after = await verify();
    expect(after).toMatchObject({ ok: true, head: { keyId: key.kid } });
    expect((await world.keys.publicKeys()).map(({ kid }) => kid)).toEqual([before.head?.keyId, key.kid]);
  });
});

describe('a log that was written to behind our back', () => {
  it('[H-4] is found out wherever it was, the first event that is broken named', async () => {
    const place = fc.nat(EVENTS + 2);
    const edit = fc.constantFrom('change', 'drop', 'insert', 'swap', 'replay', 'cut' as const);
    const foreign = world.log.contents('workspace-v')[3] as RecordedEvent;
    await fc.assert(
      fc.asyncProperty(edit, place, place, async (how, one, other) => {
        const event = events[one] as RecordedEvent;
        if (how === 'swap' && one === other) return;
        const { ok, firstBroken } = await spoilt((all) => {
          if (how === 'change') return all.with(one, { ...event, metadata: { ...event.metadata, at: '2026-03-01T12:00:00.001Z' } });
          if (how === 'drop') return all.toSpliced(one, 1);
          if (how === 'insert') return all.toSpliced(one, 0, { ...event, id: 'another' });
          if (how === 'swap') return all.with(one, all[other] as RecordedEvent).with(other, event);
          if (how === 'replay') return all.with(one, foreign);
          return all.slice(0, one);
        });
        const first = how === 'swap' ? Math.min(one, other) : one;
        expect([how, ok, firstBroken?.revision]).toEqual([how, false, first]);
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  it('[H-4] is found out where everything after was numbered anew', async () => {
    const numbered = (all: readonly RecordedEvent[]) => all.map((event, revision) => ({ ...event, revision }));
    expect((await spoilt((all) => numbered(all.toSpliced(30, 1)))).firstBroken).toMatchObject({ revision: 30, eventId: events[31]?.id, why: 'changed' });
    expect((await spoilt((all) => numbered(all.toSpliced(30, 0, events[3] as RecordedEvent)))).firstBroken).toMatchObject({ revision: 30, why: 'changed' });
  });

  it('[H-4] says how: changed, missing, out of order, of another stream, added', async () => {
    const foreign = world.log.contents('workspace-v')[3] as RecordedEvent;
    const last = events.at(-1) as RecordedEvent;
    const sneaked = { ...storedEvent(STREAM, EVENTS + 3, invited('eve')), stream: STREAM, revision: EVENTS + 3, position: last.position };
    const why = async (spoil: (all: readonly RecordedEvent[]) => readonly RecordedEvent[]) => (await spoilt(spoil)).firstBroken?.why;
    expect(await why((all) => all.with(7, { ...(events[7] as RecordedEvent), data: { memberId: 'eve' } }))).toBe('changed');
    expect(await why((all) => all.slice(0, -1))).toBe('missing');
    expect(await why((all) => all.toSpliced(7, 1))).toBe('out_of_order');
    expect(await why((all) => all.with(7, foreign))).toBe('of_another_stream');
    expect(await why((all) => [...all, sneaked])).toBe('added');
  });

  it('[H-4] is found out in its bundle too', async () => {
    world.log.spoil = (all) => (all === events ? all.with(70, { ...(all[70] as RecordedEvent), data: { memberId: 'eve' } }) : all);
    const verdict = await verifyBundle(inOrder(await world.lines(STREAM)));
    expect(verdict.firstBroken).toEqual({ revision: 70, eventId: events[70]?.id, why: 'changed' });
  });
});

describe('hashes that were written to as well', () => {
  /** Pages with hashes made anew over a changed log, under the heads that were signed. */
  async function rehashed(change: (all: readonly RecordedEvent[]) => readonly RecordedEvent[]): Promise<void> {
    let hash = genesisOf(STREAM);
    const hashes = change(events).map((event) => (hash = linked(hash, canonicalEvent(event))));
    const pages = await world.kept.pages(STREAM, 0);
    const forged = pages.map((page): ChainPage => {
      const own = hashes.slice(page.number * EVENTS_PER_PAGE, page.number * EVENTS_PER_PAGE + page.hashes.length / HASH_BYTES);
      return { ...page, hashes: Buffer.concat(own), head: { ...page.head, hash: own.at(-1)?.toString('hex') ?? '' } };
    });
    await world.vault.put(forged.map((page) => world.kept.entry(STREAM, page)));
    world.log.spoil = (all) => (all === events ? change(all) : all);
  }

  it('[H-4] are found out without the key, down to the first head that it did not sign', async () => {
    await rehashed((all) => all.with(100, { ...(all[100] as RecordedEvent), data: { memberId: 'eve' } }));
    expect((await verify()).firstBroken).toEqual({ revision: 64, eventId: events[64]?.id, why: 'signature' });
  });

  it('[H-4] are found out where some are gone, and are not made up again', async () => {
    await world.vault.delete('history-chain', [`${STREAM}/000000001`]);
    expect((await verify()).firstBroken).toMatchObject({ revision: 64, why: 'not_kept' });
    await world.keeper.onApplicationShutdown();
    world.keeper = world.newKeeper();
    void world.keeper.begin();
    await world.append(STREAM, invited('late'));
    await world.chained();
    expect((await verify()).firstBroken).toMatchObject({ revision: 64, why: 'not_kept' });
  });
});

describe('the keeper', () => {
  it('[H-4] goes on where it stopped, and never keeps a hash anew', async () => {
    await world.keeper.onApplicationShutdown();
    const before = await world.kept.pages(STREAM, 0);
    world.keeper = world.newKeeper();
    void world.keeper.begin();
    await world.append(STREAM, invited('late'));
    await world.chained();
    const after = await world.kept.pages(STREAM, 0);
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(await verify()).toMatchObject({ ok: true, events: EVENTS + 4 });
  });

  it('[H-4] never keeps another hash for what it has kept, even where all of it comes again', async () => {
    await world.keeper.onApplicationShutdown();
    const changed = (event: RecordedEvent): RecordedEvent =>
      event.stream === STREAM && event.revision === 5 ? { ...event, data: { memberId: 'eve' } } : event;
    world.log.spoilEach = changed;
    world.log.spoil = (all) => all.map(changed);
    await world.vault.put([{ kind: 'checkpoint', key: 'history-chain', value: -1 }]);
    world.keeper = world.newKeeper();
    void world.keeper.begin();
    await world.chained();
    expect((await verify()).firstBroken).toMatchObject({ revision: 5, why: 'changed' });
  });

  it('[H-4] keeps everything exactly once through failures of the vault', async () => {
    let failures = 3;
    world.vault.beforePut = () => {
      if (failures-- > 0) throw new Error('no vault today');
    };
    await world.append(STREAM, invited('one'), invited('two'));
    await world.chained();
    expect(await verify()).toMatchObject({ ok: true, events: EVENTS + 5 });
  });

  it('[H-4] tells where it stands, and what it waits on while it cannot go on', async () => {
    await until('the keeper to be live', () => world.keeper.status().state === 'live');
    const before = world.keeper.status();
    expect(before).toEqual({ name: 'history-chain', state: 'live', position: await world.log.head() });
    let away = true;
    world.vault.beforePut = () => {
      if (away) throw new RangeError('no vault today');
    };
    await world.append(STREAM, invited('late'));
    await until('the keeper to wait', () => world.keeper.status().state === 'waiting');
    expect(world.keeper.status()).toEqual({ ...before, state: 'waiting', error: 'RangeError' });
    away = false;
    await world.chained();
    await until('the keeper to be live again', () => world.keeper.status().state === 'live');
    expect(world.keeper.status()).toEqual({ ...before, position: await world.log.head() });
  });

  it('lets nobody wait longer than they want', async () => {
    expect(await world.keeper.caughtUp(world.keeper.position, 0)).toBe(true);
    expect(await world.keeper.caughtUp(1e9, 1)).toBe(false);
  });
});
