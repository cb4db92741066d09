import { type IncomingMessage } from 'node:http';
import { type Socket } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from 'pino';
import { BodyTooLarge, MalformedRequest } from '../problems/errors.js';
import { type HttpReply, type PlainRequest } from '../http-request.js';
import { problemOf, PROBLEM_JSON, publicError } from '../problems/problem.js';
import { answerProblem } from '../problems/problem.filter.js';
import { requestId } from './request-id.js';
import { type Answered, answeredOf, logRequest } from './request-log.js';
import { alwaysHeaders } from './security-headers.js';

/** What happens to a request before Nest sees it, and to an answer after Nest is done with it. */

export const BODY_LIMIT = 1024 * 1024;
const MOST_READ = 16 * BODY_LIMIT;
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_PARAM_LENGTH = 300;

export interface EdgeOptions {
  readonly logger: Logger;
  /** Whose `X-Forwarded-*` to believe: addresses or networks, comma-separated. Nobody's, unless told. */
  readonly trustProxy?: boolean | string;
  /** Told of every answer, for metrics. */
  readonly onAnswered?: (answered: Answered) => void;
}

/** Options of Fastify itself. */
export function fastifyOptions(options: EdgeOptions) {
  const { logger, trustProxy = false } = options;
  return {
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy,
    genReqId: requestId,
    requestIdHeader: false as const,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
    return503OnClosing: false,
    // Node answers a missing Host by itself, and not as a problem; `refuseOddities` does.
    http: { requireHostHeader: false },
    skipMiddie: true,
    frameworkErrors: (error: unknown, request: PlainRequest, reply: HttpReply) => {
      answerProblem(error, request, reply, logger);
      answered(options, request, reply);
    },
    clientErrorHandler: answerRaw,
  };
}

/** Hooks and parsers. To be called before the application is initialised. */
export async function prepareEdge(app: NestFastifyApplication, options: EdgeOptions): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorateRequest('caller', null);
  fastify.decorateRequest('command', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(alwaysHeaders).header('x-request-id', request.id);
    const oddity = refuseOddities(request.raw);
    if (!oddity && isReadToItsEnd(request.raw)) readAndRefuse(request.raw, done);
    else done(oddity);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    answered(options, request, reply);
    done();
  });
  await app.register(fastifyCookie);
  fastify.removeAllContentTypeParsers();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parseJson(request, body as string, done);
  });
}

function answered({ logger, onAnswered }: EdgeOptions, request: PlainRequest, reply: HttpReply): void {
  const answer = answeredOf(request, reply);
  logRequest(logger, answer);
  onAnswered?.(answer);
}

/**
 * Bodies over the limit, but not by far, are read before they are refused: a client that is cut off while it still sends
 * sees a broken connection and never our answer.
 */
function isReadToItsEnd({ headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'] ?? 0);
  return length > BODY_LIMIT && length <= MOST_READ;
}

function readAndRefuse(request: IncomingMessage, done: (error: BodyTooLarge) => void): void {
  const refuse = () => done(new BodyTooLarge());
  request.resume();
  request.once('end', refuse);
}

/** An address that does not decode to text, or that hides a NUL, would only cause trouble further in. */
function refuseOddities({ url = '', headers }: IncomingMessage): MalformedRequest | undefined {
  const decodes = !url.includes('%') || (!url.includes('%00') && isDecodable(url));
  return decodes && headers.host !== undefined ? undefined : new MalformedRequest();
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** What Node could not even parse as HTTP has no request and no reply: only a socket. */
function answerRaw(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(rawProblem(error));
  socket.destroy(error);
}

function rawProblem(error: Error): string {
  const problem = problemOf(publicError(error) ?? new MalformedRequest());
  const body = JSON.stringify(problem);
  const length = String(Buffer.byteLength(body));
  const own = { 'content-type': PROBLEM_JSON, 'content-length': length, connection: 'close' };
  const lines = Object.entries({ ...alwaysHeaders, ...own }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${problem.status} ${problem.title}`, ...lines, '', body].join('\r\n');
}
