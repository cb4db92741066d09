import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type CommandScope } from '#libs/event-sourcing';
import { type MemoryVault } from '../spec/memory-vault.js';
import { Log } from '../spec/sample.controller.js';
import { ACME, ANN, COMMANDS, createSampleApp, SESSION } from '../spec/sample-app.js';
import { VAULT } from '#libs/event-sourcing';

let app: NestFastifyApplication;
let vault: MemoryVault;
const scopes: CommandScope[] = [];

beforeAll(async () => {
  app = await createSampleApp();
  await app.init();
  vault = app.get<MemoryVault>(VAULT);
  jest.spyOn(app.get(Log), 'write').mockImplementation((_stream, _event, scope) => {
    scopes.push(scope);
    return Promise.resolve();
  });
});
afterAll(() => app.close());

async function scopeFor(headers: Record<string, string>): Promise<CommandScope> {
  const url = `/v1/workspaces/${ACME}/members/sweeping`;
  const { statusCode } = await app.inject({ method: 'POST', url, headers });
  expect(statusCode).toBe(204);
  return scopes.pop() as CommandScope;
}

it('the actor is the service, and the member it acts for', async () => {
  expect((await scopeFor(COMMANDS)).actor).toEqual({ kind: 'service', id: 'helpdesk' });
  const onBehalf = { ...COMMANDS, 'roster-on-behalf-of': ANN.toUpperCase() };
  expect((await scopeFor(onBehalf)).actor).toEqual({ kind: 'service', id: 'helpdesk', onBehalfOf: ANN });
});

it('the actor is the account of the session', async () => {
  const scope = await scopeFor({ ...SESSION, origin: 'https://roster.example' });
  expect(scope.actor).toEqual({ kind: 'account', id: ANN });
});

it('the actor of an anonymous command is the system, until the handler knows better', async () => {
  await app.inject({ method: 'POST', url: '/v1/sessions', payload: { email: 'bo@acme.example', password: 'x' } });
  expect(scopes.pop()?.actor).toEqual({ kind: 'system', id: 'anonymous' });
});

it('the reason is decoded', async () => {
  const reason = 'Zeitvertrag läuft aus 🙂\nzum 31.';
  expect((await scopeFor({ ...COMMANDS, 'roster-reason': encodeURIComponent(reason) })).reason).toBe(reason);
  expect((await scopeFor({ ...COMMANDS, 'roster-reason': 'plain text' })).reason).toBe('plain text');
  const longest = '🙂'.repeat(500);
  expect((await scopeFor({ ...COMMANDS, 'roster-reason': encodeURIComponent(longest) })).reason).toBe(longest);
  expect((await scopeFor({ ...COMMANDS, 'roster-reason': '%20' })).reason).toBeUndefined();
});

it('the request id is the correlation id', async () => {
  expect((await scopeFor({ ...COMMANDS, 'x-request-id': 'abc-1' })).correlationId).toBe('abc-1');
});

describe('what a stream remembers of a keyed command', () => {
  const key = { ...COMMANDS, 'idempotency-key': 'k1' };

  it('[S-1] is the same when it comes again after a crash before its answer was kept', async () => {
    const first = (await scopeFor(key)).key;
    vault.entries.clear();
    expect((await scopeFor(key)).key).toEqual(first);
    expect(first?.commandId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]/);
  });

  it('[S-1] is another for another key or caller, and nothing without a key', async () => {
    vault.entries.clear();
    const keys = [
      (await scopeFor(key)).key,
      (await scopeFor({ ...COMMANDS, 'idempotency-key': 'k2' })).key,
      (await scopeFor({ ...SESSION, origin: 'https://roster.example', 'idempotency-key': 'k1' })).key,
    ];
    expect(new Set(keys.map((each) => each?.commandId)).size).toBe(3);
    expect((await scopeFor(COMMANDS)).key).toBeUndefined();
  });

  it('[S-1] knows nothing of passwords', async () => {
    const keyOf = async (password: string): Promise<CommandScope['key']> => {
      vault.entries.clear();
      const payload = { email: 'bo@acme.example', password };
      await app.inject({ method: 'POST', url: '/v1/sessions', headers: { 'idempotency-key': 'k1' }, payload });
      return scopes.pop()?.key;
    };
    expect(await keyOf('one password')).toEqual(await keyOf('another password'));
  });
});
