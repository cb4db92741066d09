import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type z } from 'zod';
import { DOCUMENTATION, type RouteDocumentation } from '../documented.js';
import { ifMatchOf } from '../reads/etag.js';
import { type Handler, planOf, type RoutePlan } from '../route-plan.js';

/** A route as its decorators tell of it. */
export interface Route {
  /** Class and method, as `Members.changeRole`. */
  readonly name: string;
  readonly method: string;
  /** As OpenAPI writes it, `/members/{memberId}`. */
  readonly path: string;
  readonly documentation: RouteDocumentation;
  readonly plan: RoutePlan;
  readonly body: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly params: z.ZodType | undefined;
  readonly takesIfMatch: boolean;
}

/** All routes of all controllers. @throws Error naming a route that has no documentation */
export function routesOf(app: NestFastifyApplication): readonly Route[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as Type;
      return scanner
        .getAllMethodNames(controller.prototype as object)
        .filter((name) => Reflect.hasMetadata(PATH_METADATA, handlerOf(controller, name)))
        .map((name) => routeOf(controller, name));
    });
}

interface ParameterMetadata {
  readonly schema?: z.ZodType;
  readonly factory?: unknown;
}

function routeOf(controller: Type, name: string): Route {
  const handler = handlerOf(controller, name);
  const group = controller.name.replace(/Controller$/, '');
  const documentation = Reflect.getMetadata(DOCUMENTATION, handler) as RouteDocumentation | undefined;
  if (!documentation) throw new Error(`${controller.name}.${name} needs @IsCommand, @IsQuery or @Documented.`);
  const parameters = parametersOf(controller, name);
  const taken = (part: RouteParamtypes): z.ZodType | undefined => parameters.get(String(part))?.schema;
  return {
    name: `${group}.${name}`,
    method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]?.toLowerCase() ?? 'get',
    path: templateOf(pathOf(controller), pathOf(handler)),
    documentation,
    plan: planOf(controller, handler),
    body: taken(RouteParamtypes.BODY),
    query: taken(RouteParamtypes.QUERY),
    params: taken(RouteParamtypes.PARAM),
    takesIfMatch: [...parameters.values()].some(({ factory }) => factory === ifMatchOf),
  };
}

function handlerOf(controller: Type, name: string): Handler {
  return (controller.prototype as Readonly<Record<string, Handler>>)[name] as Handler;
}

/** By Nest's metadata: `type:index` of each parameter. */
function parametersOf(controller: Type, name: string): ReadonlyMap<string, ParameterMetadata> {
  const metadata = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as object;
  const parameters = Object.entries(metadata) as [string, ParameterMetadata][];
  return new Map(parameters.map(([key, value]) => [key.split(':')[0] ?? '', value]));
}

function pathOf(target: object): string {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | readonly string[];
  return typeof path === 'string' ? path : (path[0] ?? '');
}

function templateOf(...parts: readonly string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter((segment) => segment !== '');
  return `/${segments.map((segment) => segment.replace(/^:(.+)$/, '{$1}')).join('/')}`;
}
