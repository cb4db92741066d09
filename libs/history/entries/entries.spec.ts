import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Actor } from '#libs/event-sourcing';
import { type WorkspaceEvent } from '#libs/workspaces';
import { COMPANY, companyHistory, type Happening } from '../../../test/support/company-history.js';
import { HistoryWorld } from '../../../test/support/history-world.js';
import { type EntriesView } from './entries.js';
import { type Entry } from './entry.js';
import { EVENT_TYPES, subjectsOf } from './event-types.js';

const ACTORS: readonly Actor[] = [
  { kind: 'member', id: 'm0', accountId: 'a0' },
  { kind: 'service', id: 'crm' },
  { kind: 'service', id: 'crm', onBehalfOf: 'm0' },
  { kind: 'system', id: 'upkeep' },
  { kind: 'account', id: 'a0' },
];

const told = companyHistory(11, 1500).map((one, index) => ({ ...one, actor: ACTORS[index % ACTORS.length] as Actor }));
const own = told.filter(({ stream }) => stream === COMPANY);
const HEAD = own.length - 1;

let world: HistoryWorld;
beforeAll(async () => {
  world = new HistoryWorld();
  await world.write(told);
  await world.start();
  await world.settled();
}, 60_000);
afterAll(() => world.stop());

async function every(view: EntriesView): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of world.entries.all('w', view, HEAD)) entries.push(entry);
  return entries;
}

async function paged(view: EntriesView, limit: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  let after: number | null = null;
  do {
    const page: { readonly items: readonly Entry[]; readonly last: number | null } = await world.entries.page('w', view, HEAD, limit, after);
    entries.push(...page.items);
    after = page.last;
  } while (after !== null);
  return entries;
}

const time = fc.nat(HEAD).map((index) => (own[index] as Happening).at);
const view: fc.Arbitrary<EntriesView> = fc.record({
  subject: fc.option(fc.constantFrom('m0', 'm1', 'm2', 'm7', 'nobody'), { nil: undefined, freq: 2 }),
  actor: fc.option(fc.constantFrom('m0', 'crm', 'upkeep', 'a0', 'nobody'), { nil: undefined, freq: 2 }),
  type: fc.option(fc.constantFrom(...EVENT_TYPES), { nil: undefined, freq: 2 }),
  from: fc.option(time, { nil: undefined, freq: 2 }),
  to: fc.option(time, { nil: undefined, freq: 2 }),
  order: fc.constantFrom('asc', 'desc' as const),
});

/** By looking at every event. */
function expected({ subject, actor, type, from, to, order }: EntriesView): readonly number[] {
  const found = own.flatMap(({ event, at, actor: by }, revision) => {
    const names = [by.id, ...(by.kind === 'service' ? [by.onBehalfOf] : by.kind === 'member' ? [by.accountId] : [])];
    if (actor === 'm0' && by.kind === 'account') names.push('m0');
    const fits =
      (subject === undefined || subjectsOf(event as WorkspaceEvent).includes(subject)) &&
      (actor === undefined || names.includes(actor)) &&
      (type === undefined || event.type === type) &&
      (from === undefined || at >= from) &&
      (to === undefined || at <= to);
    return fits ? [revision] : [];
  });
  return order === 'asc' ? found : found.reverse();
}

describe('entries', () => {
  it('[H-2] are those that fit the filter, and no others, whole and in pages, either way', async () => {
    await fc.assert(
      fc.asyncProperty(view, fc.integer({ min: 1, max: 200 }), async (wanted, limit) => {
        const entries = await every(wanted);
        expect(entries.map(({ revision }) => revision)).toEqual(expected(wanted));
        const pages = await paged(wanted, entries.length > 400 ? 200 : limit);
        expect(pages).toEqual(entries);
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it.each(['m0', 'a0', 'crm', 'upkeep'])('[H-2] by %s are all that they did, whatever they did it as', async (actor) => {
    const wanted: EntriesView = { actor, order: 'asc' };
    expect((await every(wanted)).map(({ revision }) => revision)).toEqual(expected(wanted));
    expect(expected(wanted).length).toBeGreaterThan(0);
  });

  it('[H-1] each have words, an actor by name and the hash that was kept', async () => {
    for (const entry of await every({ order: 'asc' })) {
      expect(entry.summary).toMatch(/^[A-Z“].*\.$/);
      expect(entry.summary).not.toContain('undefined');
      expect(entry.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(entry.actor.name === null).toBe(false);
    }
    const byAccount = own.findIndex(({ actor }) => actor.kind === 'account');
    const [entry] = (await every({ order: 'asc' })).slice(byAccount);
    expect(entry?.actor).toEqual({ kind: 'member', id: 'm0', name: entry?.actor.name });
  });
});

describe('an erased person', () => {
  it('[H-5] is nowhere by name, and breaks no proof, count or role', async () => {
    const moment = (own[HEAD] as Happening).at;
    const before = await every({ order: 'asc' });
    const table = await world.tables.at('w', moment);
    const joined = table.rows.find(({ accountId, owner }) => accountId !== null && !owner);
    const invited = table.rows.find(({ accountId }) => accountId === null);
    if (!joined?.accountId || !invited) throw new Error('This history has nobody to forget.');
    const name = joined.name as string;
    const verdict = await world.verification.verify(COMPANY);

    await world.personal.destroy([joined.accountId, invited._id]);
    await world.write([{ stream: `account-${joined.accountId}`, event: { type: 'AccountDeleted', data: { deletionId: 'd' } }, at: moment }]);
    await world.settled();

    expect(await world.verification.verify(COMPANY)).toEqual(verdict);
    expect(verdict.ok).toBe(true);
    const after = await every({ order: 'asc' });
    expect(JSON.stringify(after)).not.toContain(`${name} `);
    expect(JSON.stringify(after)).not.toContain(invited.email);
    const bare = (entries: readonly Entry[]) => entries.map(({ revision, type, at, change, hash }) => ({ revision, type, at, change, hash }));
    expect(bare(after)).toEqual(bare(before));
    const tableAfter = await world.tables.at('w', moment);
    const roles = ({ rows }: typeof table) => rows.map(({ _id, role, state, owner, joinedAt }) => ({ _id, role, state, owner, joinedAt }));
    expect(roles(tableAfter)).toEqual(roles(table));
    const forgotten = tableAfter.rows.filter(({ _id }) => _id === joined._id || _id === invited._id);
    expect(forgotten.map(({ name: its, email, jobTitle, phone }) => [its, email, jobTitle, phone])).toEqual([
      [null, null, null, null],
      [null, null, null, null],
    ]);
    const [role] = await every({ order: 'desc', subject: joined._id, type: 'UserJoined' });
    expect(role?.summary).toMatch(/^Somebody who has been forgotten joined as (user|admin), /);
  });
});
