import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { START } from '#libs/event-sourcing';
import { decodePosition, encodePosition, InvalidRequest, READ_MODELS } from '../index.js';
import { ACME, COMMANDS, createSampleApp, type SampleReadModels } from '../spec/sample-app.js';

const members = `/v1/workspaces/${ACME}/members`;
let app: NestFastifyApplication;
let readModels: SampleReadModels;

beforeEach(async () => {
  app = await createSampleApp();
  await app.init();
  readModels = app.get<SampleReadModels>(READ_MODELS);
});
afterEach(() => app.close());

function list(headers: Record<string, string> = {}) {
  return app.inject({ url: members, headers: { ...COMMANDS, ...headers } });
}

it('[S-2] a read waits up to 2 s for the position that it brings', async () => {
  readModels.reached = 41;
  const answer = await list({ 'roster-min-position': encodePosition(41) });
  expect(answer.statusCode).toBe(200);
  expect(readModels.asked).toEqual([{ position: 41, timeoutMs: 2000 }]);
});

it('[S-2] a read whose position is not reached says so, and never lies', async () => {
  readModels.reached = 40;
  const answer = await list({ 'roster-min-position': encodePosition(41) });
  expect(answer.json()).toMatchObject({ status: 503, code: 'not_caught_up' });
  expect(answer.headers['retry-after']).toBe('1');
});

it('a read without a position waits for what this process wrote, and answers in any case', async () => {
  readModels.own = 7;
  readModels.reached = 6;
  expect((await list()).statusCode).toBe(200);
  expect(readModels.asked).toEqual([{ position: 7, timeoutMs: 2000 }]);
});

it('a read waits for nothing where this process wrote nothing', async () => {
  await list();
  expect(readModels.asked).toEqual([]);
});

it('nobody waits who may not ask', async () => {
  const answer = await app.inject({ url: members, headers: { 'roster-min-position': encodePosition(41) } });
  expect(answer.statusCode).toBe(401);
  expect(readModels.asked).toEqual([]);
});

it('a list goes on by cursor, which opens for this list alone', async () => {
  const first = (await list()).json<{ nextCursor: string }>();
  const second = await app.inject({ url: `${members}?cursor=${first.nextCursor}&limit=200`, headers: COMMANDS });
  expect(second.json()).toMatchObject({ nextCursor: null });
});

it('a position is opaque text, and back again', () => {
  for (const position of [START, 0, 1, 35, 2 ** 40, Number.MAX_SAFE_INTEGER - 1]) {
    expect(decodePosition(encodePosition(position))).toBe(position);
  }
});

const NONE = ['', 'p', '12', 'p-1', 'P1', 'p01', 'p1 ', 'pzzzzzzzzzzz', `p${'0'.repeat(12)}`, 'p1.5'];
it.each(NONE)('%j is no position', (text) => {
  expect(() => decodePosition(text)).toThrow(InvalidRequest);
});
