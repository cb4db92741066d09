import { type LoggerService } from '@nestjs/common';
import { type Logger } from 'pino';
import { type HttpReply, type PlainRequest } from '../http-request.js';

/** Injection token of the pino `Logger`. */
export const LOGGER = Symbol('LOGGER');

/**
 * A request that was answered. The route's pattern stands for the URL, which might hold personal data; nothing of
 * bodies, queries or cookies.
 */
export interface Answered {
  readonly requestId: string;
  readonly method: string;
  /** Undefined where there is no such route. */
  readonly route: string | undefined;
  readonly status: number;
  /** From its arrival to the end of the answer, in milliseconds. */
  readonly ms: number;
}

export function answeredOf(request: PlainRequest, reply: HttpReply): Answered {
  return {
    requestId: request.id,
    method: request.method,
    route: request.is404 ? undefined : request.routeOptions.url,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  };
}

/** One line a request. */
export function logRequest(logger: Logger, answered: Answered): void {
  logger.info(answered, 'request');
}

/**
 * What the log gets of an error that is ours to look into. Fields of its own are left out, which may be whole
 * documents, and so is whatever looks like an email address.
 */
export function loggable(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = '' } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { type: name, message: message.replaceAll(/[^\s"'<>]+@[^\s"'<>]+/g, '…'), frames };
}

/** Nest's own lines, in the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...more: readonly unknown[]): void {
    this.logger.debug(aboutOf(more), String(message));
  }

  warn(message: unknown, ...more: readonly unknown[]): void {
    this.logger.warn(aboutOf(more), String(message));
  }

  error(message: unknown, ...more: readonly unknown[]): void {
    const text = message instanceof Error ? message.name : String(message);
    this.logger.error({ ...aboutOf(more), ...(message instanceof Error && { error: loggable(message) }) }, text);
  }
}

function aboutOf(more: readonly unknown[]): object {
  return { nest: more.map(String) };
}
