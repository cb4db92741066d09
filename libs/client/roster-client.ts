import createClient, { type MaybeOptionalInit } from 'openapi-fetch';
import { further } from './position.js';
import { AnswerBrokeOff, notRoster, problemIn } from './problem.js';
import { type components, type paths } from './schema.js';
import { answerTo, isConnectionFailure, pauseFor } from './tries.js';

export interface RosterClientOptions {
  /** Of the service, as `https://roster.example`. Left out: where the page came from. */
  readonly url?: string;
  /** A service's key. Left out: the session of the browser, on its own origin. */
  readonly key?: string;
  /** The member for whom a service acts. */
  readonly onBehalfOf?: string;
  /** For how long a call is tried again where the service is away, busy or asks to wait, in milliseconds. */
  readonly patienceMs?: number;
  /** The `position` of another client, to see at least what that one has done. */
  readonly position?: string;
  /** In the place of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
export type DryRun = components['schemas']['DryRun'];

/** The paths that take a method. */
export type PathOf<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends { readonly [K in M]: object } ? Path : never;
}[keyof paths];

/** What a call takes: `params` with `path`, `query` and `header`, `body`, `signal`. Optional where nothing is needed. */
export type Wish<Path extends PathOf<M>, M extends Method> =
  undefined extends MaybeOptionalInit<paths[Path], M>
    ? [wish?: MaybeOptionalInit<paths[Path], M>]
    : [wish: MaybeOptionalInit<paths[Path], M>];

type Success = 200 | 201 | 202 | 204;

type JsonOf<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses & Success]: Responses[Status] extends { content: { 'application/json': infer Json } }
        ? Json
        : undefined;
    }[keyof Responses & Success]
  : never;

/** What a call answers: the JSON of a success; undefined where there is none. */
export type AnswerOf<Path extends PathOf<M>, M extends Method> = Exclude<JsonOf<paths[Path][M]>, DryRun>;

type Call<M extends Method> = <Path extends PathOf<M>>(path: Path, ...wish: Wish<Path, M>) => Promise<AnswerOf<Path, M>>;

/**
 * Calls the service as its OpenAPI document says: what the document does not know does not compile (S-5).
 *
 * - A refusal is thrown as `RosterProblem`; go by its `code`. No answer at all: `RosterUnreachable`.
 * - A command brings an `Idempotency-Key`, one of its own unless the header is given, and keeps it through every try (S-1).
 * - What a command changed is seen by every later call: its position goes along (S-2).
 */
export interface RosterClient {
  readonly get: Call<'get'>;
  readonly put: Call<'put'>;
  readonly post: Call<'post'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
  /** What a command would write (S-3). Changes nothing. */
  dryRun<M extends Exclude<Method, 'get'>, Path extends PathOf<M>>(
    method: M,
    path: Path,
    ...wish: Wish<Path, M>
  ): Promise<DryRun>;
  /**
   * An answer as it comes, in whatever form it has: an export, a bundle. Iterating may throw AnswerBrokeOff: what has come
   * until then is not the whole.
   */
  stream<Path extends PathOf<'get'>>(path: Path, ...wish: Wish<Path, 'get'>): Promise<AsyncIterable<Uint8Array>>;
  /** An answer whole and as text, with its headers. */
  text<Path extends PathOf<'get'>>(path: Path, ...wish: Wish<Path, 'get'>): Promise<WholeText>;
  /** How far this client has changed things, or has heard of changes; undefined before either. */
  readonly position: string | undefined;
  /** Every later call sees at least this position, as an event of the feed has it. */
  heardOf(position: string): void;
}

/** An answer as text, whole. */
export interface WholeText {
  readonly text: string;
  readonly headers: Headers;
}

interface Exchanged {
  readonly data?: unknown;
  readonly response: Response;
}

const PATIENCE_MS = 30_000;
const SUCCESS = 200;

export function rosterClient(options: RosterClientOptions = {}): RosterClient {
  const { url = '', key, onBehalfOf, patienceMs = PATIENCE_MS, fetch: send = (request: Request) => fetch(request) } = options;
  let position = options.position;
  const heardOf = (other: string): void => {
    position = position === undefined ? other : further(position, other);
  };

  const exchange = async (request: Request): Promise<Response> => {
    const { headers, method } = request;
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
    if (onBehalfOf !== undefined && !headers.has(ON_BEHALF_OF)) headers.set(ON_BEHALF_OF, onBehalfOf);
    if (method !== 'GET' && !headers.has(IDEMPOTENCY_KEY)) headers.set(IDEMPOTENCY_KEY, randomKey());
    if (position !== undefined && !headers.has(MIN_POSITION)) headers.set(MIN_POSITION, position);
    const answer = await answerTo(request, { patienceMs, send, pause: pauseFor, now: Date.now });
    const reached = method === 'GET' ? null : answer.headers.get(POSITION);
    if (reached !== null) heardOf(reached);
    if (!answer.ok) throw await problemIn(answer);
    return answer;
  };
  const http = createClient<paths, 'application/json'>({ baseUrl: url, fetch: exchange, credentials: 'same-origin' });
  // openapi-fetch types a call by its path; from here on, `Call` does.
  const request = http.request as unknown as (method: Method, path: string, wish: object) => Promise<Exchanged>;
  const call = async (method: Method, path: string, wish: object = {}): Promise<Exchanged> => {
    try {
      return await request(method, path, wish);
    } catch (error) {
      // A success that is no JSON.
      if ((error as Partial<Error> | null)?.name !== 'SyntaxError') throw error;
      throw notRoster(SUCCESS);
    }
  };
  const calling = <M extends Method>(method: M): Call<M> =>
    (async (path: string, wish?: object) => (await call(method, path, wish)).data) as Call<M>;

  return {
    get: calling('get'),
    put: calling('put'),
    post: calling('post'),
    patch: calling('patch'),
    delete: calling('delete'),
    async dryRun(method, path, ...[wish]) {
      const { params, ...rest } = (wish ?? {}) as { readonly params?: { readonly query?: object } };
      const planned = { ...rest, params: { ...params, query: { ...params?.query, dryRun: 'true' } } };
      return (await call(method, path, planned)).data as DryRun;
    },
    async stream(path, ...[wish]) {
      const { data } = await call('get', path, { ...wish, parseAs: 'stream' });
      return chunksOf(data as ReadableStream<Uint8Array> | null);
    },
    async text(path, ...[wish]) {
      const { data, response } = await call('get', path, { ...wish, parseAs: 'text' });
      return { text: data as string, headers: response.headers };
    },
    get position() {
      return position;
    },
    heardOf,
  };
}

/** The header that says why, for the history (H-1). @param words at most 500 characters */
export function reason(words: string): { readonly 'Roster-Reason': string } {
  return { 'Roster-Reason': encodeURIComponent(words) };
}

const ON_BEHALF_OF = 'roster-on-behalf-of';
const IDEMPOTENCY_KEY = 'idempotency-key';
const MIN_POSITION = 'roster-min-position';
const POSITION = 'roster-position';
const KEY_BYTES = 16;

/** `crypto.randomUUID` is missing in pages that are not served by HTTPS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Not every browser iterates a stream by itself. */
async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!stream) return;
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw isConnectionFailure(error) ? new AnswerBrokeOff(error) : error;
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
