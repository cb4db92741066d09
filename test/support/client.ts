import { Agent, request as httpRequest } from 'node:http';
import { type IncomingHttpHeaders } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { IN_PRODUCTION_MODE } from './mode.js';

const REPETITIONS = 4;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Parsed where it is JSON, else the text. */
  readonly body: Json;
  readonly text: string;
  readonly position: string | undefined;
}

/** What a test knows the form of: it asks for fields, and a wrong guess fails the test. */
type Json = ReturnType<typeof JSON.parse>;

export interface Extra {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of a JSON body. */
  readonly raw?: string | Buffer;
}

/** A caller over real HTTP: keeps its cookie as a browser does, and says where it comes from. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });
  cookie: string | undefined;

  constructor(
    readonly address: string,
    private readonly standing: Readonly<Record<string, string>> = {},
  ) {}

  get(path: string, extra?: Extra): Promise<Answer> {
    return this.send('GET', path, undefined, extra);
  }
  post(path: string, body?: unknown, extra?: Extra): Promise<Answer> {
    return this.send('POST', path, body, extra);
  }
  put(path: string, body?: unknown, extra?: Extra): Promise<Answer> {
    return this.send('PUT', path, body, extra);
  }
  patch(path: string, body?: unknown, extra?: Extra): Promise<Answer> {
    return this.send('PATCH', path, body, extra);
  }
  delete(path: string, body?: unknown, extra?: Extra): Promise<Answer> {
    return this.send('DELETE', path, body, extra);
  }

  /** Where read models are slow, as FerretDB's are, it asks again as it is told to: nothing was done. */
  async send(method: string, path: string, body?: unknown, extra?: Extra): Promise<Answer> {
    for (let left = IN_PRODUCTION_MODE ? REPETITIONS : 0; ; left--) {
      const answer = await this.sendOnce(method, path, body, extra);
      if (left <= 0 || answer.status !== 503 || answer.body.code !== 'not_caught_up') return answer;
      await wait(Number(answer.headers['retry-after']) * 1000);
    }
  }

  private sendOnce(method: string, path: string, body?: unknown, { headers = {}, raw }: Extra = {}): Promise<Answer> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const url = new URL(path, this.address);
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        url,
        {
          method,
          agent: this.agent,
          path: /[^\x20-\x7e]/.test(path) ? url.pathname + url.search : path,
          headers: {
            ...(this.standing['authorization'] ? {} : { origin: this.address }),
            ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
            ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
            ...this.standing,
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            this.keepCookie(response.headers['set-cookie']);
            const position = response.headers['roster-position'];
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: isJson(response.headers['content-type']) && text !== '' ? JSON.parse(text) : text,
              text,
              position: typeof position === 'string' ? position : undefined,
            });
          });
        },
      );
      request.on('error', reject);
      request.end(payload);
    });
  }

  private keepCookie(lines: readonly string[] | undefined): void {
    for (const line of lines ?? []) {
      const [pair = '', ...attributes] = line.split('; ');
      this.cookie = attributes.includes('Max-Age=0') ? undefined : pair;
    }
  }
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /^application\/([a-z-]+\+)?json\b/.test(type);
}
