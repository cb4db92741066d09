import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyId } from '../../test/support/counter.js';
import { RememberedCommands } from './remembered-commands.js';

const uuid = fc.uuid();
const revision = fc.integer({ min: 0, max: 2 ** 48 - 1 });
/** From few enough to meet again. */
const known = fc.integer({ min: 0, max: 8 }).map((no) => keyId(no * 0x0fff_ffff));
const step = fc.oneof(
  fc.record({ kind: fc.constant('remember'), id: fc.oneof(uuid, known), revision }),
  fc.record({ kind: fc.constant('pack') }),
);

it('is a map from command to revision that keeps what came first, packed and unpacked at any point', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), fc.array(uuid), (steps, strangers) => {
      const model = new Map<string, number>();
      let commands = new RememberedCommands();
      for (const one of steps) {
        if (one.kind === 'pack') commands = new RememberedCommands(commands.pack());
        else if ('id' in one) {
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
      const late = new RememberedCommands(early.pack());
      for (const [at, id] of ids.entries()) late.remember(id, at);
      expect(Buffer.from(late.pack())).toEqual(Buffer.from(inOneGo.pack()));
      expect(inOneGo.pack()).toHaveLength(ids.length * 22);
    }),
    { numRuns: 50 },
  );
});

it('works on packed bytes that lie within a larger buffer', () => {
  const commands = new RememberedCommands();
  for (let no = 0; no < 5; no++) commands.remember(keyId(no), no + 2 ** 40);
  const packed = commands.pack();
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
  expect([commands.revisionOf(keyId(1)), commands.revisionOf(keyId(2)), commands.size]).toEqual([7, 8, 2]);
});
