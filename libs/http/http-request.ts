import { type FastifyAdapter } from '@nestjs/platform-fastify';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller } from './callers/caller.js';

/** Fastify's own types by way of Nest's adapter, through which alone we know Fastify. */
type Hook = Parameters<FastifyAdapter['setOnRequestHook']>[0];
export type PlainRequest = Parameters<Hook>[0];
export type HttpReply = Parameters<Hook>[1];

/** Fastify's request with what the kernel adds on its way to the route. */
export interface HttpRequest extends PlainRequest {
  /** Set by `CallerGuard`. */
  caller: Caller;
  /** Set by `CommandInterceptor`. */
  command: CommandScope | undefined;
}

/** Methods that change nothing. */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
