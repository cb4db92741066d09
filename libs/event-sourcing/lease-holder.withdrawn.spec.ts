import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ProcessLeases } from '#libs/vault';
import { type Lease, type LeasedWork } from './lease.js';
import { LeaseHolder } from './lease-holder.js';

class SpecWork implements LeasedWork {
  lease: Lease | undefined;

  constructor(readonly name: string) {}

  begin(lease: Lease): Promise<void> {
    this.lease = lease;
    return Promise.resolve();
  }

  end(): Promise<void> {
    this.lease = undefined;
    return Promise.resolve();
  }
}

let leases: ProcessLeases;
let holders: LeaseHolder[];
beforeEach(() => {
  leases = new ProcessLeases();
  holders = [];
});
afterEach(() => Promise.all(holders.map((holder) => holder.stop())));

async function holderOf(name: string, ...works: readonly SpecWork[]): Promise<LeaseHolder> {
  const holder = new LeaseHolder(leases, { holder: name, now: () => 0 });
  holders.push(holder);
  await holder.offer(works);
  await holder.settled();
  return holder;
}

describe('work that is withdrawn', () => {
  it('ends, and its lease is taken out, while the rest goes on', async () => {
    const [stays, goes] = [new SpecWork('stays'), new SpecWork('goes')];
    const holder = await holderOf('a', stays, goes);
    expect([stays, goes].map(({ lease }) => lease?.holds())).toEqual([true, true]);
    await holder.withdraw(['goes']);
    expect([stays.lease?.holds(), goes.lease]).toEqual([true, undefined]);
    expect([...holder.standing().keys()]).toEqual(['stays']);
    await holder.look();
    await holder.settled();
    expect(goes.lease).toBeUndefined();
    const names = (await leases.beat('nobody')).map(({ name }) => name);
    expect([names.includes('stays'), names.includes('goes')]).toEqual([true, false]);
  });

  it('ends elsewhere too, with its lease', async () => {
    const [here, there] = [new SpecWork('goes'), new SpecWork('goes')];
    const one = await holderOf('a', here);
    const other = await holderOf('b', there);
    expect([here.lease?.holds(), there.lease]).toEqual([true, undefined]);
    await other.withdraw(['goes']);
    await one.look();
    await one.settled();
    expect(here.lease).toBeUndefined();
  });

  it('that nobody offered is nothing', async () => {
    const stays = new SpecWork('stays');
    const holder = await holderOf('a', stays);
    await holder.withdraw(['nothing']);
    expect(stays.lease?.holds()).toBe(true);
  });
});
