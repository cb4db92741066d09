import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MongoError } from 'mongodb';
import { MongoSnapshotStore } from '#libs/event-log/mongodb';
import { type ReadDocument, RosterError } from '#libs/event-sourcing';
import { type Mongo, MongoReadStore, openMongo } from '#libs/read-store/mongodb';
import { MongoVault } from '#libs/vault/mongodb';
import { FerretDb } from '../support/ferretdb/ferretdb.js';
import { START_LIMIT_MS } from '../support/ferretdb/mongo-servers.js';
import { type Fault, MongoProxy } from '../support/mongo-proxy.js';

/** What a replica set does and FerretDB does not, by a proxy in front of it. */

interface Row extends ReadDocument {
  readonly label: string;
}

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['a step-down', { kind: 'refused', code: 10107, codeName: 'NotWritablePrimary' }],
  ['a shutdown', { kind: 'refused', code: 91, codeName: 'ShutdownInProgress' }],
  ['an election in the middle', { kind: 'refused', code: 11602, codeName: 'InterruptedDueToReplStateChange' }],
  ['a majority that is late', { kind: 'write-concern', code: 64, codeName: 'WriteConcernFailed' }],
  ['a step-down after the write', { kind: 'write-concern', code: 10107, codeName: 'NotWritablePrimary' }],
  ['a connection cut before', { kind: 'cut-before' }],
  ['a connection cut after', { kind: 'cut-after' }],
];
const OF_READS = FAULTS.filter(([, { kind }]) => kind !== 'write-concern');
const LOST = { kind: 'cut-after' } as const;
const REFUSED = { kind: 'refused', code: 10107, codeName: 'NotWritablePrimary' } as const;
const FROZEN = { kind: 'frozen' } as const;
const SECRET = 'a-secret-of-somebody';

let ferretDb: FerretDb;
let databases = 0;

beforeAll(async () => {
  ferretDb = await FerretDb.start();
}, START_LIMIT_MS);
afterAll(() => ferretDb.remove());

describe.each([
  { what: 'a single server', replicaSet: false },
  { what: 'a replica set', replicaSet: true },
])('$what', ({ replicaSet }) => {
  let proxy: MongoProxy;
  /** Through the proxy, and past it. */
  let mongo: Mongo;
  let direct: Mongo;
  let store: MongoReadStore;
  let other: MongoReadStore;
  let vault: MongoVault;
  let otherVault: MongoVault;

  beforeEach(async () => {
    const database = `faults_${++databases}`;
    proxy = await MongoProxy.start(ferretDb.url(database), { replicaSet });
    mongo = openMongo(proxy.url(database), { operationLimitMs: 5_000 });
    direct = openMongo(ferretDb.url(database));
    [store, other] = [new MongoReadStore(mongo), new MongoReadStore(direct)];
    [vault, otherVault] = [new MongoVault(mongo), new MongoVault(direct)];
    await store.ensure({ name: 'rows', indexes: [{ label: 1, _id: 1 }] });
    // Asks what kind of server it is, once, so that no fault strikes that question.
    expect(await vault.get('k', 'nothing')).toBeUndefined();
  });

  afterEach(async () => {
    await mongo.close();
    await direct.close();
    await proxy.close();
  });

  const row = (id: string, label: string, position: number) => ({ id, document: { _id: id, label }, position });
  const entry = (key: string, value: string) => ({ kind: 'k', key, value });
  const rows = async () => {
    const found = await other.load<Row>('rows', ['a', 'b', 'c', 'd']);
    return Object.fromEntries([...found].map(([id, { document, position }]) => [id, [document.label, position]]));
  };

  describe.each(FAULTS)('%s', (_, fault) => {
    it('neither loses a batch nor lets it overwrite what came later in the meantime', async () => {
      await store.write('rows', [row('a', 'old', 1), row('b', 'old', 1)]);
      const struck = proxy.next('update', fault, () => other.write('rows', [row('b', 'later', 9)]));
      await store.write('rows', [row('a', 'new', 5), row('b', 'new', 5), row('c', 'new', 5)]);
      await struck;
      expect(await rows()).toEqual({ a: ['new', 5], b: ['later', 9], c: ['new', 5] });
    });

    it('deletes once, and leaves alone what was made anew in the meantime', async () => {
      await store.write('rows', [row('a', 'old', 1), row('b', 'old', 1)]);
      const struck = proxy.next('update', fault, () => other.write('rows', [row('b', 'anew', 9)]));
      await store.write('rows', ['a', 'b'].map((id) => ({ id, document: null, position: 5 })));
      await struck;
      await store.write('rows', [row('a', 'late', 4)]);
      expect(await rows()).toEqual({ b: ['anew', 9] });
    });

    it('moves a checkpoint on, and never back', async () => {
      let struck = proxy.next('update', fault);
      await store.saveCheckpoint('p', 5);
      await struck;
      expect(await other.checkpoint('p')).toBe(5);
      struck = proxy.next('update', fault, () => other.saveCheckpoint('p', 9));
      await store.saveCheckpoint('p', 7);
      await struck;
      expect(await other.checkpoint('p')).toBe(9);
    });

    it('puts an entry into the vault', async () => {
      const struck = proxy.next('update', fault);
      await vault.put([entry('a', 'put')]);
      await struck;
      expect(await otherVault.get('k', 'a')).toBe('put');
    });

    it('puts several entries into the vault', async () => {
      const struck = proxy.next('update', fault);
      await vault.put([entry('a', 'put'), entry('b', 'put')]);
      await struck;
      expect(await otherVault.getMany('k', ['a', 'b'])).toEqual(new Map([['a', 'put'], ['b', 'put']]));
      expect(await otherVault.list('k', '')).toHaveLength(2);
    });

    it('gives a place in the vault to one, and says truly to whom', async () => {
      const struck = proxy.next('insert', fault);
      const said = await vault.putIfAbsent(entry('a', 'mine'));
      await struck;
      expect(said).toBe('mine');
      expect(await otherVault.putIfAbsent(entry('a', 'theirs'))).toBe('mine');
    });

    it('does not take a place in the vault that another got in the meantime', async () => {
      const theirs = () => otherVault.putIfAbsent(entry('a', 'theirs'));
      const struck = proxy.next('insert', fault, theirs);
      const said = await vault.putIfAbsent(entry('a', 'mine'));
      await struck;
      expect(said).toBe(await otherVault.get('k', 'a'));
    });

    it('keeps a snapshot, and not in place of a higher one', async () => {
      const at = (revision: number) => ({ version: 1, revision, position: revision, state: { revision } });
      const snapshots = new MongoSnapshotStore(mongo);
      const others = new MongoSnapshotStore(direct);
      let struck = proxy.next('update', fault);
      await snapshots.save('a-1', at(3));
      await struck;
      struck = proxy.next('update', fault, () => others.save('a-1', at(9)));
      await snapshots.save('a-1', at(5));
      await struck;
      expect(await others.load('a-1')).toEqual(at(9));
    });
  });

  it.each(OF_READS)('reads after %s', async (_, fault) => {
    await other.write('rows', [row('a', 'there', 1)]);
    await otherVault.put([entry('a', 'there')]);
    const reads: readonly (readonly [string, () => Promise<unknown>, unknown])[] = [
      ['find', () => store.get('rows', 'a'), { _id: 'a', label: 'there' }],
      ['find', () => store.find('rows', { filter: {}, sort: { _id: 1 }, limit: 5 }), [{ _id: 'a', label: 'there' }]],
      ['aggregate', () => store.count('rows', {}), 1],
      ['find', () => vault.get('k', 'a'), 'there'],
      ['find', () => vault.list('k', ''), [{ key: 'a', value: 'there' }]],
    ];
    for (const [command, read, expected] of reads) {
      const struck = proxy.next(command, fault);
      expect(await read()).toEqual(expected);
      await struck;
    }
  });

  it('deletes after a refusal, and counts right', async () => {
    await otherVault.put([entry('a', '1'), entry('b', '2')]);
    const struck = proxy.next('delete', REFUSED);
    expect(await vault.delete('k', ['a', 'b', 'x'])).toBe(2);
    await struck;
  });

  it('never gives a wrong number where the answer to a delete was lost', async () => {
    await otherVault.put([entry('a', '1'), entry('b', '2')]);
    const struck = proxy.next('delete', LOST);
    const said = await vault.delete('k', ['a', 'b']).catch((error: unknown) => error);
    await struck;
    // A replica set remembers what it answered; a single server does not.
    if (replicaSet) expect(said).toBe(2);
    else expect(said).toMatchObject({ code: 'vault_unavailable', kind: 'unavailable' });
    expect(await otherVault.list('k', '')).toEqual([]);
  });

  it('fails in time where the server stands still, with an error of the port that tells nothing', async () => {
    const impatient = openMongo(proxy.url('impatient'), { operationLimitMs: 300 });
    const calls: readonly (readonly [string, string, () => Promise<unknown>])[] = [
      ['update', 'read_store_unavailable', () => new MongoReadStore(impatient).write('rows', [row('a', SECRET, 1)])],
      ['update', 'read_store_unavailable', () => new MongoReadStore(impatient).saveCheckpoint('p', 1)],
      ['find', 'read_store_unavailable', () => new MongoReadStore(impatient).get('rows', SECRET)],
      ['update', 'vault_unavailable', () => new MongoVault(impatient).put([entry('a', SECRET)])],
      ['insert', 'vault_unavailable', () => new MongoVault(impatient).putIfAbsent(entry('a', SECRET))],
      ['find', 'vault_unavailable', () => new MongoVault(impatient).get('k', SECRET)],
      ['find', 'snapshot_store_unavailable', () => new MongoSnapshotStore(impatient).load('a-1')],
    ];
    expect(await impatient.answers()).toBe(true);
    for (const [command, code, call] of calls) {
      const struck = proxy.next(command, FROZEN);
      const started = performance.now();
      const error = await call().catch((failure: unknown) => failure);
      await struck;
      proxy.calm();
      expect(performance.now() - started).toBeLessThan(2_000);
      expect(error).toMatchObject({ code, kind: 'unavailable' });
      expectNoLeak(error);
    }
    await impatient.close();
  });

  it('takes no word for it that a guard held, and looks', async () => {
    await store.write('rows', [row('a', 'old', 1), row('b', 'later', 9)]);
    // As where another made the document in this moment, at an earlier position.
    const struck = proxy.next('update', { kind: 'refused', code: 11000, codeName: 'DuplicateKey' });
    await store.write('rows', [row('a', 'new', 5), row('b', 'new', 5), row('c', 'new', 5)]);
    await struck;
    expect(await rows()).toEqual({ a: ['new', 5], b: ['later', 9], c: ['new', 5] });
  });

  it('answers an error of the server with an error of the port that tells nothing', async () => {
    const refusal = { kind: 'refused', code: 121, codeName: 'DocumentValidationFailure' } as const;
    const struck = proxy.next('update', refusal);
    const error = await store.write('rows', [row('a', SECRET, 1)]).catch((failure: unknown) => failure);
    await struck;
    expect(error).toMatchObject({ code: 'read_store_unavailable', kind: 'unavailable' });
    expectNoLeak(error);
    expect(String((error as Error).cause)).toContain('121');
  });

  it('loses no acknowledged write and reverts none while faults strike all the time', async () => {
    const plan = fc.array(fc.tuple(fc.constantFrom(...FAULTS), fc.integer({ min: 1, max: 50 })), {
      minLength: 25,
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(plan, async (steps) => {
        proxy.calm();
        const name = `load_${++databases}`;
        await other.ensure({ name, indexes: [] });
        for (const [[, fault]] of steps) void proxy.next('update', fault);
        const acknowledged = new Map<string, number>();
        await Promise.all(
          steps.map(async ([, position], index) => {
            const through = index % 2 ? store : other;
            const ids = ['a', 'b', `c${index}`];
            await through.write(name, ids.map((id) => row(id, `${position}`, position)));
            for (const id of ids) acknowledged.set(id, Math.max(position, acknowledged.get(id) ?? 0));
          }),
        );
        const found = await other.load<Row>(name, [...acknowledged.keys()]);
        const standing = [...found].map(([id, { document, position }]) => [id, position, document.label]);
        expect(standing).toEqual([...acknowledged].map(([id, position]) => [id, position, `${position}`]));
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});

describe('a server that is away', () => {
  it('is said to be so, and found again when it is back', async () => {
    const server = await FerretDb.start();
    const mongo = openMongo(server.url('away'), { selectionLimitMs: 500, operationLimitMs: 2_000 });
    const store = new MongoReadStore(mongo);
    await store.write('rows', [{ id: 'a', document: { _id: 'a' }, position: 1 }]);
    await server.kill();
    const error = await store.get('rows', 'a').catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'read_store_unavailable', kind: 'unavailable' });
    expectNoLeak(error);
    expect(await mongo.answers()).toBe(false);
    await server.again();
    expect(await store.get('rows', 'a')).toEqual({ _id: 'a' });
    await mongo.close();
    await server.remove();
  });
});

describe('a put of several entries', () => {
  it('is a transaction with majority concern on a replica set', async () => {
    const proxy = await MongoProxy.start(ferretDb.url('transactions'), { replicaSet: true });
    const mongo = openMongo(proxy.url('transactions'));
    const vault = new MongoVault(mongo);
    await vault.put([
      { kind: 'k', key: 'a', value: 1 },
      { kind: 'k', key: 'b', value: 2 },
    ]);
    expect(await vault.getMany('k', ['a', 'b'])).toEqual(new Map([['a', 1], ['b', 2]]));
    const [begin, commit] = proxy.commands.filter(({ autocommit }) => autocommit === false);
    expect(begin).toMatchObject({ update: 'vault', startTransaction: true, readConcern: { level: 'snapshot' } });
    expect(begin?.['writeConcern']).toBeUndefined();
    expect(commit).toMatchObject({ commitTransaction: 1, txnNumber: begin?.['txnNumber'], lsid: begin?.['lsid'] });
    expect(commit?.['writeConcern']).toMatchObject({ w: 'majority' });
    expect(proxy.commands.at(-1)).toMatchObject({ find: 'vault', readConcern: { level: 'snapshot' } });
    await mongo.close();
    await proxy.close();
  });

  it('is seen whole, and finished by others, where its process ends in the middle on a single server', async () => {
    const database = `group_${++databases}`;
    const proxy = await MongoProxy.start(ferretDb.url(database));
    const mongo = openMongo(proxy.url(database), { operationLimitMs: 300 });
    const direct = openMongo(ferretDb.url(database));
    const other = new MongoVault(direct, { leftBehindMs: 200 });
    await other.put(['a', 'b'].map((key) => ({ kind: 'k', key, value: 'old' })));
    const dying = new MongoVault(mongo);
    await dying.get('k', 'a');
    const struck = proxy.next('update', FROZEN);
    const put = dying.put(['a', 'b'].map((key) => ({ kind: 'k', key, value: 'new' })));
    await expect(put).rejects.toMatchObject({ code: 'vault_unavailable' });
    await struck;
    await mongo.close();
    await proxy.close();
    const entries = direct.database.collection<{ readonly _id: string; readonly value: string }>('vault');
    expect((await entries.find().toArray()).map(({ value }) => value)).toEqual(['"old"', '"old"']);
    expect(await other.getMany('k', ['a', 'b'])).toEqual(new Map([['a', 'new'], ['b', 'new']]));
    expect(await other.get('k', 'b')).toBe('new');
    expect(await other.list('k', 'b')).toEqual([{ key: 'b', value: 'new' }]);
    expect(await other.delete('k', ['a'])).toBe(1);
    expect(await other.list('k', '')).toEqual([{ key: 'b', value: 'new' }]);
    expect(await entries.find().toArray()).toEqual([{ _id: 'k:b', value: '"new"' }]);
    await direct.close();
  });

  it('is never seen in part by who reads while it is written, on a single server', async () => {
    const database = `group_${++databases}`;
    const forWriter = await MongoProxy.start(ferretDb.url(database));
    const forReader = await MongoProxy.start(ferretDb.url(database));
    const clients = [openMongo(forWriter.url(database), { operationLimitMs: 300 }), openMongo(forReader.url(database))];
    const [writer, reader] = clients.map((client) => new MongoVault(client)) as [MongoVault, MongoVault];
    await writer.put(['a', 'b'].map((key) => ({ kind: 'k', key, value: 'old' })));
    expect(await reader.get('k', 'a')).toBe('old');
    void forWriter.next('update', FROZEN);
    // The reader has seen that nothing is pending; then the writer begins, and writes one of two.
    const struck = forReader.next('find', { kind: 'late' }, async () => {
      await writer.put(['a', 'b'].map((key) => ({ kind: 'k', key, value: 'new' }))).catch(() => undefined);
      const entries = clients[1]!.database.collection<{ readonly _id: string }>('vault');
      await entries.updateOne({ _id: 'k:a' }, { $set: { value: '"new"' } });
    });
    expect(await reader.getMany('k', ['a', 'b'])).toEqual(new Map([['a', 'new'], ['b', 'new']]));
    await struck;
    for (const client of clients) await client.close();
    for (const proxy of [forWriter, forReader]) await proxy.close();
  });

  it('waits for another of the same entries, so that both stand whole', async () => {
    const database = `group_${++databases}`;
    const clients = [0, 1, 2].map(() => openMongo(ferretDb.url(database)));
    const vaults = clients.map((client) => new MongoVault(client));
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        vaults[n % 3]!.put(['a', 'b', 'c'].map((key) => ({ kind: 'k', key, value: n }))),
      ),
    );
    const standing = await vaults[0]!.getMany<number>('k', ['a', 'b', 'c']);
    expect(new Set(standing.values()).size).toBe(1);
    for (const client of clients) await client.close();
  });
});

function expectNoLeak(error: unknown): void {
  expect(error).toBeInstanceOf(RosterError);
  const cause = (error as Error).cause;
  expect(cause).not.toBeInstanceOf(MongoError);
  expect(`${String(error)} ${String(cause)} ${JSON.stringify(error)}`).not.toContain(SECRET);
}
