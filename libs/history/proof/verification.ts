import { Inject, Injectable } from '@nestjs/common';
import { EVENT_LOG, type EventLog, type Position, type RecordedEvent } from '#libs/event-sourcing';
import { type Broken } from './broken.js';
import { eventLine, headerLine, headLine } from './bundle.js';
import { canonicalEvent, genesisOf, HASH_BYTES, linked } from './chain.js';
import { ChainKeeper } from './chain-keeper.js';
import { isSignedBy, type SignedHead } from './heads.js';
import { type ChainPage, EVENTS_PER_PAGE, hashAt, KeptChain } from './kept-chain.js';
import { SigningKeys } from './signing-keys.js';

export interface Verdict {
  readonly ok: boolean;
  /** How many events were found as they were when they arrived. */
  readonly events: number;
  /** The newest head that was signed; null where none is left. */
  readonly head: SignedHead | null;
  readonly firstBroken?: Broken;
}

/** Compares the log with the hashes that were kept when its events arrived, and exports both (H-4). */
@Injectable()
export class Verification {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly keeper: ChainKeeper,
    private readonly kept: KeptChain,
    private readonly keys: SigningKeys,
  ) {}

  /** @throws RosterError a failure of the log or the vault */
  async verify(stream: string): Promise<Verdict> {
    const arrived = this.keeper.position;
    const checked: Checked = { hash: genesisOf(stream), events: 0, head: null };
    for (;;) {
      const number = checked.events / EVENTS_PER_PAGE;
      const pages = Number.isInteger(number) ? await this.kept.pages(stream, number) : [];
      if (pages.length === 0) break;
      const firstBroken = await this.checkPages(stream, pages, checked);
      if (firstBroken) return verdict(checked, firstBroken);
    }
    return verdict(checked, (await this.beyond(stream, checked, arrived)) ?? (await this.unsigned(stream, checked)));
  }

  /** The lines of the bundle, with the hashes that were kept: what is broken here is found there as well. */
  async *bundle(stream: string): AsyncGenerator<string> {
    yield `${headerLine(stream)}\n`;
    let head: SignedHead | null = null;
    for (let number = 0; ; ) {
      const pages = await this.kept.pages(stream, number);
      const last = pages.at(-1);
      if (!last) break;
      for (const { number: of, hashes } of pages) {
        const events = await this.read(stream, of * EVENTS_PER_PAGE, hashes.length / HASH_BYTES);
        for (const event of events) {
          const hash = hashAt(hashes, event.revision % EVENTS_PER_PAGE)?.toString('hex') ?? '';
          yield `${eventLine(event, hash)}\n`;
        }
      }
      head = last.head;
      if (last.hashes.length < EVENTS_PER_PAGE * HASH_BYTES) break;
      number = last.number + 1;
    }
    const key = head && (await this.keys.publicKey(head.keyId));
    if (head && key) yield `${headLine(head, key)}\n`;
  }

  private async checkPages(stream: string, pages: readonly ChainPage[], checked: Checked): Promise<Broken | undefined> {
    const count = pages.reduce((sum, { hashes }) => sum + hashes.length / HASH_BYTES, 0);
    const events = await this.read(stream, checked.events, count);
    let at = 0;
    for (const { number, hashes, head } of pages) {
      // Not where it should be: a page before it is gone, or is not whole.
      if (number * EVENTS_PER_PAGE !== checked.events) return broken(checked, events[at], 'not_kept');
      checked.head = head;
      for (let place = 0; place < hashes.length / HASH_BYTES; place++, at++) {
        const why = mismatch(stream, events[at], hashAt(hashes, place), checked);
        if (why) return broken(checked, events[at], why);
      }
    }
    return undefined;
  }

  /** An event that the log holds and that never arrived, although what came after it did. */
  private async beyond(stream: string, checked: Checked, arrived: Position): Promise<Broken | undefined> {
    const [event] = await this.log.readStream(stream, checked.events, 1);
    return event && event.position <= arrived ? broken(checked, event, 'added') : undefined;
  }

  /** Where hashes were rewritten along with the log: the first event after the last head that a key of ours signed. */
  private async unsigned(stream: string, { head, events, hash }: Checked): Promise<Broken | undefined> {
    if (!head) return undefined;
    if (head.revision === events - 1 && head.hash === hash.toString('hex') && (await this.isSigned(stream, head))) return undefined;
    for (let first = 0; first < events; ) {
      const pages = await this.kept.pages(stream, KeptChain.pageOf(first));
      for (const page of pages) {
        if (!(await this.isHeadOf(stream, page))) return this.found(stream, first, 'signature');
        first = page.head.revision + 1;
      }
    }
    return undefined;
  }

  private async isHeadOf(stream: string, { number, hashes, head }: ChainPage): Promise<boolean> {
    const count = hashes.length / HASH_BYTES;
    const last = hashAt(hashes, count - 1)?.toString('hex');
    return head.revision === number * EVENTS_PER_PAGE + count - 1 && head.hash === last && this.isSigned(stream, head);
  }

  private async isSigned(stream: string, head: SignedHead): Promise<boolean> {
    const key = await this.keys.publicKey(head.keyId);
    return head.stream === stream && key !== undefined && isSignedBy(head, key);
  }

  private async found(stream: string, revision: number, why: Broken['why']): Promise<Broken> {
    const [event] = await this.log.readStream(stream, revision, 1);
    return { revision, eventId: event?.id ?? null, why };
  }

  /** As many events as there are, up to a number of them. */
  private async read(stream: string, from: number, count: number): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    while (events.length < count) {
      const page = await this.log.readStream(stream, from + events.length, count - events.length);
      if (page.length === 0) break;
      events.push(...page);
    }
    return events;
  }
}

interface Checked {
  hash: Buffer;
  events: number;
  head: SignedHead | null;
}

/** Why an event is not what was kept; where it is, the chain goes on with it. */
function mismatch(
  stream: string,
  event: RecordedEvent | undefined,
  kept: Buffer | undefined,
  checked: Checked,
): Broken['why'] | undefined {
  if (!event) return 'missing';
  if (event.stream !== stream) return 'of_another_stream';
  if (event.revision !== checked.events) return 'out_of_order';
  if (!kept) return 'not_kept';
  const hash = linked(checked.hash, canonicalEvent(event));
  if (!hash.equals(kept)) return 'changed';
  checked.hash = hash;
  checked.events += 1;
  return undefined;
}

function verdict({ events, head }: Checked, firstBroken: Broken | undefined): Verdict {
  return { ok: !firstBroken, events, head, ...(firstBroken ? { firstBroken } : {}) };
}

function broken({ events }: Checked, event: RecordedEvent | undefined, why: Broken['why']): Broken {
  return { revision: events, eventId: event?.id ?? null, why };
}
