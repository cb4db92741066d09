import { constants } from 'node:fs';
import { access, type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const DATA = 'data.mdb';
const LOCK = 'lock.mdb';
const PROBE = '.room';
/** What a new environment needs at first, several times over. */
const PROBE_BYTES = 256 * 1024;

// The first two pages of the data file are meta pages, with these fields behind a page header of 16 bytes.
const META_BYTES = 52;
const MAGIC_AT = 24;
const VERSION_AT = 28;
const PAGE_SIZE_AT = 48;
const MAGIC = 0xbeefc0de;
const VERSION = 2;

/** The data file was not written by LMDB, by another version of it, or was cut off. */
export class DamagedFile extends Error {
  constructor() {
    super('its data file is damaged or something else than expected');
  }
}

/**
 * Looks for whatever would make LMDB fail to open a directory: the whole process ends with a segmentation fault where
 * it does (lmdb 3.5 uses memory that it has freed).
 * @throws DamagedFile
 * @throws Error of the file system: no rights, no room
 */
export async function preflight(directory: string): Promise<void> {
  await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  const whole = [await isUsable(join(directory, DATA)), await isUsable(join(directory, LOCK))];
  if (whole[0]) await checkData(join(directory, DATA));
  if (whole.includes(false)) await checkRoom(directory);
}

/** False where it is not there. */
async function isUsable(file: string): Promise<boolean> {
  try {
    await access(file, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function checkData(file: string): Promise<void> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size === 0) return;
    const pageSize = (await meta(handle, 0)).readUInt32LE(PAGE_SIZE_AT);
    if (size < 2 * pageSize) throw new DamagedFile();
    await meta(handle, pageSize);
  } finally {
    await handle.close();
  }
}

async function meta(handle: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(META_BYTES), 0, META_BYTES, position);
  const isMeta = bytesRead === META_BYTES && buffer.readUInt32LE(MAGIC_AT) === MAGIC;
  if (!isMeta || buffer.readUInt32LE(VERSION_AT) !== VERSION) throw new DamagedFile();
  return buffer;
}

/**
 * Writes some bytes to the disk and takes them away again.
 * @throws Error of the file system: no rights, no room
 */
export async function checkRoom(directory: string): Promise<void> {
  const file = join(directory, PROBE);
  try {
    const handle = await open(file, 'w');
    try {
      await handle.writeFile(Buffer.alloc(PROBE_BYTES));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } finally {
    await rm(file, { force: true });
  }
}
