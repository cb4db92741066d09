import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { HEADERS, PARAMETERS, SCHEMAS, SECURITY_SCHEMES } from './components.js';
import { operationOf } from './operation.js';
import { routesOf } from './routes.js';
import { type JsonSchema, Schemas } from './schemas.js';

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

/**
 * The whole contract as OpenAPI 3.1, from the decorators of all controllers.
 * @throws Error naming a route without documentation, or one whose name is taken
 */
export function openApiDocument(app: NestFastifyApplication, version = '1'): OpenApiDocument {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, JsonSchema>> = {};
  const names = new Set<string>();
  for (const route of routesOf(app)) {
    if (names.has(route.name)) throw new Error(`There are two routes by the name of ${route.name}.`);
    names.add(route.name);
    (paths[route.path] ??= {})[route.method] = operationOf(route, schemas);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Roster', version },
    paths,
    components: {
      schemas: { ...SCHEMAS, ...schemas.components },
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
