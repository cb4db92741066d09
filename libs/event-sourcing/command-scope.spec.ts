import { describe, expect, it } from '@jest/globals';
import { keyed, keyId, scope } from '../../test/support/counter.js';
import { CommandScope } from './command-scope.js';
import { type Actor } from './event.js';

const ANN: Actor = { kind: 'account', id: 'ann' };

describe('a scope', () => {
  it('has the id of its key, else one of its own', () => {
    expect(keyed(1).id).toBe(keyId(1));
    expect(scope().id).not.toBe(scope().id);
  });

  it('begins a correlation of its own unless it is told of one', () => {
    const own = scope();
    expect([own.correlationId, own.causationId]).toEqual([own.id, own.id]);
    const told = scope({ correlationId: 'request', causationId: 'event' });
    expect([told.correlationId, told.causationId]).toEqual(['request', 'event']);
  });
});

const derivations: [string, (from: CommandScope) => CommandScope][] = [
  ['as', (from) => from.as(ANN)],
  ['step', (from) => from.step('next')],
  ['incidental', (from) => from.incidental()],
  ['goingOnWith', (from) => from.goingOnWith(null)],
];

describe.each(derivations)('%s', (_, derive) => {
  it('keeps reason, correlation, cause and whether it is a dry run', () => {
    const kept = { reason: 'because', correlationId: 'request', causationId: 'event', dryRun: true };
    expect(derive(scope(kept))).toMatchObject(kept);
    const plain = derive(scope());
    expect([plain.reason, plain.dryRun]).toEqual([undefined, false]);
  });

  it('notes position and plan for the whole request', () => {
    const from = scope();
    derive(derive(from)).reached(7);
    from.reached(5);
    derive(from).plans('counter-a', [{ type: 'Added', data: { by: 1 } }]);
    expect(from.position).toBe(7);
    expect(derive(from).position).toBe(7);
    expect(from.planned).toEqual([{ type: 'Added', stream: 'counter-a', data: { by: 1 } }]);
  });
});

it('as has the other actor and the same key', () => {
  const derived = keyed(1).as(ANN);
  expect(derived).toMatchObject({ actor: ANN, key: keyed(1).key, id: keyId(1) });
});

it('[S-1] step has a key of its own, the same for the same name and key', () => {
  const from = keyed(1);
  expect(from.step('a').key).toEqual(keyed(1).step('a').key);
  expect(from.step('a').id).not.toBe(from.step('b').id);
  expect(from.step('a').id).not.toBe(keyed(2).step('a').id);
  expect(from.step('a').key?.fingerprint).toBe(from.key?.fingerprint);
  expect(scope().step('a').key).toBeUndefined();
});

it('incidental has no key', () => {
  expect(keyed(1).incidental().key).toBeUndefined();
});

it('goingOnWith has the key of the command that it goes on with, or none', () => {
  const begun = keyed(2).key ?? null;
  expect(keyed(1).goingOnWith(begun)).toMatchObject({ key: begun, id: keyId(2) });
  expect(keyed(1).goingOnWith(null).key).toBeUndefined();
});
