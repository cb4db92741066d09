import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 as uuidv5 } from 'uuid';
import { keyId } from '../../test/support/counter.js';
import { type PackedCommands, RememberedCommands } from './remembered-commands.js';

const uuid = fc.uuid();
const revision = fc.integer({ min: 0, max: 2 ** 48 - 1 });
/** From few enough to meet again. */
const known = fc.integer({ min: 0, max: 8 }).map((no) => keyId(no * 0x0fff_ffff));
const step = fc.oneof(
  fc.record({ kind: fc.constant('remember'), id: fc.oneof(uuid, known), revision }),
  fc.record({ kind: fc.constant('pack') }),
);

/** As a snapshot gives them back. */
function unpacked(packed: PackedCommands): { readonly commands: RememberedCommands; readonly asked: readonly number[] } {
  const asked: number[] = [];
  if (packed instanceof Uint8Array) return { commands: new RememberedCommands(packed), asked };
  const count = packed.reduce((sum, { length }) => sum + length / RememberedCommands.BYTES_EACH, 0);
  const load = (part: number) => {
    asked.push(part);
    return Promise.resolve(packed[part] as Uint8Array);
  };
  return { commands: RememberedCommands.inParts(count, load), asked };
}

it('is a map from command to revision that keeps what came first, packed and unpacked at any point', () => {
  const steps = fc.array(step, { maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(steps, fc.array(uuid), fc.boolean(), (all, strangers, anew) => {
      const model = new Map<string, number>();
      let commands = new RememberedCommands();
      for (const one of all) {
        if (one.kind === 'pack') {
          const packed = commands.pack();
          if (anew) ({ commands } = unpacked(packed));
        } else if ('id' in one) {
          commands.remember(one.id, one.revision);
          if (!model.has(one.id)) model.set(one.id, one.revision);
        }
        expect(commands.size).toBe(model.size);
      }
      for (const [id, at] of model) expect(commands.revisionOf(id)).toBe(at);
      for (const id of strangers) expect(commands.revisionOf(id)).toBe(model.get(id));
    }),
    { numRuns: 50 },
  );
});

it('packs to 22 bytes a command, in the order of the ids, whatever order they came in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(uuid, { maxLength: 50, size: 'max' }), fc.nat(50), (ids, cut) => {
      const inOneGo = new RememberedCommands();
      for (const [at, id] of ids.entries()) inOneGo.remember(id, at);
      const early = new RememberedCommands();
      for (const [at, id] of ids.slice(0, cut).entries()) early.remember(id, at);
      const late = new RememberedCommands(early.pack() as Uint8Array);
      for (const [at, id] of ids.entries()) late.remember(id, at);
      const packed = inOneGo.pack() as Uint8Array;
      expect(Buffer.from(late.pack() as Uint8Array)).toEqual(Buffer.from(packed));
      expect(packed).toHaveLength(ids.length * 22);
    }),
    { numRuns: 50 },
  );
});

it('works on packed bytes that lie within a larger buffer', () => {
  const commands = new RememberedCommands();
  for (let no = 0; no < 5; no++) commands.remember(keyId(no), no + 2 ** 40);
  const packed = (commands.pack()) as Uint8Array;
  const larger = new Uint8Array(packed.length + 9);
  larger.set(packed, 3);
  const within = new RememberedCommands(larger.subarray(3, 3 + packed.length));
  for (let no = 0; no < 5; no++) expect(within.revisionOf(keyId(no))).toBe(no + 2 ** 40);
  expect(within.revisionOf(keyId(5))).toBeUndefined();
});

it('packing leaves it as it was', () => {
  const commands = new RememberedCommands();
  commands.remember(keyId(1), 7);
  commands.pack();
  commands.remember(keyId(2), 8);
  expect([1, 2].map((no) => commands.revisionOf(keyId(no)))).toEqual([7, 8]);
  expect(commands.size).toBe(2);
});

describe('a long history', () => {
  const COUNT = 10_000;
  const ids = Array.from({ length: COUNT }, (_, no) => uuidv5(String(no), keyId(0)));

  function long(): PackedCommands {
    const commands = new RememberedCommands();
    let packed = commands.pack();
    for (const [at, id] of ids.entries()) {
      commands.remember(id, at);
      if (at % 1000 === 0) packed = commands.pack();
    }
    packed = commands.pack();
    expect(ids.every((id, at) => commands.revisionOf(id) === at)).toBe(true);
    return packed;
  }

  it('is kept in parts, which hold all of it', async () => {
    const packed = long();
    expect(packed).toHaveLength(64);
    const { commands } = unpacked(packed);
    expect(commands.size).toBe(COUNT);
    await commands.fetch(ids);
    expect(ids.map((id) => commands.revisionOf(id))).toEqual([...ids.keys()]);
  });

  it('is loaded as far as it is asked for, each part once', async () => {
    const { commands, asked } = unpacked(long());
    commands.remember(keyId(7), COUNT);
    expect(commands.lacks([])).toBe(false);
    expect(asked).toEqual([]);
    const [one] = ids as [string];
    expect(commands.lacks([one])).toBe(true);
    expect(() => commands.revisionOf(one)).toThrow();
    await commands.fetch([one]);
    expect([commands.lacks([one]), commands.revisionOf(one)]).toEqual([false, 0]);
    await commands.fetch([one]);
    expect(asked).toHaveLength(1);
    expect(commands.size).toBe(COUNT + 1);
  });

  it('keeps what came first, also where that was not loaded when it came again', async () => {
    const { commands } = unpacked(long());
    commands.remember(ids[5] as string, COUNT);
    expect(commands.whole).toBe(false);
    await commands.fetchAll();
    expect(commands.whole).toBe(true);
    expect(commands.revisionOf(ids[5] as string)).toBe(5);
    const again = unpacked(commands.pack()).commands;
    await again.fetch(ids);
    expect([again.revisionOf(ids[5] as string), again.size]).toEqual([5, COUNT]);
  });

  it('says so where a part cannot be loaded', async () => {
    const commands = RememberedCommands.inParts(COUNT, () => Promise.reject(new Error('lost')));
    await expect(commands.fetch([keyId(1)])).rejects.toThrow('lost');
    await expect(commands.fetchAll()).rejects.toThrow('lost');
    expect(() => commands.pack()).toThrow();
    expect(commands.lacks([keyId(1)])).toBe(true);
  });
});
