import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable } from '@nestjs/common';
import { type Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { type Caller, type Callers, CALLERS } from '../callers/caller.js';
import { type HttpReply, type HttpRequest } from '../http-request.js';
import { InvalidRequest, NotFound } from './errors.js';
import { internalProblem, type Problem, problemOf, PROBLEM_JSON, publicError } from './problem.js';
import { LOGGER, loggable } from '../edge/request-log.js';
import { alwaysHeaders } from '../edge/security-headers.js';

/** Turns whatever was thrown into the one form of an error answer, application/problem+json. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CALLERS) private readonly callers: Callers,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    answerProblem(await this.told(error, request), request, http.getResponse<HttpReply>(), this.logger);
  }

  /** To strangers a workspace is not there (S-7), also where what they ask of it is wrong in itself. */
  private async told(error: unknown, { caller, params }: Unadmitted): Promise<unknown> {
    const { workspaceId } = params as { readonly workspaceId?: string };
    if (!(error instanceof InvalidRequest) || !caller || workspaceId === undefined) return error;
    const known = await this.callers.mayKnowOf(workspaceId, caller).catch(() => true);
    return known ? error : new NotFound();
  }
}

/** A request of which it may not be known yet who asks. */
type Unadmitted = Pick<HttpRequest, 'params'> & { readonly caller: Caller | null };

/** Headers of an answer that is not given after all. */
const ABANDONED = ['set-cookie', 'etag', 'location', 'content-disposition', 'content-length'];

/** For errors from before Nest has the request, too. An error of ours goes to the log under the id that is told. */
export function answerProblem(
  error: unknown,
  request: Pick<HttpRequest, 'id'>,
  reply: HttpReply,
  logger: Logger,
): void {
  const known = publicError(error);
  const problem = known ? problemOf(known) : internalProblem(uuidv7());
  if (problem.status >= 500) logFailure(problem, error, request.id, logger);
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  for (const name of ABANDONED) reply.removeHeader(name);
  const retryAfter = known?.details.retryAfterSeconds;
  if (retryAfter !== undefined) reply.header('retry-after', Math.ceil(retryAfter));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  void reply
    .headers(alwaysHeaders)
    .header('x-request-id', request.id)
    .code(problem.status)
    .type(PROBLEM_JSON)
    .serializer(JSON.stringify)
    .send(problem);
}

function logFailure({ code, id }: Problem, error: unknown, requestId: string, logger: Logger): void {
  if (id === undefined) {
    const cause = error instanceof Error && error.cause !== undefined && { cause: loggable(error.cause) };
    logger.warn({ requestId, code, ...cause }, 'unavailable');
  } else {
    logger.error({ id, requestId, error: loggable(error) }, 'internal error');
  }
}
