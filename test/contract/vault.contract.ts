import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type JsonValue, type RosterError, type Vault, type VaultEntry } from '#libs/event-sourcing';

export interface VaultUnderTest {
  readonly vault: Vault;
  /** The same vault after an orderly restart. */
  reopen(): Promise<Vault>;
  /** Closes what is open and clears its data away. */
  close(): Promise<void>;
}

/** What the Vault port promises, for every adapter. It need not be empty: the suite looks at kinds of its own. */
export function vaultContract(name: string, open: () => Promise<VaultUnderTest>): void {
  describe(`Vault: ${name}`, () => {
    let subject: VaultUnderTest;
    let vault: Vault;
    let kind: string;

    beforeEach(async () => {
      subject = await open();
      vault = subject.vault;
      kind = `kind-${randomUUID()}`;
    });

    afterEach(() => subject.close());

    const entry = (key: string, value: JsonValue = key, expiresAt?: string): VaultEntry =>
      expiresAt === undefined ? { kind, key, value } : { kind, key, value, expiresAt };
    const keys = async (prefix: string, options?: { readonly limit?: number; readonly after?: string }) =>
      (await vault.list(kind, prefix, options)).map(({ key }) => key);

    describe('get, getMany and put', () => {
      it('has nothing where nothing was put', async () => {
        expect(await vault.get(kind, 'a')).toBeUndefined();
        expect(await vault.getMany(kind, ['a', 'b'])).toEqual(new Map());
        expect(await vault.getMany(kind, [])).toEqual(new Map());
      });

      it('gives back what was put, and of many keys those that are there', async () => {
        await vault.put([entry('a', 1), entry('b', 2), entry('c', 3)]);
        expect(await vault.get(kind, 'b')).toBe(2);
        const many = await vault.getMany(kind, ['c', 'x', 'a', 'a']);
        expect(Object.fromEntries(many)).toEqual({ a: 1, c: 3 });
      });

      it('takes the latest value, also of two in one call', async () => {
        await vault.put([entry('a', 'first')]);
        await vault.put([entry('a', 'second')]);
        expect(await vault.get(kind, 'a')).toBe('second');
        await vault.put([entry('a', 'third'), entry('a', 'fourth')]);
        expect(await vault.get(kind, 'a')).toBe('fourth');
      });

      it('takes it that nothing is put', async () => {
        await vault.put([]);
      });

      it('keeps kinds apart that begin alike', async () => {
        await vault.put([
          { kind, key: 'ab', value: 1 },
          { kind: `${kind}a`, key: 'b', value: 2 },
          { kind: `${kind}-`, key: 'ab', value: 3 },
        ]);
        expect(await vault.get(kind, 'ab')).toBe(1);
        expect(await vault.get(kind, 'b')).toBeUndefined();
        expect(await vault.get(`${kind}a`, 'b')).toBe(2);
        expect(await vault.delete(kind, ['ab'])).toBe(1);
        expect(await vault.get(`${kind}-`, 'ab')).toBe(3);
      });

      it.each<[what: string, value: JsonValue]>([
        ['null', null],
        ['false', false],
        ['zero', 0],
        ['a fraction', -1.5e-7],
        ['a large number', 2 ** 53 - 1],
        ['an empty text', ''],
        ['text', 'Grüße 🦊 \u0000 \ud800'],
        ['an empty list', []],
        ['a list', [1, [null, ['deep']], {}]],
        ['an empty object', {}],
        ['an object', { a: { b: [{ c: null }] }, '': 0, 'ä.$b': true }],
        ['an object with odd names', JSON.parse('{"__proto__":{"a":1},"constructor":2}') as JsonValue],
        ['a large object', { text: 'x'.repeat(200_000) }],
      ])('gives back %s', async (_, value) => {
        await vault.put([entry('a', value)]);
        expect(await vault.get(kind, 'a')).toStrictEqual(value);
        expect(await vault.putIfAbsent(entry('a', 'other'))).toStrictEqual(value);
        expect(await vault.list(kind, '')).toStrictEqual([{ key: 'a', value }]);
      });

      it('gives back every JSON', async () => {
        const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
        await fc.assert(
          fc.asyncProperty(json, async (value) => {
            await vault.put([entry('a', value)]);
            expect(await vault.get(kind, 'a')).toStrictEqual(value);
          }),
          { numRuns: 40 },
        );
      });

      it('keeps what was put, whatever becomes of the objects that were given and received', async () => {
        const given = { list: [1] };
        const put = vault.put([entry('a', given)]);
        given.list.push(2);
        await put;
        const received = await vault.get<{ list: number[] }>(kind, 'a');
        received?.list.push(3);
        expect(await vault.get(kind, 'a')).toEqual({ list: [1] });
      });

      it('writes all entries of a call or none', async () => {
        await vault.put([entry('a', 'old')]);
        await expect(vault.put([entry('a', 'new'), entry('b', 'new', 'no time at all')])).rejects.toThrow(TypeError);
        expect(await vault.get(kind, 'a')).toBe('old');
        expect(await vault.get(kind, 'b')).toBeUndefined();
      });

      it('lets a call that cannot be written fail alone', async () => {
        const [bad, good] = await Promise.allSettled([vault.put([entry('k'.repeat(5000))]), vault.put([entry('b')])]);
        expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
        expect(await vault.get(kind, 'b')).toBe('b');
        await vault.put([entry('c')]);
        expect(await keys('')).toEqual(['b', 'c']);
      });

      it('shows the entries of a call together or not at all', async () => {
        const writing = (async () => {
          for (const n of upTo(40)) await vault.put([entry('left', n), entry('right', n)]);
        })();
        let over = false;
        const done = writing.finally(() => (over = true));
        const seen: unknown[] = [];
        while (!over) {
          const both = await vault.getMany(kind, ['left', 'right']);
          seen.push(both.get('left') === both.get('right'));
          await new Promise((resolve) => setImmediate(resolve));
        }
        await done;
        expect(new Set(seen)).toEqual(new Set([true]));
      });
    });

    describe('under a lease', () => {
      it('claims what stands there, or nothing, and puts', async () => {
        expect(await vault.claim(kind, 'a', 1)).toBeUndefined();
        await vault.put([entry('a', 41)], 1);
        expect(await vault.claim(kind, 'a', 2)).toBe(41);
        await vault.put([entry('a', 42), entry('b', 43)], 2);
        expect(Object.fromEntries(await vault.getMany(kind, ['a', 'b']))).toEqual({ a: 42, b: 43 });
        vault = await subject.reopen();
        expect(await vault.claim(kind, 'a', 3)).toBe(42);
      });
    });

    describe('putIfAbsent', () => {
      it('writes where nothing is, and gives what is there afterwards', async () => {
        expect(await vault.putIfAbsent(entry('a', { n: 1 }))).toEqual({ n: 1 });
        expect(await vault.putIfAbsent(entry('a', { n: 2 }))).toEqual({ n: 1 });
        expect(await vault.get(kind, 'a')).toEqual({ n: 1 });
      });

      it('gives one of 64 at once the place, and its value to all', async () => {
        const values = await Promise.all(upTo(64).map((n) => vault.putIfAbsent(entry('a', { n }))));
        expect(new Set(values.map((value) => JSON.stringify(value))).size).toBe(1);
        expect(await vault.get(kind, 'a')).toEqual(values[0]);
      });

      it('writes again after a delete', async () => {
        await vault.putIfAbsent(entry('a', 1));
        await vault.delete(kind, ['a']);
        expect(await vault.putIfAbsent(entry('a', 2))).toBe(2);
      });
    });

    describe('overwrite', () => {
      const secret = (n: number) => `${n}`.repeat(64);

      it('puts other values in place of what stands there, and where nothing stands', async () => {
        await vault.put([entry('a', secret(1)), entry('b', secret(2)), entry('c', secret(3), EARLY)]);
        await vault.overwrite([entry('a', ''), entry('c', ''), entry('d', { n: 4 })]);
        const found = await vault.getMany(kind, ['a', 'b', 'c', 'd']);
        expect(Object.fromEntries(found)).toEqual({ a: '', b: secret(2), c: '', d: { n: 4 } });
        expect(await vault.sweep(BETWEEN)).toBe(0);
      });

      it('[A-7] is harmless twice, for nothing, and at once with others', async () => {
        await vault.put(upTo(4).map((n) => entry(`a${n}`, secret(n))));
        await vault.overwrite([]);
        await Promise.all([0, 1, 2, 0].map((n) => vault.overwrite([entry(`a${n}`, '')])));
        await vault.overwrite([entry('a0', '')]);
        expect(await vault.list(kind, '')).toEqual(upTo(4).map((n) => ({ key: `a${n}`, value: n < 3 ? '' : secret(3) })));
      });

      it('[A-7] loses nothing that is written meanwhile, and is durable', async () => {
        await vault.put([entry('a', secret(1))]);
        const others = upTo(50).map((n) => vault.put([entry(`b${n}`, n)]));
        await Promise.all([vault.overwrite([entry('a', '')]), ...others]);
        vault = await subject.reopen();
        expect(await vault.get(kind, 'a')).toBe('');
        expect(await vault.list(kind, 'b')).toHaveLength(50);
      });
    });

    describe('delete', () => {
      it('counts what was there', async () => {
        await vault.put([entry('a'), entry('b'), entry('c')]);
        expect(await vault.delete(kind, ['a', 'x', 'c', 'a'])).toBe(2);
        expect(await vault.delete(kind, ['a'])).toBe(0);
        expect(await vault.delete(kind, [])).toBe(0);
        expect(await keys('')).toEqual(['b']);
      });

      it('counts an entry for one of many who delete it at once', async () => {
        await vault.put([entry('a')]);
        const counts = await Promise.all(upTo(16).map(() => vault.delete(kind, ['a'])));
        expect(counts.reduce((sum, count) => sum + count)).toBe(1);
      });
    });

    describe('list', () => {
      it('gives those that begin with the prefix, in order of key', async () => {
        await vault.put(['b/1', 'a/2', 'a', 'a/10', 'a/', 'a0', 'A/1', 'a/1', 'a.', 'b'].map((key) => entry(key)));
        expect(await keys('a/')).toEqual(['a/', 'a/1', 'a/10', 'a/2']);
        expect(await keys('a/1')).toEqual(['a/1', 'a/10']);
        expect(await keys('a')).toEqual(['a', 'a.', 'a/', 'a/1', 'a/10', 'a/2', 'a0']);
        expect(await keys('')).toEqual(['A/1', 'a', 'a.', 'a/', 'a/1', 'a/10', 'a/2', 'a0', 'b', 'b/1']);
        expect(await keys('c')).toEqual([]);
      });

      it('gives nothing of other kinds', async () => {
        await vault.put([
          entry('a'),
          { kind: kind.slice(0, -1), key: 'a', value: 'shorter' },
          { kind: `${kind}a`, key: 'a', value: 'longer' },
          { kind: `${kind}~`, key: '', value: 'longer' },
        ]);
        expect(await vault.list(kind, '')).toEqual([{ key: 'a', value: 'a' }]);
        expect(await vault.list(kind, 'b')).toEqual([]);
        expect(await vault.list(`${kind}~`, '')).toEqual([{ key: '', value: 'longer' }]);
      });

      it('gives at most so many, and goes on after a key', async () => {
        await vault.put(upTo(10).map((n) => entry(`a/${n}`)));
        expect(await keys('a/', { limit: 3 })).toEqual(['a/0', 'a/1', 'a/2']);
        expect(await keys('a/', { limit: 3, after: 'a/2' })).toEqual(['a/3', 'a/4', 'a/5']);
        expect(await keys('a/', { limit: 3, after: 'a/8' })).toEqual(['a/9']);
        expect(await keys('a/', { after: 'a/9' })).toEqual([]);
        expect(await keys('a/', { limit: 0 })).toEqual([]);
      });

      it('goes on after a key that is not there, or not of the prefix', async () => {
        await vault.put(['a', 'b/1', 'b/2', 'b/4', 'c'].map((key) => entry(key)));
        expect(await keys('b/', { limit: 1, after: 'b/15' })).toEqual(['b/2']);
        expect(await keys('b/', { limit: 2, after: 'b/3' })).toEqual(['b/4']);
        expect(await keys('b/', { limit: 2, after: 'a' })).toEqual(['b/1', 'b/2']);
        expect(await keys('b/', { limit: 2, after: '' })).toEqual(['b/1', 'b/2']);
        expect(await keys('b/', { after: 'c' })).toEqual([]);
        expect(await keys('b/', { after: 'zzz' })).toEqual([]);
      });

      it('gives 1,000 unless told', async () => {
        const all = upTo(1003).map((n) => `a${String(n).padStart(4, '0')}`);
        await vault.put(all.map((key) => entry(key)));
        expect(await keys('a')).toEqual(all.slice(0, 1000));
        expect(await keys('a', { after: 'a0999' })).toEqual(all.slice(1000));
        expect(await keys('a', { limit: 2000 })).toEqual(all);
      });

      it('agrees with a sorted list for any ASCII keys, prefix, place and limit', async () => {
        const ascii = fc.string({ unit: fc.constantFrom(...'aab/-09Z~ \u0001\u007f'), maxLength: 4 });
        await fc.assert(
          fc.asyncProperty(
            fc.uniqueArray(ascii, { maxLength: 20 }),
            ascii.map((text) => text.slice(0, 2)),
            fc.option(ascii, { nil: undefined }),
            fc.integer({ min: 1, max: 6 }),
            async (some, prefix, after, limit) => {
              kind = `kind-${randomUUID()}`;
              await vault.put(some.map((key) => entry(key)));
              const expected = [...some].sort().filter((key) => key.startsWith(prefix) && (after ?? '') <= key);
              const later = expected.filter((key) => key !== after).slice(0, limit);
              expect(await keys(prefix, { limit, ...(after === undefined ? {} : { after }) })).toEqual(later);
            },
          ),
          { numRuns: 60 },
        );
      });
    });

    describe('expiry', () => {
      it('sweeps what expired before the moment, and nothing else', async () => {
        await vault.put([
          entry('past', 1, '2990-01-01T00:00:00.000Z'),
          entry('same', 2, '2990-01-01T00:00:01.000Z'),
          entry('later', 3, '2990-01-01T00:00:01.001Z'),
          entry('never', 4),
        ]);
        expect(await vault.sweep('2990-01-01T00:00:01.000Z')).toBe(1);
        expect(await keys('')).toEqual(['later', 'never', 'same']);
        expect(await vault.sweep('2990-01-01T00:00:01.000Z')).toBe(0);
        expect(await vault.sweep('2999-01-01T00:00:00.000Z')).toBe(2);
        expect(await keys('')).toEqual(['never']);
      });

      it('takes a moment for the same in whatever form of ISO time', async () => {
        await vault.put([entry('a', 1, '2990-01-01T00:00:00Z'), entry('b', 2, '2990-01-01T02:00:00.000+02:00')]);
        expect(await vault.sweep('2990-01-01T00:00:00.000Z')).toBe(0);
        expect(await vault.sweep('2990-01-01T00:00:00.001Z')).toBe(2);
      });

      it('goes by the latest expiry that was put', async () => {
        await vault.put([entry('longer', 1, EARLY), entry('forever', 2, EARLY)]);
        await vault.put([entry('shorter', 3, LATE), entry('new', 4)]);
        await vault.put([entry('longer', 1, LATE), entry('forever', 2)]);
        await vault.put([entry('shorter', 3, EARLY), entry('new', 4, EARLY)]);
        expect(await vault.sweep(BETWEEN)).toBe(2);
        expect(await keys('')).toEqual(['forever', 'longer']);
        expect(await vault.sweep('2999-01-01T00:00:00.000Z')).toBe(1);
        expect(await keys('')).toEqual(['forever']);
      });

      it('leaves the expiry alone where putIfAbsent writes nothing, and sets it where it writes', async () => {
        await vault.putIfAbsent(entry('a', 1, LATE));
        await vault.putIfAbsent(entry('a', 2, EARLY));
        expect(await vault.sweep(BETWEEN)).toBe(0);
        expect(await vault.sweep('2999-01-01T00:00:00.000Z')).toBe(1);
      });

      it('does not count what was deleted, nor sweep what was put in its place', async () => {
        await vault.put([entry('a', 1, EARLY), entry('b', 1, EARLY)]);
        await vault.delete(kind, ['a', 'b']);
        await vault.put([entry('b', 2)]);
        expect(await vault.sweep(BETWEEN)).toBe(0);
        expect(await keys('')).toEqual(['b']);
      });

      it('sweeps any number', async () => {
        await vault.put(upTo(2100).map((n) => entry(`a${n}`, n, EARLY)));
        await vault.put([entry('b', 0, LATE)]);
        expect(await vault.sweep(BETWEEN)).toBe(2100);
        expect(await keys('')).toEqual(['b']);
      });
    });

    describe('durability', () => {
      it('still has what was put and not what was deleted or swept after a restart', async () => {
        await vault.put([entry('a', { n: 1 }), entry('b'), entry('c', 1, EARLY), entry('d', 1, LATE)]);
        await vault.putIfAbsent(entry('e', 'there'));
        await vault.delete(kind, ['b']);
        await vault.sweep(BETWEEN);
        vault = await subject.reopen();
        expect(await vault.list(kind, '')).toEqual([
          { key: 'a', value: { n: 1 } },
          { key: 'd', value: 1 },
          { key: 'e', value: 'there' },
        ]);
        expect(await vault.putIfAbsent(entry('e', 'other'))).toBe('there');
        expect(await vault.sweep('2999-01-01T00:00:00.000Z')).toBe(1);
      });

      it('loses none of many writes at once', async () => {
        const write = (each: VaultEntry, n: number) => (n % 2 ? vault.put([each]) : vault.putIfAbsent(each));
        await Promise.all(upTo(500).map((n) => write(entry(`a${n}`, n), n)));
        const found = await vault.getMany(kind, upTo(500).map((n) => `a${n}`));
        expect([...found.values()]).toEqual(upTo(500));
        vault = await subject.reopen();
        expect(await vault.list(kind, 'a')).toHaveLength(500);
      });

      it('answers every write truly that is under way when it is closed', async () => {
        const writes = upTo(50).map((n) => vault.put([entry(`a${n}`)]).then(() => true, () => false));
        const close = vault.close();
        const late = vault.put([entry('late')]).then(() => true, () => false);
        const written = await Promise.all(writes);
        await close;
        expect(await late).toBe(false);
        vault = await subject.reopen();
        const found = await vault.getMany(kind, [...upTo(50).map((n) => `a${n}`), 'late']);
        expect(upTo(50).map((n) => found.has(`a${n}`))).toEqual(written);
        expect(found.has('late')).toBe(false);
      });

      it('refuses every call once it is closed, and can be closed again', async () => {
        await vault.close();
        const calls = [
          vault.get(kind, 'a'),
          vault.getMany(kind, ['a']),
          vault.list(kind, ''),
          vault.put([entry('a')]),
          vault.putIfAbsent(entry('a')),
          vault.overwrite([entry('a')]),
          vault.delete(kind, ['a']),
          vault.sweep(EARLY),
        ];
        for (const call of calls) {
          const refusal = await call.then(() => undefined, (error: unknown) => error as RosterError);
          expect(refusal).toMatchObject({ code: 'vault_unavailable', kind: 'unavailable' });
        }
        await vault.close();
      });
    });
  });
}

const EARLY = '2990-01-01T00:00:00.000Z';
const BETWEEN = '2991-01-01T00:00:00.000Z';
const LATE = '2992-01-01T00:00:00.000Z';

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
