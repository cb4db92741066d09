import { mkdir } from 'node:fs/promises';
import { open, type RootDatabase, type RootDatabaseOptions } from 'lmdb';
import { DataDirectoryUnusable } from './errors.js';
import { checkRoom, preflight } from './lmdb-preflight.js';

/**
 * Opens (and where it is missing, makes) an LMDB environment in a directory. Its file grows as it needs to.
 * @throws DataDirectoryUnusable
 */
export async function openEnvironment<Value, Key extends string>(
  directory: string,
  options: RootDatabaseOptions,
): Promise<RootDatabase<Value, Key>> {
  try {
    await mkdir(directory, { recursive: true });
    await preflight(directory);
    return open<Value, Key>(directory, {
      // A dot in the directory's name would make lmdb take it for a file.
      noSubdir: false,
      // Else lmdb holds one promise more of each transaction, out of reach: when a commit fails, nobody could catch it.
      eventTurnBatching: false,
      ...options,
    });
  } catch (error) {
    throw new DataDirectoryUnusable(directory, reasonOf(error), error);
  }
}

/**
 * Why a transaction failed. lmdb rejects it with an error that only carries a promise of the reason, and that promise
 * rejects as well: left alone, it would end the process as an unhandled rejection.
 */
export async function failureOf(error: unknown): Promise<unknown> {
  const { commitError } = Object(error) as { readonly commitError?: Promise<unknown> };
  if (!commitError) return error;
  return commitError.then(
    () => error,
    (cause: unknown) => cause,
  );
}

/** Whether a write in a directory failed because there is no room for it. */
export async function isOutOfRoom(error: unknown, directory: string): Promise<boolean> {
  if (saysOutOfRoom(error)) return true;
  // Where only a part of its pages found room, LMDB calls that an input/output error.
  if (codeOf(error) !== EIO) return false;
  return checkRoom(directory).then(
    () => false,
    (refusal: unknown) => saysOutOfRoom(refusal),
  );
}

function saysOutOfRoom(error: unknown): boolean {
  return OUT_OF_ROOM.has(codeOf(error));
}

// LMDB gives the numbers of errno and some of its own, Node gives names.
const EIO = 5;
const EFBIG = 27;
const ENOSPC = 28;
const EDQUOT_LINUX = 122;
const EDQUOT_MACOS = 69;
const MDB_MAP_FULL = -30792;
const OUT_OF_ROOM = new Set<unknown>([
  ...[EFBIG, ENOSPC, EDQUOT_LINUX, EDQUOT_MACOS, MDB_MAP_FULL],
  ...['EFBIG', 'ENOSPC', 'EDQUOT'],
]);

/** In words, without the path: that stands in the error already. */
export function reasonOf(error: unknown): string {
  if (saysOutOfRoom(error)) return 'its disk is full';
  const { message } = Object(error) as { readonly message?: string };
  return REASONS[String(codeOf(error))] ?? message ?? 'it failed without a reason';
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this process may not write there',
  EPERM: 'this process may not write there',
  EROFS: 'its file system is read-only',
  ENOTDIR: 'part of its path is a file',
  EEXIST: 'it is a file',
};

function codeOf(error: unknown): unknown {
  return (Object(error) as { readonly code?: unknown }).code;
}
