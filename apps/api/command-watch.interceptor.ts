import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import { type HttpRequest, routePlan } from '#libs/http';
import { Metrics } from './metrics.js';
import { commandSpan, type Ending, endingOf } from './tracing.js';

/** Counts every command over HTTP by what became of it, and puts a span around it. Queries pass it by. */
@Injectable()
export class CommandWatch implements NestInterceptor {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!routePlan(execution).command) return next.handle();
    const request = execution.switchToHttp().getRequest<HttpRequest>();
    const command = nameOf(execution);
    const span = commandSpan(command, request);
    const ended = (ending: Ending) => {
      this.metrics.commandEnded(command, ending.outcome, ending.code);
      span.ended(ending);
    };
    return span.inside(() => next.handle()).pipe(
      tap({
        complete: () => ended({ outcome: request.command?.dryRun ? 'planned' : 'ok', code: '' }),
        error: (error: unknown) => ended(endingOf(error)),
      }),
    );
  }
}

/** As the OpenAPI document calls it, `Members.changeRole`. */
function nameOf(execution: ExecutionContext): string {
  return `${execution.getClass().name.replace(/Controller$/, '')}.${execution.getHandler().name}`;
}
