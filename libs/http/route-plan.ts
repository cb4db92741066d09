import { type ExecutionContext, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { CALLER_KIND, NEEDED_SCOPES, PUBLIC } from './callers/access.js';
import { type Scope } from './callers/caller.js';
import { DOCUMENTATION, type RouteDocumentation } from './documented.js';

/** What the guards need to know of a route, read from its decorators once. */
export interface RoutePlan {
  readonly public: boolean;
  readonly only: 'person' | 'service' | undefined;
  /** A service needs one of them; undefined: none. */
  readonly scopes: readonly Scope[] | undefined;
  readonly takesBody: boolean;
  readonly takesQuery: boolean;
  readonly command: boolean;
}

/** A method of a controller, which carries the metadata of its decorators. */
export interface Handler {
  readonly name: string;
}

const plans = new WeakMap<Type, Map<Handler, RoutePlan>>();

export function routePlan(context: ExecutionContext): RoutePlan {
  const controller = context.getClass();
  const handler = context.getHandler();
  return plans.get(controller)?.get(handler) ?? learn(controller, handler);
}

function learn(controller: Type, handler: Handler): RoutePlan {
  const plan = planOf(controller, handler);
  const ofController = plans.get(controller) ?? new Map<Handler, RoutePlan>();
  plans.set(controller, ofController.set(handler, plan));
  return plan;
}

/** The same, for who has no request: made anew each time. */
export function planOf(controller: Type, handler: Handler): RoutePlan {
  const told = (key: symbol): unknown => Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
  const open = told(PUBLIC) === true;
  const takes = takenParts(controller, handler.name);
  return {
    public: open,
    only: told(CALLER_KIND) as RoutePlan['only'],
    scopes: (told(NEEDED_SCOPES) as RoutePlan['scopes']) ?? (open ? undefined : usualScopes(handler)),
    takesBody: takes.has(RouteParamtypes.BODY),
    takesQuery: takes.has(RouteParamtypes.QUERY),
    command: kindOf(handler) === 'command',
  };
}

function usualScopes(handler: object): readonly Scope[] {
  const kind = kindOf(handler) ?? (reads(handler) ? 'query' : 'command');
  return kind === 'command' ? ['commands'] : ['commands', 'members'];
}

function kindOf(handler: object): string | undefined {
  return (Reflect.getMetadata(DOCUMENTATION, handler) as RouteDocumentation | undefined)?.kind;
}

function reads(handler: object): boolean {
  return Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.GET;
}

/** Which parts of a request the parameters of a route take, by Nest's own metadata (`type:index`). */
function takenParts(controller: Type, name: string): ReadonlySet<number> {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as object;
  return new Set(Object.keys(parameters).map((key) => Number(key.split(':')[0])));
}
