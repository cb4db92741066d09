import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { open } from 'lmdb';
import { type Snapshot } from '#libs/event-sourcing';
import { openEmbeddedSnapshotStore } from './embedded-snapshot-store.js';
import { DataDirectoryUnusable, SnapshotStoreUnavailable } from './errors.js';
import { ChildPrograms } from '../../test/support/child-programs.js';

const SNAPSHOT: Snapshot = { version: 1, revision: 7, position: 70, state: { name: 'x'.repeat(500) } };

describe('the embedded snapshot store', () => {
  let programs: ChildPrograms;
  let directory: string;

  beforeAll(async () => {
    programs = await ChildPrograms.compile();
  }, 60_000);

  afterAll(() => programs.remove());

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'roster-snapshots-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** Saves a snapshot, lets it be changed behind the store's back, and opens the store again. */
  async function withTampered(change: (bytes: Buffer) => Uint8Array) {
    const store = await openEmbeddedSnapshotStore({ directory });
    await store.save('case-a', SNAPSHOT);
    await store.save('case-b', SNAPSHOT);
    await store.close();
    const raw = open<Uint8Array, string>(directory, { encoding: 'binary', noSubdir: false, overlappingSync: false });
    await raw.put('case-a', change(Buffer.from(raw.get('case-a') as Uint8Array)));
    await raw.close();
    return openEmbeddedSnapshotStore({ directory });
  }

  it.each<[what: string, change: (bytes: Buffer) => Uint8Array]>([
    ['a byte is another', (bytes) => bytes.fill(9, 99, 100)],
    ['its revision is another', (bytes) => bytes.fill(66, 4, 12)],
    ['it was cut off', (bytes) => bytes.subarray(0, 200)],
    ['it is a few bytes', () => Buffer.of(1, 2, 3)],
    ['it is something else', () => Buffer.from('{"version":1,"revision":99,"position":1,"state":{}}')],
  ])('takes a snapshot as absent where %s, and replaces it by any other', async (_, change) => {
    const store = await withTampered(change);
    expect(await store.load('case-a')).toBeUndefined();
    expect(await store.load('case-b')).toEqual(SNAPSHOT);
    await store.save('case-a', { ...SNAPSHOT, revision: 1 });
    expect(await store.load('case-a')).toEqual({ ...SNAPSHOT, revision: 1 });
    await store.close();
  });

  it('starts with none where its file is damaged', async () => {
    const store = await openEmbeddedSnapshotStore({ directory });
    await store.save('case-a', SNAPSHOT);
    await store.close();
    const file = join(directory, 'data.mdb');
    await writeFile(file, (await readFile(file)).fill(0, 0, 100));
    const again = await openEmbeddedSnapshotStore({ directory });
    expect(await again.load('case-a')).toBeUndefined();
    await again.save('case-a', SNAPSHOT);
    expect(await again.load('case-a')).toEqual(SNAPSHOT);
    await again.close();
  });

  it('says what is wrong with its directory', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    await expect(openEmbeddedSnapshotStore({ directory: file })).rejects.toThrow(DataDirectoryUnusable);
  });

  it('answers nothing once it is closed', async () => {
    const store = await openEmbeddedSnapshotStore({ directory });
    await store.close();
    await expect(store.load('case-a')).rejects.toThrow(SnapshotStoreUnavailable);
    await expect(store.save('case-a', SNAPSHOT)).rejects.toThrow(SnapshotStoreUnavailable);
    await expect(store.delete('case-a')).rejects.toThrow(SnapshotStoreUnavailable);
    await store.close();
  });

  it('writes what is under way when it is closed', async () => {
    const store = await openEmbeddedSnapshotStore({ directory });
    const saves = Array.from({ length: 20 }, (_, index) => store.save(`case-${index}`, SNAPSHOT));
    await Promise.all([...saves, store.close()]);
    const again = await openEmbeddedSnapshotStore({ directory });
    for (let index = 0; index < 20; index++) expect(await again.load(`case-${index}`)).toEqual(SNAPSHOT);
    await again.close();
  });

  it('refuses to write on a full disk, gives what it has, and does not end the process', async () => {
    const child = programs.start(
      `import { openEmbeddedSnapshotStore } from '#libs/event-log';
       process.on('unhandledRejection', (error) => console.log('unhandled', error));
       const store = await openEmbeddedSnapshotStore({ directory: ${JSON.stringify(directory)} });
       const snapshot = { version: 1, revision: 1, position: 1, state: 'x'.repeat(10_000) };
       const results = [];
       for (let index = 0; index < 100; index++) {
         results.push(await store.save('case-' + index, snapshot).then(() => 'saved', ({ code }) => code));
       }
       const saved = results.lastIndexOf('saved');
       console.log(JSON.stringify({
         saved, last: results.at(-1), refusals: new Set(results).size,
         loaded: (await store.load('case-' + saved)).state.length, absent: await store.load('case-99') ?? null,
       }));
       await store.close();`,
      { fileLimit: 512 },
    );
    const said = JSON.parse(await child.line()) as { readonly saved: number };
    expect(said).toMatchObject({ last: 'snapshot_store_unavailable', refusals: 2, loaded: 10_000, absent: null });
    expect(said.saved).toBeGreaterThan(10);
    expect(await child.ended).toEqual({ code: 0, signal: null });
  }, 30_000);
});
