import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Snapshot, type SnapshotStore } from '#libs/event-sourcing';

export interface SnapshotStoreUnderTest {
  readonly store: SnapshotStore;
  /** The same store after an orderly restart. */
  reopen(): Promise<SnapshotStore>;
  /** Closes what is open and clears its data away. */
  close(): Promise<void>;
}

/** What the SnapshotStore port promises, for every adapter. The store need not be empty. */
export function snapshotStoreContract(name: string, open: () => Promise<SnapshotStoreUnderTest>): void {
  describe(`SnapshotStore: ${name}`, () => {
    let subject: SnapshotStoreUnderTest;
    let store: SnapshotStore;

    beforeEach(async () => {
      subject = await open();
      store = subject.store;
    });

    afterEach(() => subject.close());

    it('has none for a stream that none was saved for', async () => {
      expect(await store.load(newStream())).toBeUndefined();
    });

    it('gives back what was saved', async () => {
      const stream = newStream();
      await store.save(stream, RICH);
      expect(await store.load(stream)).toEqual(RICH);
    });

    it('gives back any state that structured clone can carry', async () => {
      const stream = newStream();
      let revision = 0;
      await fc.assert(
        fc.asyncProperty(state, async (value) => {
          const snapshot = { ...RICH, revision: revision++, state: value };
          await store.save(stream, snapshot);
          expect(await store.load(stream)).toEqual(snapshot);
        }),
        { numRuns: 40 },
      );
    });

    it('gives back a large state', async () => {
      const stream = newStream();
      const members = Array.from({ length: 20_000 }, (_, index) => ({ id: randomUUID(), role: 'user', index }));
      const snapshot = { ...RICH, state: { members, bytes: new Uint8Array(1_000_000).fill(7) } };
      await store.save(stream, snapshot);
      expect(await store.load(stream)).toEqual(snapshot);
    });

    it('keeps what was saved, whatever becomes of the object that was given', async () => {
      const stream = newStream();
      const given = { count: 1, bytes: new Uint8Array([1, 2, 3]) };
      const saved = store.save(stream, { ...RICH, state: given });
      given.count = 2;
      given.bytes.fill(0);
      await saved;
      const loaded = (await store.load(stream))?.state as typeof given;
      expect(loaded).toEqual({ count: 1, bytes: new Uint8Array([1, 2, 3]) });
      loaded.bytes.fill(9);
      expect((await store.load(stream))?.state).toEqual({ count: 1, bytes: new Uint8Array([1, 2, 3]) });
    });

    it('replaces a snapshot by one of a higher revision', async () => {
      const stream = newStream();
      await store.save(stream, { ...RICH, revision: 4, state: 'old' });
      await store.save(stream, { ...RICH, revision: 5, state: 'new' });
      expect(await store.load(stream)).toMatchObject({ revision: 5, state: 'new' });
    });

    it('never replaces one by one of a lower revision', async () => {
      const stream = newStream();
      await store.save(stream, { ...RICH, revision: 5, state: 'new' });
      await store.save(stream, { ...RICH, revision: 4, version: RICH.version + 1, state: 'late' });
      expect(await store.load(stream)).toEqual({ ...RICH, revision: 5, state: 'new' });
    });

    it('replaces one by another version of it at the same revision', async () => {
      const stream = newStream();
      await store.save(stream, { ...RICH, revision: 5, version: 1, state: 'old form' });
      await store.save(stream, { ...RICH, revision: 5, version: 2, state: 'new form' });
      expect(await store.load(stream)).toMatchObject({ version: 2, state: 'new form' });
    });

    it('ends with the highest revision, in whatever order and however many are saved at once', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(50), { minLength: 1, maxLength: 12 }), async (revisions) => {
          const stream = newStream();
          const saves = revisions.map((revision) => store.save(stream, { ...RICH, revision, state: { revision } }));
          await Promise.all(saves);
          const highest = Math.max(...revisions);
          expect(await store.load(stream)).toEqual({ ...RICH, revision: highest, state: { revision: highest } });
        }),
        { numRuns: 30 },
      );
    });

    it('keeps streams apart', async () => {
      const id = randomUUID();
      const streams = [`case-${id}`, `case-${id}0`, `case-🦊${id}`, `cases-${id}`];
      for (const [revision, stream] of streams.entries()) await store.save(stream, { ...RICH, revision });
      await store.delete(streams[0] as string);
      const revisions = await Promise.all(streams.map(async (stream) => (await store.load(stream))?.revision));
      expect(revisions).toEqual([undefined, 1, 2, 3]);
    });

    it('has none after a delete, and takes a lower revision then', async () => {
      const stream = newStream();
      await store.save(stream, { ...RICH, revision: 9 });
      await store.delete(stream);
      expect(await store.load(stream)).toBeUndefined();
      await store.save(stream, { ...RICH, revision: 3 });
      expect(await store.load(stream)).toMatchObject({ revision: 3 });
    });

    it('takes it that what is not there can be deleted', async () => {
      await store.delete(newStream());
    });

    it('still has what was saved and not what was deleted after an orderly restart', async () => {
      const [kept, deleted] = [newStream(), newStream()];
      await store.save(kept, RICH);
      await store.save(deleted, RICH);
      await store.delete(deleted);
      store = await subject.reopen();
      expect(await store.load(kept)).toEqual(RICH);
      expect(await store.load(deleted)).toBeUndefined();
      await store.save(kept, { ...RICH, revision: RICH.revision - 1, state: 'late' });
      expect(await store.load(kept)).toEqual(RICH);
    });
  });
}

const RICH: Snapshot = {
  version: 3,
  revision: 41,
  position: 1_234_567,
  state: {
    name: 'Grüße 🦊 \u0000',
    members: [{ id: 'a', inboxes: ['x', 'y'], score: -1.5 }, { id: 'b', inboxes: [] }],
    bytes: new Uint8Array([0, 255, 128]),
    nothing: null,
    deep: [[[['deep']]]],
    large: 2 ** 53 - 1,
  },
};

const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
const state = fc.letrec((again) => ({
  state: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.uint8Array({ maxLength: 40 }),
    fc.array(again('state'), { maxLength: 5 }),
    fc.dictionary(fc.string(), again('state'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).state;

function newStream(): string {
  return `case-${randomUUID()}`;
}
