import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { lastValueFrom, map, type Observable, of } from 'rxjs';
import { type Actor, type CommandKey, CommandScope, type JsonValue, type PlannedEvent } from '#libs/event-sourcing';
import { type Answer, type KeyedCommand } from './answer-seal.js';
import { Answers } from './answers.js';
import { type Caller } from '../callers/caller.js';
import { type CommandTerms, takeTerms } from './command-terms.js';
import { type HttpReply, type HttpRequest } from '../http-request.js';
import { READ_MODELS, type ReadModels } from '../reads/fresh-reads.guard.js';
import { encodePosition } from '../reads/positions.js';

/** By how many seats such events would change what billing charges for. */
export type SeatDelta = (events: readonly PlannedEvent[]) => number;

/** Injection token of `SeatDelta`. */
export const SEAT_DELTA = Symbol('SEAT_DELTA');

/** Parameter of a command's route: its `CommandScope`. */
export const Command = createParamDecorator((_: unknown, context: ExecutionContext): CommandScope => {
  const { command } = context.switchToHttp().getRequest<HttpRequest>();
  if (!command) throw new Error('@Command() needs @IsCommand() on its route.');
  return command;
});

const KEPT_HEADERS = ['roster-position', 'etag', 'set-cookie', 'location', 'retry-after'];

/** What every command has in common: its scope, its position, dry runs and repetitions (S-1 to S-3). */
@Injectable()
export class CommandInterceptor implements NestInterceptor {
  constructor(
    private readonly answers: Answers,
    @Inject(SEAT_DELTA) private readonly seatDelta: SeatDelta,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> | Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    const reply = http.getResponse<HttpReply>();
    const terms = takeTerms(request);
    if (terms.key !== undefined && !terms.dryRun) return this.once(terms.key, terms, request, reply, next);
    const scope = (request.command = scopeOf(request, terms));
    const answered = next.handle();
    if (terms.dryRun) return answered.pipe(map(() => this.planned(scope, reply)));
    return answered.pipe(map((body: unknown) => this.withPosition(scope, reply, body)));
  }

  private async once(
    key: string,
    terms: CommandTerms,
    request: HttpRequest,
    reply: HttpReply,
    next: CallHandler,
  ): Promise<Observable<unknown>> {
    let own: Answer | undefined;
    const answer = await this.answers.once(keyedCommand(key, request), async (commandKey) => {
      const scope = (request.command = scopeOf(request, terms, commandKey));
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      return (own = answerOf(reply, this.withPosition(scope, reply, body)));
    });
    if (answer !== own) repeat(answer, reply);
    return of(answer.body);
  }

  private planned(scope: CommandScope, reply: HttpReply): object {
    repeat({ status: 200, headers: {} }, reply);
    return this.withPosition(scope, reply, { dryRun: true, events: scope.planned, seatDelta: this.seatDelta(scope.planned) });
  }

  /** Every answer to a command has one (S-2): of what touches no stream, that of what this process wrote last. */
  private withPosition<Body>(scope: CommandScope, reply: HttpReply, body: Body): Body {
    reply.header('roster-position', encodePosition(scope.position ?? this.readModels.written()));
    return body;
  }
}

function scopeOf(request: HttpRequest, { reason, dryRun }: CommandTerms, key?: CommandKey): CommandScope {
  return new CommandScope({
    actor: actorOf(request.caller),
    correlationId: request.id,
    dryRun,
    ...(reason !== undefined && { reason }),
    ...(key && { key }),
  });
}

/** The actor as far as HTTP knows it. Where that is not enough, the handler goes on with `scope.as(…)`. */
function actorOf(caller: Caller): Actor {
  if (caller.kind === 'person') return { kind: 'account', id: caller.accountId };
  if (caller.kind === 'anonymous') return { kind: 'system', id: 'anonymous' };
  const { name, onBehalfOf } = caller;
  return { kind: 'service', id: name, ...(onBehalfOf !== undefined && { onBehalfOf }) };
}

function keyedCommand(key: string, request: HttpRequest): KeyedCommand {
  const { caller, body, method, url } = request;
  const path = url.split('?', 1)[0];
  const onBehalfOf = caller.kind === 'service' ? (caller.onBehalfOf ?? '') : '';
  return { caller: ownerOf(caller, body), key, target: `${method} ${path} ${onBehalfOf}`, body };
}

/** Whose key it is. Who has not signed in is told apart by the link or the address that they bring. */
function ownerOf(caller: Caller, body: unknown): string {
  if (caller.kind === 'person') return `account:${caller.accountId}`;
  if (caller.kind === 'service') return `service:${caller.name}`;
  const { token, email } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const known = [token, email].find((field) => typeof field === 'string');
  return `anonymous:${known ?? caller.address}`;
}

function answerOf(reply: HttpReply, body: unknown): Answer {
  const headers: Record<string, string | string[]> = {};
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value);
  }
  return { status: reply.statusCode, headers, ...(body !== undefined && { body: body as JsonValue }) };
}

/** Makes the reply's status and headers those of an answer, whatever the route has set. */
function repeat(answer: Answer, reply: HttpReply): void {
  for (const name of KEPT_HEADERS) reply.removeHeader(name);
  reply.code(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
}
