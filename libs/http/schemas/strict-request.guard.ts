import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { InvalidRequest } from '../problems/errors.js';
import { type HttpRequest } from '../http-request.js';
import { routePlan } from '../route-plan.js';

/** Refuses query parameters and body fields where the route has no schema for them. */
@Injectable()
export class StrictRequest implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const plan = routePlan(context);
    const { query, body } = context.switchToHttp().getRequest<HttpRequest>();
    if (!plan.takesQuery) refuse(query, plan.command ? 'dryRun' : undefined);
    if (!plan.takesBody && body !== undefined) refuse(body, undefined);
    return true;
  }
}

function refuse(part: unknown, except: string | undefined): void {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) {
    throw InvalidRequest.at('', 'No body is expected');
  }
  for (const name of Object.keys(part)) {
    if (name !== except) throw InvalidRequest.at(name.slice(0, 200), 'Unknown field');
  }
}
