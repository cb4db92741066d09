import { type Caller, ServiceRequired } from '#libs/http';

/**
 * For what spans all workspaces. With a member on whose behalf a service asks, the member's capabilities count, and
 * they reach no further than their own workspace (S-7).
 * @throws ServiceRequired
 */
export function requireServiceAsItself(caller: Caller): void {
  if (caller.kind !== 'service' || caller.onBehalfOf !== undefined) throw new ServiceRequired();
}
