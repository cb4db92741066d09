import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { storedEvent } from '../../../test/support/history-world.js';
import { founded, invited, joined, roleChanged } from '../../../test/support/workspace-history.js';
import { eventLine, headerLine, headLine } from './bundle.js';
import { canonicalEvent, type ChainedEvent, genesisOf, linked } from './chain.js';
import { publicKeyOf, type SignedHead, signHead, type SigningKey } from './heads.js';
import { type BundleTrust, linesIn, verifyBundle } from './verify-bundle.js';

const AT = '2026-03-01T12:00:00.000Z';

function newKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicKeyOf(publicKey) };
}

const key = newKey();
const trust: BundleTrust = { keyIds: [key.publicKey.kid] };

/** Somebody with an odd name in it, so that bytes beyond ASCII are among what is edited. */
function historyOf(stream: string): readonly ChainedEvent[] {
  const rename = { type: 'WorkspaceRenamed', data: { name: 'Ümläut & “Söhne” \u0001', formerName: 'Acme' } } as const;
  const members = ['bo', 'cy', 'di'].flatMap((id) => [invited(id), joined(id, 'user', 'invitation'), roleChanged(id, 'user', 'admin')]);
  return founded(rename, ...members).map((event, revision) => ({ ...storedEvent(stream, revision, event), stream, revision }));
}

interface Made {
  readonly lines: readonly string[];
  readonly head: SignedHead;
}

/** A bundle as the service makes it, or as somebody does who has the code and another key. */
function bundleOf(stream: string, events: readonly ChainedEvent[], signing = key): Made {
  let hash = genesisOf(stream);
  const lines = events.map((event) => {
    hash = linked(hash, canonicalEvent(event));
    return eventLine(event, hash.toString('hex'));
  });
  const head = signHead({ stream, revision: events.length - 1, hash: hash.toString('hex'), at: AT }, signing);
  return { lines: [headerLine(stream), ...lines, headLine(head, signing.publicKey)], head };
}

async function* inOrder<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

const verdictOn = (lines: readonly string[], trusting = trust) => verifyBundle(inOrder(lines), trusting);
const verdictOnFile = (file: Buffer) => verifyBundle(linesIn(inOrder([file])), trust);

const events = historyOf('workspace-w');
const { lines, head } = bundleOf('workspace-w', events);
const foreign = bundleOf('workspace-v', historyOf('workspace-v'));
const LAST = events.length - 1;

describe('an untouched bundle', () => {
  it('[H-4] is verified with its head', async () => {
    expect(await verdictOn(lines)).toEqual({ ok: true, events: events.length, head, trusted: true });
  });

  it('[H-4] is verified whatever pieces it arrives in, and of any history', async () => {
    const file = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), fc.integer({ min: 1, max: LAST }), async (sizes, count) => {
        const pieces: Buffer[] = [];
        for (let at = 0, turn = 0; at < file.length; turn++) {
          const size = sizes[turn % sizes.length] as number;
          pieces.push(file.subarray(at, at + size));
          at += size;
        }
        expect(await verifyBundle(linesIn(inOrder(pieces)), trust)).toMatchObject({ ok: true, events: events.length });
        expect(await verdictOn(bundleOf('workspace-w', events.slice(0, count)).lines)).toMatchObject({ ok: true, events: count });
      }),
      { numRuns: 100 },
    );
  });

  it('says that nobody was told whether to trust its key', async () => {
    expect(await verdictOn(lines, {})).toMatchObject({ ok: true, trusted: false });
  });
});

describe('an edited bundle', () => {
  const file = Buffer.from(lines.join('\n'));
  /** Of each line its first byte. */
  const begins: number[] = [];
  beforeAll(() => {
    for (let at = 0, line = 0; line < lines.length; line++) {
      begins.push(at);
      at += Buffer.byteLength(lines[line] as string) + 1;
    }
  });

  it('[H-4] is found out by any bit, and the event named that it was in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(7), async (at, bit) => {
        const edited = Buffer.from(file);
        edited[at] = (edited[at] as number) ^ (1 << bit);
        const { ok, firstBroken } = await verdictOnFile(edited);
        const line = begins.findLastIndex((begin) => begin <= at);
        expect(ok).toBe(false);
        if (line <= events.length) expect(firstBroken?.revision).toBe(Math.max(line - 1, 0));
        else expect(firstBroken?.revision).toBeGreaterThanOrEqual(LAST);
      }),
      { numRuns: 6000 },
    );
  }, 120_000);

  it('[H-4] is found out by an event dropped, doubled, moved, invented or taken from elsewhere, the first broken named', async () => {
    const place = fc.integer({ min: 1, max: events.length });
    const edit = fc.constantFrom('drop', 'double', 'swap', 'replay', 'replace', 'cut' as const);
    await fc.assert(
      fc.asyncProperty(edit, place, place, async (how, one, other) => {
        const edited = [...lines];
        const line = lines[one] as string;
        let broken = one - 1;
        if (how === 'drop') edited.splice(one, 1);
        else if (how === 'double') {
          edited.splice(other, 0, line);
          broken = other === one ? one : other - 1;
        } else if (how === 'swap') {
          if (one === other) return;
          [edited[one], edited[other]] = [lines[other] as string, line];
          broken = Math.min(one, other) - 1;
        } else if (how === 'replay') edited[one] = foreign.lines[one] as string;
        else if (how === 'replace') {
          const event = { ...(events[one - 1] as ChainedEvent), type: 'RoleChanged', data: { memberId: 'bo', role: 'admin', formerRole: 'user', n: other } };
          const hash = linked(hashBefore(one - 1), canonicalEvent(event));
          edited[one] = eventLine(event, hash.toString('hex'));
          broken = one === events.length ? LAST : one;
        } else edited.splice(one, events.length - one + 1);
        const { ok, firstBroken } = await verdictOn(edited);
        expect([how, ok, firstBroken?.revision]).toEqual([how, false, broken]);
      }),
      { numRuns: 4000 },
    );
  }, 120_000);

  function hashBefore(revision: number): Buffer {
    return events.slice(0, revision).reduce((hash, event) => linked(hash, canonicalEvent(event)), genesisOf('workspace-w'));
  }

  it('[H-4] is found out where it ends under its signed head, or before it', async () => {
    for (let count = 0; count < events.length; count++) {
      const cut = [...lines.slice(0, count + 1), lines.at(-1) as string];
      expect((await verdictOn(cut)).firstBroken).toEqual({ revision: count, eventId: null, why: 'missing' });
      expect((await verdictOn(lines.slice(0, count + 1))).firstBroken).toEqual({ revision: count, eventId: null, why: 'unfinished' });
    }
    expect((await verdictOn(lines.slice(0, -1))).firstBroken?.why).toBe('unfinished');
    expect((await verdictOn([])).firstBroken?.why).toBe('unfinished');
  });

  it('[H-4] is found out where something follows its head, or more stands in it than was signed', async () => {
    expect((await verdictOn([...lines, lines[1] as string])).firstBroken?.why).toBe('unreadable');
    const shorter = bundleOf('workspace-w', events.slice(0, 5));
    const longer = [...lines.slice(0, -1), shorter.lines.at(-1) as string];
    expect((await verdictOn(longer)).firstBroken).toEqual({ revision: 5, eventId: null, why: 'added' });
  });

  it('[H-4] is found out where the chain was made anew without the key', async () => {
    const spoiled = events.map((event) => (event.type === 'RoleChanged' ? { ...event, data: { ...event.data, role: 'user' } } : event));
    const made = bundleOf('workspace-w', spoiled, newKey());
    expect((await verdictOn(made.lines)).firstBroken).toMatchObject({ revision: LAST, why: 'unknown_key' });
    const underOldHead = [...made.lines.slice(0, -1), lines.at(-1) as string];
    expect((await verdictOn(underOldHead)).firstBroken).toMatchObject({ revision: LAST, eventId: events[LAST]?.id, why: 'head' });
  });

  it('[H-4] is found out by a forged or a replayed signature', async () => {
    const other = newKey();
    const tail = (forged: SignedHead, its = key.publicKey) => [...lines.slice(0, -1), headLine(forged, its)];
    const { signature } = foreign.head;
    const short = bundleOf('workspace-w', events.slice(0, 3)).head;
    const forgeries: readonly (readonly string[])[] = [
      tail({ ...head, signature }),
      tail({ ...head, signature: short.signature }),
      tail({ ...head, at: '2027-01-01T00:00:00.000Z' }),
      tail({ ...head, signature: '' }),
      tail({ ...head, signature: `${head.signature}=` }),
      tail(signHead(head, other), { ...other.publicKey, kid: key.publicKey.kid }),
      tail(signHead(head, { ...other, publicKey: key.publicKey }), { ...other.publicKey, kid: key.publicKey.kid }),
      tail({ ...signHead(head, other), keyId: key.publicKey.kid }, { ...other.publicKey, kid: key.publicKey.kid }),
    ];
    for (const forged of forgeries) expect((await verdictOn(forged)).firstBroken).toMatchObject({ revision: LAST, why: 'signature' });
    expect((await verdictOn(tail(foreign.head))).firstBroken?.why).toBe('head');
  });

  it('[H-4] is found out by another spelling of the same', async () => {
    const edits: readonly ((text: string) => string)[] = [
      (text) => text.replace('","type"', '", "type"'),
      (text) => text.replace('"revision":3', '"revision":3.0'),
      (text) => text.replace('\\u0001', '\\u0001'.toUpperCase().replace('\\U', '\\u')).replace('“', '\\u201c'),
      (text) => `${text} `,
      (text) => text.replace('{"event":{', '{"event":{"data":{},'),
    ];
    for (const edit of edits) {
      const line = lines.map((one) => one).findIndex((one) => edit(one) !== one && one.startsWith('{"event"'));
      const edited = lines.with(line, edit(lines[line] as string));
      expect((await verdictOn(edited)).firstBroken?.revision).toBe(line - 1);
    }
  });
});
