import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type Caller, type Callers, CALLERS, type ServiceCaller } from './caller.js';
import {
  InvalidRequest,
  OriginRefused,
  PersonRequired,
  ScopeRequired,
  ServiceRequired,
  Unauthenticated,
} from '../problems/errors.js';
import { type HttpRequest, isSafe } from '../http-request.js';
import { isOwnOrigin, PUBLIC_URL } from './origin.js';
import { type RoutePlan, routePlan } from '../route-plan.js';
import { SESSION_COOKIE } from './session-cookie.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds out who asks, and whether such a caller may use the route. A bearer key goes before a session. */
@Injectable()
export class CallerGuard implements CanActivate {
  private readonly publicOrigin: string | undefined;

  constructor(
    @Inject(CALLERS) private readonly callers: Callers,
    @Inject(PUBLIC_URL) publicUrl: string | undefined,
  ) {
    this.publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const plan = routePlan(context);
    const key = bearerKey(request.headers.authorization);
    if (key !== undefined) return admit(request, this.service(key, request), plan);
    const token = request.cookies[SESSION_COOKIE];
    if (token) return this.person(token, request, plan);
    return admit(request, { kind: 'anonymous', address: addressOf(request) }, plan);
  }

  private service(key: string, request: HttpRequest): ServiceCaller {
    const service = this.callers.service(key);
    if (!service) throw new Unauthenticated();
    const onBehalfOf = request.headers['roster-on-behalf-of'];
    if (onBehalfOf !== undefined && !(typeof onBehalfOf === 'string' && UUID.test(onBehalfOf))) {
      throw InvalidRequest.at('Roster-On-Behalf-Of', 'Not a UUID');
    }
    return {
      kind: 'service',
      name: service.name,
      scopes: service.scopes,
      ...(onBehalfOf !== undefined && { onBehalfOf: onBehalfOf.toLowerCase() }),
      address: addressOf(request),
    };
  }

  private async person(token: string, request: HttpRequest, plan: RoutePlan): Promise<boolean> {
    const session = await this.callers.session(token);
    const address = addressOf(request);
    if (!session) return admit(request, { kind: 'anonymous', address }, plan);
    if (!isSafe(request.method) && !isOwnOrigin(request, this.publicOrigin)) throw new OriginRefused();
    const { accountId, sessionId } = session;
    return admit(request, { kind: 'person', accountId, sessionId, address }, plan);
  }
}

function admit(request: HttpRequest, caller: Caller, plan: RoutePlan): true {
  if (caller.kind === 'anonymous') {
    if (!plan.public) throw new Unauthenticated();
  } else if (caller.kind === 'person') {
    if (plan.only === 'service') throw new ServiceRequired();
  } else {
    if (plan.only === 'person') throw new PersonRequired();
    if (plan.scopes && !plan.scopes.some((scope) => caller.scopes.has(scope))) throw new ScopeRequired(plan.scopes);
  }
  request.caller = caller;
  return true;
}

/** Undefined for any scheme but Bearer: a proxy in front of us may have a use for those. */
function bearerKey(authorization: string | undefined): string | undefined {
  if (authorization === undefined || !/^bearer /i.test(authorization)) return undefined;
  return authorization.slice('bearer '.length).trim();
}

/** The client's address; one of IPv4 that arrived at an IPv6 socket in its usual form. Empty once it has hung up. */
function addressOf(request: HttpRequest): string {
  const ip = (request.ip as string | undefined) ?? '';
  return ip.startsWith('::ffff:') ? ip.slice('::ffff:'.length) : ip;
}
