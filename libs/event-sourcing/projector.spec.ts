import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Opened, type Position } from './event.js';
import { type Projection } from './projection.js';
import { FoldFailed, Projector } from './projector.js';
import { type ReadDocument } from './ports/read-store.js';
import { MemoryReadStore } from '../../test/support/memory-read-store.js';

/** A toy read model: cards that lie in boxes. */
interface Card extends ReadDocument {
  readonly box: string;
  readonly tags: readonly string[];
  /** The events that it has seen, in order: twice, missing or out of order shows here. */
  readonly seen: readonly string[];
}

type Put = { readonly card: string; readonly box: string; readonly tags: readonly string[] };
type Data =
  | { readonly type: 'Put'; readonly data: Put }
  | { readonly type: 'Touched'; readonly data: { readonly card: string } }
  | { readonly type: 'Shaken'; readonly data: { readonly box: string } }
  | { readonly type: 'Tagged'; readonly data: { readonly tag: string } }
  | { readonly type: 'Copied'; readonly data: { readonly from: string; readonly card: string } }
  | { readonly type: 'Torn'; readonly data: { readonly card: string } }
  | { readonly type: 'Broken'; readonly data: object }
  | { readonly type: 'Elsewhere'; readonly data: object };
type Event = Opened<Data>;

class CannotFold extends Error {}
class Crash extends Error {}

const cards: Projection<Card, Data> = {
  name: 'cards',
  version: 3,
  indexes: [{ box: 1 }, { tags: 1 }],
  handles: ['Put', 'Touched', 'Shaken', 'Tagged', 'Copied', 'Torn', 'Broken'],
  touches(event) {
    switch (event.type) {
      case 'Shaken':
        return { where: { field: 'box', value: event.data.box } };
      case 'Tagged':
        return { where: { field: 'tags', value: event.data.tag } };
      case 'Copied':
        return { ids: [event.data.card], reads: [event.data.from] };
      case 'Broken':
        return { ids: ['a', 'b'] };
      case 'Elsewhere':
        return {};
      default:
        return { ids: [event.data.card] };
    }
  },
  fold(id, card, event, read) {
    const seen = [...(card?.seen ?? []), event.id];
    switch (event.type) {
      case 'Put':
        return { _id: id, box: event.data.box, tags: event.data.tags, seen };
      case 'Copied': {
        const from = read(event.data.from);
        return { _id: id, box: from?.box ?? 'nowhere', tags: [], seen: [...seen, ...(from?.seen ?? [])] };
      }
      case 'Torn':
        return null;
      case 'Broken':
        if (id === 'b') throw new CannotFold('no');
        return card && { ...card, seen };
      default:
        if (!card) throw new CannotFold(`${event.type} of a card that is not there`);
        return { ...card, seen };
    }
  },
};

const COLLECTION = 'cards_v3';
let store: MemoryReadStore;
let projector: Projector;

/** An event whose id is its type and position. */
function at(position: Position, event: Data): Event {
  const metadata = { v: 1, at: '', actor: { kind: 'system', id: 'spec' }, correlationId: '', causationId: '' } as const;
  return { ...event, id: `${event.type}@${position}`, stream: 'spec-a', revision: 0, position, metadata };
}
const put = (card: string, box: string, ...tags: string[]): Data => ({ type: 'Put', data: { card, box, tags } });
const touched = (card: string): Data => ({ type: 'Touched', data: { card } });
const shaken = (box: string): Data => ({ type: 'Shaken', data: { box } });
const copied = (from: string, card: string): Data => ({ type: 'Copied', data: { from, card } });
const torn = (card: string): Data => ({ type: 'Torn', data: { card } });
const elsewhere: Data = { type: 'Elsewhere', data: {} };
const broken: Data = { type: 'Broken', data: {} };
const seen = (card: string) => (store.contents(COLLECTION)[card] as Card | undefined)?.seen;

async function newProjector(on: MemoryReadStore = store): Promise<Projector> {
  const one = new Projector(cards, on);
  await one.prepare();
  return one;
}

beforeEach(async () => {
  store = new MemoryReadStore();
  projector = await newProjector();
});

describe('a batch', () => {
  it('is folded in order, loaded at once and written at once', async () => {
    store.calls.length = 0;
    await projector.apply([at(2, put('a', 'x')), at(5, touched('a')), at(6, put('b', 'x')), at(9, touched('a'))]);
    expect(seen('a')).toEqual(['Put@2', 'Touched@5', 'Touched@9']);
    expect(seen('b')).toEqual(['Put@6']);
    expect(store.calls.map(({ call }) => call)).toEqual(['load', 'write', 'saveCheckpoint']);
    expect(projector.position).toBe(9);
  });

  it('goes on from what is stored', async () => {
    await projector.apply([at(2, put('a', 'x'))]);
    await projector.apply([at(3, touched('a'))]);
    expect(seen('a')).toEqual(['Put@2', 'Touched@3']);
  });

  it('without anything to handle moves the checkpoint alone', async () => {
    store.calls.length = 0;
    await projector.apply([at(4, elsewhere)]);
    expect(store.calls.map(({ call }) => call)).toEqual(['saveCheckpoint']);
    expect((await newProjector()).position).toBe(4);
  });

  it('that is empty does nothing', async () => {
    await projector.apply([]);
    expect(projector.position).toBe(-1);
  });

  it('whose checkpoint could not be kept is not behind us', async () => {
    store.before = (call) => {
      if (call === 'saveCheckpoint') throw new Crash();
    };
    await expect(projector.apply([at(1, put('a', 'x'))])).rejects.toThrow(Crash);
    expect(projector.position).toBe(-1);
    store.before = () => undefined;
    await projector.apply([at(1, put('a', 'x'))]);
    expect([projector.position, seen('a')]).toEqual([1, ['Put@1']]);
  });

  it('seen before passes by, also what was done to a document that is gone', async () => {
    const batch = [at(1, put('a', 'x')), at(2, touched('a')), at(3, torn('a'))];
    for (const event of batch) await projector.apply([event]);
    await projector.apply([...batch.slice(1), at(4, put('b', 'x'))]);
    expect(Object.keys(store.contents(COLLECTION))).toEqual(['b']);
  });

  it('seen before passes by, also where it overlaps with a new one', async () => {
    const batch = [at(2, put('a', 'x')), at(3, touched('a'))];
    await projector.apply(batch);
    await projector.apply(batch);
    await projector.apply([...batch, at(4, touched('a'))]);
    expect(seen('a')).toEqual(['Put@2', 'Touched@3', 'Touched@4']);
  });
});

describe('documents touched by the value of a field', () => {
  it('are those stored', async () => {
    await projector.apply([at(1, put('a', 'x')), at(2, put('b', 'y'))]);
    await projector.apply([at(3, shaken('x'))]);
    expect([seen('a'), seen('b')]).toEqual([['Put@1', 'Shaken@3'], ['Put@2']]);
  });

  it('are those created or moved there earlier in the same batch, and not those moved away', async () => {
    await projector.apply([at(1, put('a', 'x')), at(2, put('b', 'y'))]);
    const coming = [at(3, put('c', 'x')), at(4, put('b', 'x'))];
    const leaving = [at(5, put('a', 'y'))];
    await projector.apply([...coming, ...leaving, at(6, shaken('x')), at(7, put('d', 'x'))]);
    expect(seen('a')).toEqual(['Put@1', 'Put@5']);
    expect(seen('b')).toEqual(['Put@2', 'Put@4', 'Shaken@6']);
    expect(seen('c')).toEqual(['Put@3', 'Shaken@6']);
    expect(seen('d')).toEqual(['Put@7']);
  });

  it('are not those deleted earlier in the same batch', async () => {
    await projector.apply([at(1, put('a', 'x'))]);
    await projector.apply([at(2, torn('a')), at(3, shaken('x'))]);
    expect(store.contents(COLLECTION)).toEqual({});
  });

  it('are found by each element where the field is an array', async () => {
    await projector.apply([at(1, put('a', 'x', 'red', 'blue')), at(2, put('b', 'x', 'green'))]);
    await projector.apply([
      at(3, { type: 'Tagged', data: { tag: 'blue' } }),
      at(4, put('b', 'x', 'blue')),
      at(5, put('a', 'x', 'red')),
      at(6, { type: 'Tagged', data: { tag: 'blue' } }),
    ]);
    expect(seen('a')).toEqual(['Put@1', 'Tagged@3', 'Put@5']);
    expect(seen('b')).toEqual(['Put@2', 'Put@4', 'Tagged@6']);
  });

  it('and by id as well are folded once', async () => {
    const both: Projection<Card, Data> = {
      ...cards,
      touches: (event) => ({ ...cards.touches(event), ids: ['a', 'a'] }),
    };
    const one = new Projector(both, store);
    await one.apply([at(1, put('a', 'x')), at(2, shaken('x'))]);
    expect(seen('a')).toEqual(['Put@1', 'Shaken@2']);
  });
});

describe('a document that is only read', () => {
  it('is as the events before left it, and stays as it is', async () => {
    await projector.apply([at(1, put('a', 'x'))]);
    await projector.apply([at(2, touched('a')), at(3, copied('a', 'b')), at(4, touched('a'))]);
    expect(seen('b')).toEqual(['Copied@3', 'Put@1', 'Touched@2']);
    expect(seen('a')).toEqual(['Put@1', 'Touched@2', 'Touched@4']);
  });

  it('that is not there is null', async () => {
    await projector.apply([at(1, copied('nobody', 'b'))]);
    expect(store.contents(COLLECTION)).toMatchObject({ b: { box: 'nowhere' } });
  });
});

describe('deletion', () => {
  it('takes a document away, and a later event may make it anew', async () => {
    await projector.apply([at(1, put('a', 'x')), at(2, torn('a'))]);
    expect(store.contents(COLLECTION)).toEqual({});
    await projector.apply([at(3, put('a', 'y')), at(4, torn('a')), at(5, put('a', 'z'))]);
    expect(seen('a')).toEqual(['Put@5']);
  });

  it('after a crash before its checkpoint brings no earlier events to a document that is gone', async () => {
    await projector.apply([at(1, put('a', 'x'))]);
    const batch = [at(2, put('b', 'x')), at(3, touched('a')), at(4, torn('a')), at(5, touched('b'))];
    store.before = (call) => {
      if (call === 'saveCheckpoint' && !('a' in store.contents(COLLECTION))) throw new Error('crash');
    };
    await expect(projector.apply(batch)).rejects.toThrow('crash');
    expect(store.contents(COLLECTION)).not.toHaveProperty('a');
    store.before = () => undefined;
    const restarted = await newProjector();
    await restarted.apply(batch.filter(({ position }) => position > restarted.position));
    expect(Object.keys(store.contents(COLLECTION))).toEqual(['b']);
    expect(seen('b')).toEqual(['Put@2', 'Touched@5']);
  });
});

it('two crashes in a row do not bring earlier events to a document that is gone either', async () => {
  await projector.apply([at(1, put('a', 'x'))]);
  const crashes = new Set(['saveCheckpoint']);
  store.before = (call) => {
    if (crashes.delete(call)) throw new Crash();
  };
  // The first leaves the document ahead of the checkpoint, the second comes right after its deletion.
  await expect(projector.apply([at(4, touched('a'))])).rejects.toThrow(Crash);
  projector = await newProjector();
  store.before = (call) => {
    if (call === 'saveCheckpoint' && !('a' in store.contents(COLLECTION))) throw new Crash();
  };
  await expect(projector.apply([at(4, touched('a')), at(7, torn('a'))])).rejects.toThrow(Crash);
  store.before = () => undefined;
  projector = await newProjector();
  expect(projector.position).toBe(4);
  await projector.apply([at(7, torn('a'))]);
  expect(store.contents(COLLECTION)).toEqual({});
});

describe('a fold that fails', () => {
  it('is told with its position; what came before it is written, of it nothing', async () => {
    await projector.apply([at(1, put('a', 'x')), at(2, put('b', 'x'))]);
    const failing = projector.apply([at(3, touched('a')), at(5, broken), at(7, touched('a'))]);
    await expect(failing).rejects.toThrow(FoldFailed);
    await expect(failing).rejects.toMatchObject({ position: 5, cause: expect.any(CannotFold) });
    expect(seen('a')).toEqual(['Put@1', 'Touched@3']);
    expect(projector.position).toBe(3);
    expect((await newProjector()).position).toBe(3);
  });

  it('at the beginning of a batch leaves all as it is', async () => {
    await projector.apply([at(1, put('b', 'x'))]);
    await expect(projector.apply([at(5, broken)])).rejects.toMatchObject({ position: 5 });
    expect(projector.position).toBe(1);
  });

  it('goes on there once it is mended', async () => {
    await projector.apply([at(1, put('a', 'x')), at(2, put('b', 'x'))]);
    const batch = [at(3, touched('a')), at(5, broken), at(7, touched('b'))];
    await expect(projector.apply(batch)).rejects.toThrow(FoldFailed);
    const mended: Projection<Card, Data> = {
      ...cards,
      fold: (id, card, event, read) => {
        const harmless: Event = event.type === 'Broken' ? { ...event, ...touched(id) } : event;
        return cards.fold(id, card, harmless, read);
      },
    };
    const restarted = new Projector(mended, store);
    await restarted.prepare();
    await restarted.apply(batch);
    expect([seen('a'), seen('b')]).toEqual([
      ['Put@1', 'Touched@3', 'Broken@5'],
      ['Put@2', 'Broken@5', 'Touched@7'],
    ]);
  });

  it('in saying what an event touches is told alike', async () => {
    const clueless: Projection<Card, Data> = {
      ...cards,
      touches: (event) => {
        if (event.type === 'Broken') throw new CannotFold('touches what?');
        return cards.touches(event);
      },
    };
    const one = new Projector(clueless, store);
    await expect(one.apply([at(1, put('a', 'x')), at(5, broken)])).rejects.toMatchObject({ position: 5 });
    expect(seen('a')).toEqual(['Put@1']);
  });
});

describe('as laws', () => {
  const id = fc.constantFrom('a', 'b', 'c');
  const box = fc.constantFrom('x', 'y');
  /** Only what can be said of cards that are there: folds refuse all else. */
  const history = fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: fc.tuple(id, box).map(([card, where]) => put(card, where)) },
        { weight: 5, arbitrary: id.map(touched) },
        { weight: 2, arbitrary: box.map(shaken) },
        { weight: 1, arbitrary: fc.tuple(id, id).map(([from, to]) => copied(from, to)) },
        { weight: 3, arbitrary: id.map(torn) },
        { weight: 1, arbitrary: fc.constant(elsewhere) },
      ),
      { maxLength: 30, size: 'max' },
    )
    .map((events) => {
      const there = new Set<string>();
      const possible = events.filter(({ type, data }) => {
        if (type === 'Torn') there.delete(data.card);
        if (type === 'Put' || type === 'Copied') there.add(data.card);
        return type !== 'Touched' || there.has(data.card);
      });
      return possible.map((event, index) => at(index * 3 + 1, event));
    });

  /** Applies events in batches of these sizes, with a crash at each of these calls to the store. */
  async function applied(events: readonly Event[], sizes: readonly number[], failures: readonly number[] = []) {
    const on = new MemoryReadStore();
    let one = await newProjector(on);
    let calls = 0;
    const failing = new Set(failures);
    const crash = () => {
      if (failing.delete(++calls)) throw new Crash();
    };
    for (let i = 0, from = 0; from < events.length; i++) {
      const size = sizes[i % Math.max(1, sizes.length)] ?? 1;
      on.before = crash;
      try {
        await one.apply(events.slice(from, from + size));
        from += size;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        on.before = () => undefined;
        one = await newProjector(on);
        // A subscription begins again after the checkpoint, with other batches than before.
        from = events.findIndex(({ position }) => position > one.position);
        if (from < 0) break;
      }
    }
    return on.contents(COLLECTION);
  }

  it('how the events are cut into batches makes no difference', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, sizes, async (events, cut) => {
        expect(await applied(events, cut)).toEqual(await applied(events, [1]));
      }),
    );
  });

  it('a batch applied twice equals once, as long as its folds bear what they get', async () => {
    const lenient: Projection<Card, Data> = {
      ...cards,
      fold: (id, card, event, read) => (event.type === 'Touched' && !card ? null : cards.fold(id, card, event, read)),
    };
    await fc.assert(
      fc.asyncProperty(history, fc.nat(30), async (events, cut) => {
        const on = new MemoryReadStore();
        await (await newProjector(on)).apply(events.slice(0, cut));
        const batch = events.slice(cut);
        await (await newProjector(on)).apply(batch);
        const once = on.contents(COLLECTION);
        // As if no checkpoint had been kept.
        const again = new Projector(lenient, on);
        await again.apply(batch);
        expect(on.contents(COLLECTION)).toEqual(once);
      }),
    );
  });

  it('a crash at any call to the store, and what comes after it, equals none', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6, size: 'max' });
    const failures = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 15, size: 'max' });
    await fc.assert(
      fc.asyncProperty(history, sizes, failures, async (events, cut, calls) => {
        expect(await applied(events, cut, calls)).toEqual(await applied(events, [1]));
      }),
      { numRuns: 300 },
    );
  });
});
