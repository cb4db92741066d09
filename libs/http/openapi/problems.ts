import { isSafe } from '../http-request.js';
import { type Route } from './routes.js';

/** Codes of refusals, by status. */
export type Problems = ReadonlyMap<number, readonly string[]>;

/** All the refusals of a route: its own, and those that its kind and its parameters bring with them. */
export function problemsOf(route: Route): Problems {
  const codes = new Map<number, Set<string>>();
  const add = (status: number, ...more: readonly string[]): void => {
    codes.set(status, new Set([...(codes.get(status) ?? []), ...more]));
  };
  const { plan, documentation } = route;
  add(400, 'malformed_request');
  add(422, 'invalid_request');
  add(500, 'internal_error');
  if (!plan.public) add(401, 'unauthenticated');
  if (plan.scopes && plan.only !== 'person') add(403, 'scope_required');
  if (plan.only) add(403, `${plan.only}_required`);
  if (plan.only !== 'service' && !isSafe(route.method.toUpperCase())) add(403, 'origin_refused');
  if (route.path.includes('{')) add(404, 'not_found');
  if (route.takesIfMatch) add(412, 'precondition_failed');
  if (route.body) {
    add(400, 'malformed_json');
    add(413, 'body_too_large');
    add(415, 'unsupported_media_type');
  }
  if (documentation.kind === 'command') {
    add(422, 'idempotency_key_reused');
    add(503, 'event_log_unavailable', 'too_contended', 'outcome_unknown');
  }
  if (documentation.kind === 'query') add(503, 'not_caught_up');
  for (const [status, own] of Object.entries(documentation.errors ?? {})) add(Number(status), ...(own ?? []));
  return new Map([...codes].sort(([a], [b]) => a - b).map(([status, set]) => [status, [...set]]));
}
