import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { until } from './until.js';

export interface StreamEvent {
  readonly id: string;
  readonly data: Json;
}

type Json = ReturnType<typeof JSON.parse>;

/** A reader of an event stream over real HTTP, as `EventSource` is one. Keeps what it got, in order. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  lastId: string | undefined;
  ended = false;
  private rest = '';
  private response: IncomingMessage | undefined;

  private constructor(private readonly request: ClientRequest) {}

  /** Resolves once the stream is open. @throws Error with the status where it is refused */
  static open(address: string, path: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, address), { headers: { accept: 'text/event-stream', ...headers } });
      const stream = new EventStream(asked);
      asked.on('error', (error) => (stream.response ? (stream.ended = true) : reject(error)));
      asked.on('response', (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          reject(new Error(`Answered ${response.statusCode}`));
          return;
        }
        stream.follow(response);
        resolve(stream);
      });
      asked.end();
    });
  }

  /** Resolves once there are so many. */
  async got(count: number, limitMs?: number): Promise<readonly StreamEvent[]> {
    await until(`${count} events, of which there are ${this.events.length}`, () => this.events.length >= count, limitMs);
    return this.events;
  }

  /** Takes nothing any more, as a client that hangs. */
  pause(): void {
    this.response?.pause();
  }

  /** Takes again what comes, and what waited. */
  resume(): void {
    this.response?.resume();
  }

  close(): void {
    this.request.destroy();
  }

  private follow(response: IncomingMessage): void {
    this.response = response;
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.take(chunk));
    response.on('close', () => (this.ended = true));
    response.on('error', () => (this.ended = true));
  }

  private take(chunk: string): void {
    const parts = (this.rest + chunk).split('\n\n');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      const fields = new Map(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
      const id = fields.get('id');
      if (id !== undefined) this.lastId = id;
      const data = fields.get('data');
      if (data !== undefined) this.events.push({ id: id ?? '', data: JSON.parse(data) });
    }
  }
}
