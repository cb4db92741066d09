import { ServiceRequired } from '../problems/errors.js';
import { type Caller, type ServiceCaller } from './caller.js';

/** A service that acts for no member. */
export interface ServiceAsItself extends ServiceCaller {
  readonly onBehalfOf?: never;
}

export function isServiceAsItself(caller: Caller): caller is ServiceAsItself {
  return caller.kind === 'service' && caller.onBehalfOf === undefined;
}

/**
 * For what spans all workspaces. With a member on whose behalf a service asks, the member's capabilities count, and
 * they reach no further than their own workspace (S-7).
 * @throws ServiceRequired
 */
export function requireServiceAsItself(caller: Caller): asserts caller is ServiceAsItself {
  if (!isServiceAsItself(caller)) throw new ServiceRequired();
}
