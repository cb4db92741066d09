import { readFileSync } from 'node:fs';
import { type RosterClient, rosterClient } from '#libs/client';
import { BadUsage, reasonOf } from './exit-codes.js';
import { type Environment } from './terminal.js';

/** Options that every command takes. */
export interface CommonOptions {
  readonly url?: string;
  readonly keyFile?: string;
  readonly workspace?: string;
  readonly onBehalfOf?: string;
  readonly json?: boolean;
}

const URL_UNLESS_TOLD = 'http://127.0.0.1:3000';
/** A person waits; a service that is starting anew is back within it. */
const PATIENCE_MS = 3000;

/** @throws BadUsage */
export function connect(options: CommonOptions, env: Environment): RosterClient {
  const key = keyFrom(options, env);
  if (key === undefined) {
    throw new BadUsage('A service key is needed: ROSTER_KEY, or a file that --key-file or ROSTER_KEY_FILE names.');
  }
  return rosterClient({
    url: urlFrom(options, env),
    key,
    patienceMs: PATIENCE_MS,
    ...(options.onBehalfOf !== undefined && { onBehalfOf: options.onBehalfOf }),
  });
}

/** @throws BadUsage */
export function urlFrom({ url }: CommonOptions, { ROSTER_URL }: Environment): string {
  const told = url ?? (ROSTER_URL || URL_UNLESS_TOLD);
  if (/^https?:\/\//.test(told) && URL.canParse(told)) return told;
  throw new BadUsage('--url or ROSTER_URL is no http:// or https:// address.');
}

/** @throws BadUsage */
export function workspaceFrom({ workspace }: CommonOptions, { ROSTER_WORKSPACE }: Environment): string {
  const told = workspace ?? ROSTER_WORKSPACE ?? '';
  if (told === '') throw new BadUsage('Which workspace? --workspace <id>, or ROSTER_WORKSPACE.');
  return told;
}

/**
 * A file that is named goes before the environment. Never from an argument: everybody on the machine can read those.
 * @throws BadUsage
 */
export function keyFrom({ keyFile }: CommonOptions, { ROSTER_KEY, ROSTER_KEY_FILE }: Environment): string | undefined {
  if (keyFile !== undefined) return keyIn(keyFile);
  if (ROSTER_KEY !== undefined && ROSTER_KEY !== '') return checked(ROSTER_KEY.trim(), 'ROSTER_KEY');
  return ROSTER_KEY_FILE === undefined || ROSTER_KEY_FILE === '' ? undefined : keyIn(ROSTER_KEY_FILE);
}

function keyIn(file: string): string {
  return checked(textOf(file, 'The file of the key').trim(), 'The file of the key');
}

/** What no header can carry is no key; nothing of it is told. */
function checked(key: string, where: string): string {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new BadUsage(`${where} holds no key: one line without spaces.`);
  return key;
}

/** @throws BadUsage where the file cannot be read */
export function textOf(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadUsage(`${what} cannot be read: ${reasonOf(error)}.`);
  }
}
