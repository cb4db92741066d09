import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RosterError } from '#libs/event-sourcing';

/** `ROSTER_SECRET` is missing or too short. */
export class BadSecret extends RosterError {
  readonly code = 'bad_secret';
  readonly kind = 'unavailable';
}

export interface SecretSource {
  readonly dataDirectory: string;
  /** `ROSTER_SECRET` */
  readonly fromEnvironment: string | undefined;
  readonly production: boolean;
}

const FEWEST_CHARACTERS = 32;
const FILE = 'secret';

/**
 * The secret that links, digests and personal keys are made with: from the environment, or made once and kept in the
 * data folder, readable for its owner alone.
 * @throws BadSecret
 */
export async function loadSecret({ dataDirectory, fromEnvironment, production }: SecretSource): Promise<string> {
  if (fromEnvironment !== undefined) return longEnough(fromEnvironment, 'ROSTER_SECRET');
  if (production) throw new BadSecret('ROSTER_SECRET is required with NODE_ENV=production.');
  const file = join(dataDirectory, FILE);
  const kept = await read(file);
  if (kept !== undefined) return longEnough(kept, 'The kept secret');
  await make(file, dataDirectory);
  return longEnough((await read(file)) ?? '', 'The kept secret');
}

async function make(file: string, dataDirectory: string): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(draft, `${randomBytes(48).toString('base64url')}\n`);
    // A link fails where another process was quicker: its secret then stands.
    await link(draft, file).catch(ignoreExisting);
  } finally {
    await rm(draft, { force: true });
  }
  // Else a power cut could take the file's name away, and with the secret every personal key.
  const directory = await open(dataDirectory);
  await directory.sync().finally(() => directory.close());
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function read(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function longEnough(secret: string, what: string): string {
  if (secret.length >= FEWEST_CHARACTERS) return secret;
  throw new BadSecret(`${what} needs at least ${FEWEST_CHARACTERS} characters.`);
}
