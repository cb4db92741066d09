import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { parseEml } from './eml.js';

/** `<milliseconds since 1970>-<hash of the message id>.eml`. Nothing else in the directory is ever opened. */
export const OUTBOX_NAME = /^(?<at>\d{13,15})-(?<id>[0-9a-f]{32})\.eml$/;

/** A full outbox has more files than a process may have open. */
export const READ_AT_ONCE = 32;

export interface KeptMail {
  /** The file's name: what `readOutbox` takes. */
  readonly name: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The bare address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * The newest mails first. No directory yet is an empty outbox; a file that was taken away meanwhile is left out.
 *
 * @param limit how many at most
 */
export async function listOutbox(directory: string, limit: number): Promise<readonly KeptMail[]> {
  const names = await filesOf(directory);
  const newest = names.filter((name) => OUTBOX_NAME.test(name)).sort().reverse().slice(0, Math.max(0, limit));
  const mails = await pLimit(READ_AT_ONCE).map(newest, (name) => readOutbox(directory, name));
  return mails.filter((mail) => mail !== undefined);
}

/**
 * One mail, or `undefined` where there is none of that name. A name that the outbox does not give itself, such as one
 * that leads out of the directory, is never looked up.
 */
export async function readOutbox(directory: string, name: string): Promise<KeptMail | undefined> {
  const at = OUTBOX_NAME.exec(name)?.groups?.['at'];
  if (at === undefined) return undefined;
  const raw = await readFile(join(directory, name), 'utf8').catch(whenMissing(undefined));
  const mail = raw === undefined ? undefined : parseEml(raw);
  return mail && { name, at: new Date(Number(at)).toISOString(), ...mail };
}

/** All names in the directory; none while it is missing. */
export function filesOf(directory: string): Promise<string[]> {
  return readdir(directory).catch(whenMissing<string[]>([]));
}

function whenMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
