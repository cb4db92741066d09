import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SEMI_SPACE } from '../../test/support/service-process.js';
import { BadSettings, readSettings, SETTING_NAMES, usesFolder, usesServers } from './settings.js';

const SECRET = 'a secret of at least thirty-two characters';
const EVENTS = 'esdb://user:pass-word@events.example:2113';
const MONGO = 'mongodb://user:pass-word@mongo.example:27017/roster';
const BOTH = { EVENTSTORE_URL: EVENTS, MONGODB_URL: MONGO, ROSTER_SECRET: SECRET };
const PRODUCTION = { NODE_ENV: 'production', PUBLIC_URL: 'https://roster.example', ROSTER_SECRET: SECRET };

/** What is said against an environment. */
function against(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof BadSettings) return error.problems;
    throw error;
  }
}

describe('the settings', () => {
  it('need nothing at all: that is the embedded mode', () => {
    const settings = readSettings({ EVENTSTORE_URL: '', MONGODB_URL: '' });
    expect([usesServers(settings), usesFolder(settings)]).toEqual([false, true]);
  });

  it.each([
    ['both', BOTH, true],
    ['both, and emails by SMTP', { ...BOTH, SMTP_URL: 'smtp://mail.example' }, false],
    ['EventStoreDB alone', { EVENTSTORE_URL: EVENTS, ROSTER_SECRET: SECRET, SMTP_URL: 'smtp://mail.example' }, true],
    ['MongoDB alone', { MONGODB_URL: MONGO, ROSTER_SECRET: SECRET, SMTP_URL: 'smtp://mail.example' }, true],
  ])('take servers: %s', (_, env, inFolder) => {
    const settings = readSettings(env);
    expect([usesServers(settings), usesFolder(settings)]).toEqual([true, inFolder]);
  });

  it.each([{ EVENTSTORE_URL: EVENTS }, { MONGODB_URL: MONGO }])('ask for a secret wherever there is a server', (env) => {
    expect(against(env)).toEqual(['ROSTER_SECRET: is required with EVENTSTORE_URL or MONGODB_URL']);
  });

  it('refuse in production one server without the other, and what is only for trying things out', () => {
    expect(against(PRODUCTION)).toEqual([]);
    expect(against({ ...PRODUCTION, ...BOTH })).toEqual([]);
    expect(against({ ...PRODUCTION, EVENTSTORE_URL: EVENTS })).toEqual([
      'MONGODB_URL: is required with EVENTSTORE_URL and NODE_ENV=production',
    ]);
    expect(against({ ...PRODUCTION, MONGODB_URL: MONGO })).toEqual([
      'EVENTSTORE_URL: is required with MONGODB_URL and NODE_ENV=production',
    ]);
    const names = against({ NODE_ENV: 'production', ROSTER_RATE_LIMITS: 'off', ROSTER_CLOCK_OFFSET: '1', ROSTER_CRASH_AT: 'x' });
    expect(names.map((problem) => problem.split(':')[0])).toEqual([
      'ROSTER_SECRET',
      'PUBLIC_URL',
      'ROSTER_RATE_LIMITS',
      'ROSTER_CLOCK_OFFSET',
      'ROSTER_CRASH_AT',
    ]);
  });

  it('leave the work to others only where there can be others', () => {
    expect(readSettings(BOTH).projecting).toBe(true);
    expect(readSettings({ ...BOTH, ROSTER_PROJECTING: 'off' }).projecting).toBe(false);
    const alone = ['ROSTER_PROJECTING: off needs EVENTSTORE_URL and MONGODB_URL'];
    expect(against({ ROSTER_PROJECTING: 'off' })).toEqual(alone);
    expect(against({ ...BOTH, MONGODB_URL: '', ROSTER_PROJECTING: 'off' })).toEqual(alone);
  });

  it('refuse what is no connection string, and show none', () => {
    const said = against({ EVENTSTORE_URL: MONGO, MONGODB_URL: EVENTS, ROSTER_SECRET: SECRET });
    expect(said.map((problem) => problem.split(':')[0])).toEqual(['EVENTSTORE_URL', 'MONGODB_URL']);
    expect(said.join()).not.toContain('pass-word');
  });

  it('stand all in .env.example, and the composition sets none that there is not', () => {
    const example = namesIn('../../.env.example', /^([A-Z_]+)=/gm);
    // Of the crash tests alone.
    expect(example).toEqual(SETTING_NAMES.filter((name) => name !== 'ROSTER_CRASH_AT').sort());
    const composed = namesIn('../../docker-compose.yml', /^ {2,6}((?:ROSTER_|SMTP_|MAIL_|NODE_ENV|PORT|HOST|PUBLIC_|MONGODB_|EVENTSTORE_URL)\w*):/gm);
    expect(composed.length).toBeGreaterThan(8);
    expect(composed.filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
  });
});

it.each(['package.json', '.docker/Dockerfile', 'docker-compose.yml', '.tasks/bench.mjs'])(
  'what starts the service by %s gives V8 the room that the tests give it',
  (file) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect(text.match(/--m\w+-semi-space-size=\d+/g)).toEqual(SEMI_SPACE);
  },
);

function namesIn(file: string, pattern: RegExp): readonly string[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return [...text.matchAll(pattern)].map(([, name = '']) => name).sort();
}
