import { resolve } from 'node:path';
import { z } from 'zod';
import { type ApiKey, parseApiKeys } from '#libs/http';

/** The environment is not as it should be. Names the setting and never shows a value. */
export class BadSettings extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'BadSettings';
  }
}

export interface Settings {
  /** `NODE_ENV=production`: what is only for trying things out is refused. */
  readonly production: boolean;
  /** Connection string of EventStoreDB; undefined: the embedded log. Never to be shown: it may hold a password. */
  readonly eventStoreUrl: string | undefined;
  /** Connection string of MongoDB; undefined: read models in memory, the vault embedded. Never to be shown. */
  readonly mongoUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  /** Where people reach the service; links in emails begin with it. Undefined: wherever it listens. */
  readonly publicUrl: string | undefined;
  /** Absolute. */
  readonly dataDirectory: string;
  readonly secret: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly apiKeys: readonly ApiKey[];
  readonly invitationHours: number;
  readonly rateLimits: boolean;
  /** Whether this process takes its part of the projections and processes, or leaves them to others. */
  readonly projecting: boolean;
  readonly clockOffsetSeconds: number;
  readonly logLevel: string;
  /** Crash tests: the write point at which the process kills itself, and at which of its passings. */
  readonly crashAt: { readonly point: string; readonly passing: number } | undefined;
}

const number = (from: number, to: number) =>
  z
    .string()
    .regex(/^-?\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be from ${from} to ${to}`);

const optional = z
  .string()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const httpUrl = optional.refine((text) => text === undefined || isHttpUrl(text), 'must be an http:// or https:// URL');

const eventStoreUrl = optional.refine(
  (text) => text === undefined || /^esdb(\+discover)?:\/\//.test(text),
  'must be an esdb:// or esdb+discover:// URL',
);
const mongoUrl = optional.refine(
  (text) => text === undefined || /^mongodb(\+srv)?:\/\//.test(text),
  'must be a mongodb:// or mongodb+srv:// URL',
);

const environment = z.object({
  NODE_ENV: optional,
  EVENTSTORE_URL: eventStoreUrl,
  MONGODB_URL: mongoUrl,
  PORT: number(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: httpUrl,
  DATA_DIR: z.string().min(1).default('./data'),
  ROSTER_SECRET: optional,
  SMTP_URL: optional.refine((text) => text === undefined || /^smtps?:\/\//.test(text), 'must be an smtp:// or smtps:// URL'),
  MAIL_FROM: z.string().min(3).default('Roster <roster@localhost>'),
  ROSTER_API_KEYS: z.string().default(''),
  ROSTER_INVITATION_HOURS: number(1, 168).default(72),
  ROSTER_RATE_LIMITS: z.enum(['on', 'off'], "must be 'on' or 'off'").default('on'),
  ROSTER_PROJECTING: z.enum(['on', 'off'], "must be 'on' or 'off'").default('on'),
  ROSTER_CLOCK_OFFSET: number(-1_000_000_000, 1_000_000_000).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  ROSTER_CRASH_AT: optional,
});

export const SETTING_NAMES: readonly string[] = Object.keys(environment.shape);

/** @throws BadSettings naming every setting that is wrong */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = environment.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    throw new BadSettings(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const values = parsed.data;
  const production = values.NODE_ENV === 'production';
  const problems = [...(production ? wrongInProduction(values) : []), ...wrongOnServers(values, production), ...wrongAlone(values)];
  if (problems.length > 0) throw new BadSettings(problems);
  return {
    production,
    eventStoreUrl: values.EVENTSTORE_URL,
    mongoUrl: values.MONGODB_URL,
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDirectory: resolve(values.DATA_DIR),
    secret: values.ROSTER_SECRET,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    apiKeys: parseApiKeys(values.ROSTER_API_KEYS),
    invitationHours: values.ROSTER_INVITATION_HOURS,
    rateLimits: values.ROSTER_RATE_LIMITS === 'on',
    projecting: values.ROSTER_PROJECTING === 'on',
    clockOffsetSeconds: values.ROSTER_CLOCK_OFFSET,
    logLevel: values.LOG_LEVEL,
    crashAt: values.ROSTER_CRASH_AT === undefined ? undefined : crashPoint(values.ROSTER_CRASH_AT),
  };
}

type Values = z.infer<typeof environment>;

function wrongInProduction(values: Values): readonly string[] {
  return [
    ...(values.ROSTER_SECRET === undefined ? ['ROSTER_SECRET: is required with NODE_ENV=production'] : []),
    ...(values.PUBLIC_URL === undefined ? ['PUBLIC_URL: is required with NODE_ENV=production'] : []),
    ...(values.ROSTER_RATE_LIMITS === 'off' ? ['ROSTER_RATE_LIMITS: off is refused with NODE_ENV=production'] : []),
    ...(values.ROSTER_CLOCK_OFFSET === 0 ? [] : ['ROSTER_CLOCK_OFFSET: is refused with NODE_ENV=production']),
    ...(values.ROSTER_CRASH_AT === undefined ? [] : ['ROSTER_CRASH_AT: is refused with NODE_ENV=production']),
  ];
}

/** Where part of the data is in a folder, no other process could do the work. */
function wrongAlone({ EVENTSTORE_URL, MONGODB_URL, ROSTER_PROJECTING }: Values): readonly string[] {
  if (ROSTER_PROJECTING === 'on' || (EVENTSTORE_URL !== undefined && MONGODB_URL !== undefined)) return [];
  return ['ROSTER_PROJECTING: off needs EVENTSTORE_URL and MONGODB_URL'];
}

/**
 * A server outlives the data folder of a process and may have several processes. So the secret, without which nothing
 * personal can be read, must not be made in a folder; and with only one of the two servers the rest of the data would
 * be in the folder of one process, where no other finds it: that is for trying out.
 */
function wrongOnServers(values: Values, production: boolean): readonly string[] {
  const { EVENTSTORE_URL, MONGODB_URL, ROSTER_SECRET } = values;
  if (EVENTSTORE_URL === undefined && MONGODB_URL === undefined) return [];
  const [missing, there] = EVENTSTORE_URL === undefined ? ['EVENTSTORE_URL', 'MONGODB_URL'] : ['MONGODB_URL', 'EVENTSTORE_URL'];
  const both = EVENTSTORE_URL !== undefined && MONGODB_URL !== undefined;
  return [
    ...(production && !both ? [`${missing}: is required with ${there} and NODE_ENV=production`] : []),
    ...(!production && ROSTER_SECRET === undefined ? ['ROSTER_SECRET: is required with EVENTSTORE_URL or MONGODB_URL'] : []),
  ];
}

/** Whether anything is kept on a server. Without, it is the embedded mode. */
export function usesServers({ eventStoreUrl, mongoUrl }: Settings): boolean {
  return eventStoreUrl !== undefined || mongoUrl !== undefined;
}

/** Whether anything is kept in the data folder, which then has one process only. */
export function usesFolder({ eventStoreUrl, mongoUrl, smtpUrl }: Settings): boolean {
  return eventStoreUrl === undefined || mongoUrl === undefined || smtpUrl === undefined;
}

/** `<write point>` or `<write point>#<which passing>` */
function crashPoint(text: string): { point: string; passing: number } {
  const [point = '', passing = '1'] = text.split('#');
  return { point, passing: Number(passing) };
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
