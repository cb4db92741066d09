import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { decodePosition } from '#libs/http';

/** Of so many events one is looked at for how long it took. */
const LOOKED_AT = 16;
const TIME = '"time":"';
const TIME_LENGTH = '2026-03-01T12:00:00.000Z'.length;

/**
 * A live reader of the event feed that keeps only positions, and how late events came. It parses no JSON: two hundred of
 * them share a process, and what is to be measured is the service.
 */
export class FeedReader {
  /** Of every event that came, in the order in which they came. */
  readonly positions: number[] = [];
  /** Milliseconds from an event's own time to here, of some. */
  readonly lags: number[] = [];
  /** How often the stream was opened. */
  visits = 0;
  private lastId: string;
  private rest = '';
  private asked: ClientRequest | undefined;
  private response: IncomingMessage | undefined;
  private leaving = false;

  /** @param after position to begin after, as the feed writes it */
  constructor(
    private readonly address: string,
    private readonly key: string,
    after: string,
  ) {
    this.lastId = after;
  }

  /** Resolves once the stream is open; goes on after what came last. Where it ends by itself, it is opened again. */
  open(): Promise<void> {
    this.leaving = false;
    this.rest = '';
    this.visits += 1;
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${this.key}`, 'last-event-id': this.lastId };
    return new Promise((resolve, reject) => {
      const asked = request(new URL('/v1/events', this.address), { headers, agent: false });
      this.asked = asked;
      asked.on('error', (error) => (this.response ? undefined : reject(error)));
      asked.on('response', (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          reject(new Error(`The feed answered ${response.statusCode}.`));
          return;
        }
        this.response = response.setEncoding('utf8');
        response.on('data', (chunk: string) => this.take(chunk));
        response.on('error', () => undefined);
        response.on('close', () => (this.leaving || this.asked !== asked ? undefined : void this.open().catch(() => undefined)));
        resolve();
      });
      asked.end();
    });
  }

  close(): void {
    this.leaving = true;
    this.asked?.destroy();
  }

  pause(): void {
    this.response?.pause();
  }

  resume(): void {
    this.response?.resume();
  }

  private take(chunk: string): void {
    const text = this.rest + chunk;
    let from = 0;
    for (let to = text.indexOf('\n\n'); to >= 0; to = text.indexOf('\n\n', from)) {
      this.frame(text, from, to);
      from = to + 2;
    }
    this.rest = text.slice(from);
  }

  private frame(text: string, from: number, to: number): void {
    if (!text.startsWith('id: ', from)) return;
    const end = text.indexOf('\n', from);
    this.lastId = text.slice(from + 'id: '.length, end);
    if (!text.startsWith('data: ', end + 1)) return;
    this.positions.push(decodePosition(this.lastId));
    if (this.positions.length % LOOKED_AT !== 0) return;
    const at = text.indexOf(TIME, end) + TIME.length;
    if (at < to) this.lags.push(Date.now() - Date.parse(text.slice(at, at + TIME_LENGTH)));
  }
}

/** What is wrong with what a reader got, beside what there was; undefined where it is each event once and in order. */
export function faultOf(got: readonly number[], there: readonly number[]): string | undefined {
  const disorder = got.findIndex((position, index) => index > 0 && position <= (got[index - 1] as number));
  if (disorder >= 0) return `position ${got[disorder]} came after ${got[disorder - 1]}`;
  const seen = new Set(got);
  const missed = there.filter((position) => !seen.has(position));
  if (missed.length > 0) return `${missed.length} events never came, position ${missed[0]} is the first`;
  return got.length > there.length ? `${got.length - there.length} events came that there are not` : undefined;
}
