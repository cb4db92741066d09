import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { z } from 'zod';
import { createHttpApp, IsQuery, serveDocs } from '../index.js';
import { SampleModule, createSampleApp } from '../spec/sample-app.js';
import { Schemas } from './schemas.js';

type Json = Record<string, unknown>;
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Json[];
  readonly parameters: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

let app: NestFastifyApplication;
let document: { openapi: string; paths: Record<string, Record<string, Operation>>; components: Json };

beforeAll(async () => {
  app = await createSampleApp();
  serveDocs(app, '1.2.3');
  await app.init();
  const answer = await app.inject({ url: '/openapi.json' });
  expect(answer.headers['content-type']).toContain('application/json');
  document = answer.json();
});
afterAll(() => app.close());

function operations(): readonly (Operation & { readonly path: string })[] {
  const all = Object.entries(document.paths);
  return all.flatMap(([path, methods]) => Object.values(methods).map((each) => ({ ...each, path })));
}

function operation(id: string): Operation {
  const found = operations().find(({ operationId }) => operationId === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
}

interface Refusal {
  readonly content: Record<string, { readonly schema: { readonly allOf: readonly Json[] } }>;
}

function codesOf({ responses }: Operation, status: number): unknown {
  const { content } = responses[status] as unknown as Refusal;
  const [problem, own] = content['application/problem+json']?.schema.allOf ?? [];
  expect(problem).toEqual({ $ref: '#/components/schemas/Problem' });
  return (own as { readonly properties: { readonly code: { readonly enum: unknown } } }).properties.code.enum;
}

function parametersOf(id: string): readonly unknown[] {
  return operation(id).parameters.map((parameter) => parameter['name'] ?? parameter['$ref']);
}

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 with every route', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Roster', version: '1.2.3' } });
    expect(Object.keys(document.paths)).toEqual([
      '/v1/workspaces/{workspaceId}/members/{memberId}/role',
      '/v1/workspaces/{workspaceId}/members',
      '/v1/workspaces/{workspaceId}/members/sweeping',
      '/v1/sessions',
      '/v1/me',
      '/v1/whoever',
      '/v1/workspaces',
      '/v1/history',
      '/v1/preview',
      '/v1/failure',
      '/v1/reason',
      '/v1/half-done',
    ]);
    expect(Object.keys(document.paths['/v1/workspaces/{workspaceId}/members'] ?? {})).toEqual(['post', 'get']);
  });

  it('has a summary, a success and its refusals for every operation, each under a name of its own', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { summary, responses } of operations()) {
      expect(summary).not.toBe('');
      const success = expect.stringMatching(/^20[0-4]$/);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining([success, '422', '500']));
      for (const response of Object.values(responses)) expect(response['description']).toEqual(expect.any(String));
    }
  });

  it('has every part that it refers to, and every parameter of its paths', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
    for (const [, path = ''] of references) {
      const target = path.split('/').reduce<unknown>((part, name) => (part as Json | undefined)?.[name], document);
      expect([path, typeof target]).toEqual([path, 'object']);
    }
    for (const { path, parameters } of operations()) {
      for (const [, name] of path.matchAll(/{(.+?)}/g)) {
        expect(parameters).toContainEqual(expect.objectContaining({ name, in: 'path', required: true }));
      }
    }
  });

  it('says of a command: its headers, dryRun, body, answer and position', () => {
    expect(parametersOf('Members.changeRole')).toEqual([
      'workspaceId',
      'memberId',
      '#/components/parameters/IdempotencyKey',
      '#/components/parameters/RosterReason',
      '#/components/parameters/DryRun',
      '#/components/parameters/IfMatch',
      '#/components/parameters/OnBehalfOf',
    ]);
    const { requestBody, responses } = operation('Members.changeRole');
    expect(requestBody).toEqual({
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              role: { type: 'string', enum: ['admin', 'user'] },
              newOwnerId: { type: 'string', format: 'uuid' },
            },
            required: ['role'],
            additionalProperties: false,
          },
        },
      },
    });
    expect(responses['200']).toEqual({
      description: 'Success',
      headers: { 'Roster-Position': { $ref: '#/components/headers/RosterPosition' } },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Member' } } },
    });
  });

  it('says of a command that does not answer 200 what a dry run answers', () => {
    const { responses } = operation('Members.add');
    expect(Object.keys(responses).slice(0, 2)).toEqual(['200', '201']);
    expect(JSON.stringify(responses['200'])).toContain('#/components/schemas/DryRun');
    const schema = { $ref: '#/components/schemas/Member' };
    expect(responses['201']).toMatchObject({ content: { 'application/json': { schema } } });
    expect(operation('Members.sweep').responses['204']).not.toHaveProperty('content');
  });

  it('says of a query: its parameters with their types, its position, its media types', () => {
    expect(parametersOf('Members.list')).toEqual([
      'workspaceId',
      'limit',
      'cursor',
      'search',
      '#/components/parameters/MinPosition',
      '#/components/parameters/OnBehalfOf',
    ]);
    expect(operation('Members.list').parameters[1]).toEqual({
      name: 'limit',
      in: 'query',
      schema: { type: 'integer', minimum: 1, maximum: 200, description: '50 unless told' },
    });
    expect(operation('Members.list').responses['200']).toMatchObject({
      content: { 'application/json': { schema: { type: 'object' } }, 'text/csv': { schema: { type: 'string' } } },
    });
  });

  it('says the codes of every refusal', () => {
    const changeRole = operation('Members.changeRole');
    expect(codesOf(changeRole, 400)).toEqual(['malformed_request', 'malformed_json']);
    expect(codesOf(changeRole, 401)).toEqual(['unauthenticated']);
    expect(codesOf(changeRole, 403)).toEqual(['scope_required', 'origin_refused']);
    expect(codesOf(changeRole, 404)).toEqual(['not_found']);
    expect(codesOf(changeRole, 409)).toEqual(['last_admin', 'choose_new_owner']);
    expect(codesOf(changeRole, 412)).toEqual(['precondition_failed']);
    expect(codesOf(changeRole, 422)).toEqual(['invalid_request', 'idempotency_key_reused']);
    expect(codesOf(changeRole, 503)).toEqual(['event_log_unavailable', 'too_contended', 'outcome_unknown']);
    expect(codesOf(operation('Members.list'), 503)).toEqual(['not_caught_up']);
    expect(codesOf(operation('Other.signIn'), 401)).toEqual(['invalid_credentials']);
    expect(codesOf(operation('Other.me'), 403)).toEqual(['person_required']);
    expect(codesOf(operation('Other.workspaces'), 403)).toEqual(['scope_required', 'service_required']);
  });

  it('says who may call', () => {
    expect(operation('Members.list').security).toEqual([{ session: [] }, { service: [] }]);
    expect(operation('Other.signIn').security).toEqual([{}, { session: [] }, { service: [] }]);
    expect(operation('Other.workspaces').security).toEqual([{ service: [] }]);
    expect(operation('Other.me').security).toEqual([{ session: [] }]);
  });

  it('puts operations together by what they are about', () => {
    const tags = (id: string): unknown => (operation(id) as unknown as { readonly tags: unknown }).tags;
    expect([tags('Members.changeRole'), tags('Members.list')]).toEqual([['members'], ['members']]);
    expect([tags('Other.signIn'), tags('Other.workspaces')]).toEqual([['sessions'], ['workspaces']]);
  });

  it('tells what is sent from what is answered where a schema with a name differs', () => {
    const schemas = new Schemas();
    const thing = z.object({ role: z.string().default('user'), at: z.iso.datetime() }).meta({ id: 'Thing' });
    expect(schemas.of(thing, 'output')).toEqual({ $ref: '#/components/schemas/Thing' });
    const sent = { $ref: '#/components/schemas/ThingInput' };
    expect(schemas.of(z.object({ thing }), 'input')).toMatchObject({ properties: { thing: sent } });
    expect(schemas.of(thing, 'output')).toEqual({ $ref: '#/components/schemas/Thing' });
    expect(Object.keys(schemas.components)).toEqual(['Thing', 'ThingInput']);
    const properties = { at: { format: 'date-time' } };
    expect(schemas.components['Thing']).toMatchObject({ required: ['role', 'at'], properties });
    expect(schemas.components['ThingInput']).toMatchObject({ required: ['at'] });
  });
});

describe('a route that tells too little', () => {
  @Controller('bare')
  class BareController {
    @Get()
    bare(): string {
      return 'bare';
    }
  }

  @Controller('things/:thingId')
  class ThingsController {
    @Get()
    @IsQuery({ summary: 'A thing' })
    thing(): void {
      return undefined;
    }
  }

  async function documentWith(controller: typeof BareController | typeof ThingsController): Promise<unknown> {
    @Module({ imports: [SampleModule], controllers: [controller] })
    class Extended {}
    const extended = await createHttpApp(Extended, { logger: pino({ level: 'silent' }) });
    serveDocs(extended);
    try {
      return await extended.listen(0, '127.0.0.1');
    } finally {
      await extended.close();
    }
  }

  it('keeps the application from starting, and is named', async () => {
    await expect(documentWith(BareController)).rejects.toThrow('BareController.bare needs @IsCommand');
    await expect(documentWith(ThingsController)).rejects.toThrow('Things.thing: @ValidParams must have thingId');
  });
});

describe('/docs', () => {
  it('is a page that loads nothing from anywhere else, under a policy that would not let it', async () => {
    const page = await app.inject({ url: '/docs' });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    const loaded = [...page.body.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, url = '']) => url);
    expect(loaded.length).toBeGreaterThan(3);
    for (const url of loaded) {
      expect(url).toMatch(/^\/docs\//);
      const part = await app.inject({ url });
      expect([url, part.statusCode]).toEqual([url, 200]);
      expect(part.headers['content-security-policy']).toContain("script-src 'self'");
    }
    expect(page.body).not.toMatch(/<script>|<style|style=|onload=|https?:/);
  });

  it('does not loosen the policy of anything else', async () => {
    const { headers } = await app.inject({ url: '/v1/whoever' });
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  });
});
