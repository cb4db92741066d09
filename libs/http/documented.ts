import { applyDecorators, HttpCode, SetMetadata, UseGuards, UseInterceptors } from '@nestjs/common';
import { type z } from 'zod';
import { CommandInterceptor } from './commands/command.interceptor.js';
import { FreshReads } from './reads/fresh-reads.guard.js';

/** What a route tells about itself; the OpenAPI document is made from it and from the schemas of its parameters. */
export interface Documentation {
  /** In a few words, as `Change a member's role`. */
  readonly summary: string;
  readonly description?: string;
  /** The body of a success. Left out: it has none. */
  readonly answer?: z.ZodType;
  /** Status of a success: 200, or 204 where there is no `answer`, unless told. */
  readonly status?: SuccessStatus;
  /** Other statuses that a success may have, with the same body. */
  readonly orStatus?: readonly SuccessStatus[];
  /** Media types that the answer may have beside JSON, as `text/csv`. */
  readonly mediaTypes?: readonly string[];
  /** Codes of this route's own refusals, by status: `{ 409: ['last_admin'] }`. */
  readonly errors?: Readonly<Partial<Record<number, readonly string[]>>>;
}

export type SuccessStatus = 200 | 201 | 202 | 204;
export type RouteKind = 'command' | 'query' | 'other';

export interface RouteDocumentation extends Documentation {
  readonly kind: RouteKind;
}

export const DOCUMENTATION = Symbol('documentation');

/**
 * A route that changes something. It takes `Idempotency-Key`, `Roster-Reason` and `dryRun`, and answers with
 * `Roster-Position` (S-1 to S-3); `@Command()` gives the route its `CommandScope`.
 */
export function IsCommand(documentation: Documentation): MethodDecorator {
  return applyDecorators(documented('command', documentation), UseInterceptors(CommandInterceptor));
}

/** A route that reads. It waits for `Roster-Min-Position`, or else for what this process itself wrote (S-2). */
export function IsQuery(documentation: Documentation): MethodDecorator {
  return applyDecorators(documented('query', documentation), UseGuards(FreshReads));
}

/** A route that is neither: it has nothing to do with positions. */
export function Documented(documentation: Documentation): MethodDecorator {
  return documented('other', documentation);
}

export function statusOf({ status, answer }: Documentation): SuccessStatus {
  return status ?? (answer ? 200 : 204);
}

function documented(kind: RouteKind, documentation: Documentation): MethodDecorator {
  return applyDecorators(
    SetMetadata(DOCUMENTATION, { ...documentation, kind } satisfies RouteDocumentation),
    HttpCode(statusOf(documentation)),
  );
}
