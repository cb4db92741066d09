import {
  type DynamicModule,
  type INestApplicationContext,
  Module,
  type NestApplicationOptions,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type EdgeOptions, fastifyOptions, prepareEdge } from './edge/edge.js';
import { HttpModule, type HttpModuleOptions } from './http.module.js';
import { NestLog } from './edge/request-log.js';

export interface HttpAppOptions extends HttpModuleOptions, EdgeOptions {}

@Module({})
class HttpApp {}

/**
 * The application over HTTP, with the kernel around `module`. Go on with `app.listen(port, host)`, or in a test with
 * `await app.init()` and `app.inject(…)`; what adds routes to Fastify itself must come before either.
 *
 * Rejects where a provider cannot be made.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const root: DynamicModule = { module: HttpApp, imports: [HttpModule.with(options), module] };
  const adapter = new FastifyAdapter(fastifyOptions(options));
  const logger = new NestLog(options.logger);
  const settings: Pick<NestApplicationOptions, keyof NestApplicationOptions> = {
    logger,
    bodyParser: false,
    abortOnError: false,
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, settings);
  await prepareEdge(app, options);
  return app;
}

/** The same without HTTP: what is behind the routes, for whoever calls it from within. Rejects as `createHttpApp`. */
export async function createSilentApp(module: Type | DynamicModule, options: HttpModuleOptions): Promise<INestApplicationContext> {
  const root: DynamicModule = { module: HttpApp, imports: [HttpModule.with(options), module] };
  const logger = new NestLog(options.logger);
  const settings: Pick<NestApplicationOptions, 'logger' | 'abortOnError'> = { logger, abortOnError: false };
  return NestFactory.createApplicationContext(root, settings);
}
