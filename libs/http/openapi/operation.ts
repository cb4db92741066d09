import { PROBLEM_JSON } from '../problems/problem.js';
import { statusOf } from '../documented.js';
import { type Route } from './routes.js';
import { problemsOf } from './problems.js';
import { type JsonSchema, type Schemas } from './schemas.js';

const POSITION = { $ref: '#/components/headers/RosterPosition' };

/** An OpenAPI operation object. */
export function operationOf(route: Route, schemas: Schemas): JsonSchema {
  const { summary, description } = route.documentation;
  return {
    operationId: route.name,
    tags: [tagOf(route.path)],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(route),
    parameters: [...ownParameters(route, schemas), ...sharedParameters(route)],
    ...(route.body && { requestBody: bodyOf(route.body, schemas) }),
    responses: { ...successes(route, schemas), ...refusals(route) },
  };
}

/** What an operation is about: the word behind the first parameter of its path, or the first word at all. */
function tagOf(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && !/^v\d+$/.test(segment));
  const isWord = (segment: string): boolean => !segment.startsWith('{');
  const parameter = segments.findIndex((segment) => !isWord(segment));
  return segments.slice(parameter + 1).find(isWord) ?? segments.find(isWord) ?? 'roster';
}

function securityOf({ plan }: Route): readonly JsonSchema[] {
  return [
    ...(plan.public ? [{}] : []),
    ...(plan.only === 'service' ? [] : [{ session: [] }]),
    ...(plan.only === 'person' ? [] : [{ service: [] }]),
  ];
}

function ownParameters(route: Route, schemas: Schemas): readonly JsonSchema[] {
  const params = route.params ? schemas.propertiesOf(route.params) : [];
  const missing = [...route.path.matchAll(/{(.+?)}/g)].find(([, name]) => !params.some((param) => param.name === name));
  if (missing) throw new Error(`${route.name}: @ValidParams must have ${missing[1]}.`);
  const query = route.query ? schemas.propertiesOf(route.query) : [];
  return [
    ...params.map(({ name, schema }) => ({ name, in: 'path', required: true, schema })),
    ...query.map(({ name, required, schema }) => ({ name, in: 'query', ...(required && { required }), schema })),
  ];
}

function sharedParameters({ documentation: { kind }, plan, takesIfMatch }: Route): readonly JsonSchema[] {
  const names = [
    ...(kind === 'command' ? ['IdempotencyKey', 'RosterReason', 'DryRun'] : []),
    ...(kind === 'query' ? ['MinPosition'] : []),
    ...(takesIfMatch ? ['IfMatch'] : []),
    ...(plan.public || plan.only === 'person' ? [] : ['OnBehalfOf']),
  ];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function bodyOf(schema: NonNullable<Route['body']>, schemas: Schemas): JsonSchema {
  const required = !schema.safeParse({}).success;
  return { required, content: { 'application/json': { schema: schemas.of(schema, 'input') } } };
}

function successes({ documentation }: Route, schemas: Schemas): JsonSchema {
  const { answer, mediaTypes = [], orStatus = [], kind } = documentation;
  const headers = kind === 'command' && { headers: { 'Roster-Position': POSITION } };
  const other = mediaTypes.map((type) => [type, { schema: { type: 'string' } }] as const);
  const json = answer && { 'application/json': { schema: schemas.of(answer, 'output') } };
  const content = (answer || other.length > 0) && { content: { ...json, ...Object.fromEntries(other) } };
  const statuses = [statusOf(documentation), ...orStatus];
  const dryRun = kind === 'command' && !statuses.includes(200) && { 200: dryRunAnswer() };
  const success = { description: 'Success', ...headers, ...content };
  return { ...dryRun, ...Object.fromEntries(statuses.map((status) => [status, success])) };
}

function dryRunAnswer(): JsonSchema {
  const schema = { $ref: '#/components/schemas/DryRun' };
  return { description: 'With dryRun=true', content: { 'application/json': { schema } } };
}

function refusals(route: Route): JsonSchema {
  return Object.fromEntries([...problemsOf(route)].map(([status, codes]) => [status, refusal(codes)]));
}

function refusal(codes: readonly string[]): JsonSchema {
  const code = { type: 'object', properties: { code: { enum: codes } } };
  const schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, code] };
  return { description: codes.map((name) => `\`${name}\``).join(', '), content: { [PROBLEM_JSON]: { schema } } };
}
