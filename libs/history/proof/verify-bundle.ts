import { type Broken } from './broken.js';
import { EVENT_BEGINS, HASH_BEGINS, HEAD_BEGINS, headerLine, LINE_ENDS } from './bundle.js';
import { canonicalJson } from './canonical-json.js';
import { genesisOf, HASH_BYTES, linked } from './chain.js';
import { isSignedBy, type PublicKey, type SignedHead } from './heads.js';

export interface BundleVerdict {
  readonly ok: boolean;
  /** How many events were found as they were. */
  readonly events: number;
  /** Null where the bundle did not come so far, or breaks before. */
  readonly head: SignedHead | null;
  /** Whether the key was among the trusted ones. Without those, a bundle says only that it fits its own key. */
  readonly trusted: boolean;
  readonly firstBroken?: Broken;
}

export interface BundleTrust {
  /** Ids of the keys that the auditor knows from elsewhere to be the service's. Left out: any key. */
  readonly keyIds?: readonly string[];
}

const HASH_DIGITS = 2 * HASH_BYTES;
const AFTER_EVENT = HASH_BEGINS.length + HASH_DIGITS + LINE_ENDS.length;

/**
 * Verifies an exported history without the service (H-4): every event by the chain, the chain by its signed head. What
 * is hashed are the bytes of the bundle themselves, so no other spelling of the same event passes.
 * @param lines without their line breaks, as `linesIn` gives them
 */
export async function verifyBundle(
  lines: AsyncIterable<string | Uint8Array>,
  { keyIds }: BundleTrust = {},
): Promise<BundleVerdict> {
  const reading = new Reading(keyIds);
  for await (const line of lines) {
    const broken = reading.take(typeof line === 'string' ? Buffer.from(line) : line);
    if (broken) return reading.verdict(broken);
  }
  return reading.verdict(reading.end());
}

/** The lines of a file or of an answer. */
export async function* linesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const open: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(NEW_LINE); to >= 0; to = chunk.indexOf(NEW_LINE, from)) {
      yield Buffer.concat([...open.splice(0), chunk.subarray(from, to)]);
      from = to + 1;
    }
    if (from < chunk.length) open.push(chunk.slice(from));
  }
  if (open.length > 0) yield Buffer.concat(open);
}

const NEW_LINE = 10;

interface Placed {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
}

class Reading {
  private stream: string | undefined;
  private hash: Buffer = Buffer.alloc(0);
  private events = 0;
  private lastId: string | null = null;
  private head: SignedHead | null = null;
  private trusted = false;

  constructor(private readonly keyIds: readonly string[] | undefined) {}

  /** What is broken at this line, if anything. */
  take(bytes: Uint8Array): Broken | undefined {
    const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.stream === undefined) return this.begin(line.toString());
    if (this.head) return this.broken('unreadable');
    return begins(line, HEAD_BEGINS) ? this.close(line.toString()) : this.event(line);
  }

  end(): Broken | undefined {
    return this.head ? undefined : this.broken('unfinished');
  }

  verdict(firstBroken: Broken | undefined): BundleVerdict {
    const { events, head, trusted } = this;
    if (!firstBroken) return { ok: true, events, head, trusted };
    return { ok: false, events, head: null, trusted: false, firstBroken };
  }

  private begin(text: string): Broken | undefined {
    const { stream } = objectIn(text);
    if (typeof stream !== 'string' || headerLine(stream) !== text) return this.broken('unreadable');
    this.stream = stream;
    this.hash = genesisOf(stream);
    return undefined;
  }

  private event(line: Buffer): Broken | undefined {
    const end = line.length - AFTER_EVENT;
    const event = line.subarray(EVENT_BEGINS.length, Math.max(end, EVENT_BEGINS.length));
    const { id, stream, revision } = objectIn(event.toString()) as Partial<Placed>;
    if (typeof id !== 'string') return this.broken('unreadable');
    if (stream !== this.stream) return this.broken('of_another_stream', id);
    if (revision !== this.events) return this.broken('out_of_order', id);
    const hash = linked(this.hash, event);
    const told = HASH_BEGINS + hash.toString('hex') + LINE_ENDS;
    if (!begins(line, EVENT_BEGINS) || line.toString('latin1', end) !== told) return this.broken('changed', id);
    this.hash = hash;
    this.events += 1;
    this.lastId = id;
    return undefined;
  }

  private close(text: string): Broken | undefined {
    const closing = objectIn(text);
    if (canonicalJson(closing) !== text || !isClosing(closing)) return this.broken('unreadable');
    const { head, key } = closing;
    const last = { revision: Math.max(this.events - 1, 0), eventId: this.lastId } as const;
    if (!isSignedBy(head, key)) return { ...last, why: 'signature' };
    if (this.keyIds && !this.keyIds.includes(head.keyId)) return { ...last, why: 'unknown_key' };
    if (head.stream !== this.stream) return { ...last, why: 'head' };
    if (head.revision >= this.events) return this.broken('missing');
    if (head.revision < this.events - 1) return { revision: head.revision + 1, eventId: null, why: 'added' };
    if (head.hash !== this.hash.toString('hex')) return { ...last, why: 'head' };
    this.head = head;
    this.trusted = this.keyIds !== undefined;
    return undefined;
  }

  private broken(why: Broken['why'], eventId: string | null = null): Broken {
    return { revision: this.events, eventId, why };
  }
}

function begins(line: Buffer, text: string): boolean {
  return line.toString('latin1', 0, text.length) === text;
}

/** The object that a text is in JSON; an empty one where it is none. */
function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

interface Closing {
  readonly head: SignedHead;
  readonly key: PublicKey;
}

const HEAD_FIELDS = 'at,hash,keyId,revision,signature,stream';
const KEY_FIELDS = 'alg,crv,kid,kty,use,x';

function isClosing(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Closing {
  const { head, key } = value as Partial<Closing>;
  if (fieldsOf(value) !== 'head,key' || fieldsOf(head) !== HEAD_FIELDS || fieldsOf(key) !== KEY_FIELDS) return false;
  const { kty, crv, alg, use, kid, x } = key as PublicKey;
  const { at, hash, keyId, revision, signature, stream } = head as SignedHead;
  const texts = [at, hash, keyId, signature, stream, kid, x].every((text) => typeof text === 'string');
  return texts && Number.isSafeInteger(revision) && [kty, crv, alg, use].join() === 'OKP,Ed25519,EdDSA,sig';
}

function fieldsOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).sort().join() : '';
}
