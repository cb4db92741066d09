import { ServiceRequired } from '../problems/errors.js';
import { type Caller, type ServiceCaller } from './caller.js';

/**
 * For what spans all workspaces. With a member on whose behalf a service asks, the member's capabilities count, and
 * they reach no further than their own workspace (S-7).
 * @throws ServiceRequired
 */
export function requireServiceAsItself(caller: Caller): asserts caller is ServiceCaller {
  if (caller.kind !== 'service' || caller.onBehalfOf !== undefined) throw new ServiceRequired();
}
