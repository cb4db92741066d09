import { constants } from 'node:fs';
import { access, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const READ_WRITE = constants.R_OK | constants.W_OK;
/** What a new environment needs at first, several times over. */
const PROBE_BYTES = 256 * 1024;

// The data file begins with two meta pages, which have these fields behind a page header of 16 bytes.
const META_BYTES = 52;
const MAGIC_AT = 24;
const PAGE_SIZE_AT = 48;
const MAGIC = 0xbeefc0de;

/**
 * Looks for whatever would make LMDB fail to open a directory: the whole process ends with a segmentation fault where
 * it does (lmdb 3.5 uses memory that it has freed).
 * @throws Error no rights, no room, a data file that is damaged or something else
 */
export async function preflight(directory: string): Promise<void> {
  await access(directory, READ_WRITE | constants.X_OK);
  const [hasData, hasLock] = [await isUsable(join(directory, 'data.mdb')), await isUsable(join(directory, 'lock.mdb'))];
  if (hasData) await checkData(join(directory, 'data.mdb'));
  if (!hasData || !hasLock) await checkRoom(join(directory, '.room'));
}

/** False where it is not there. */
async function isUsable(file: string): Promise<boolean> {
  try {
    await access(file, READ_WRITE);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function checkData(file: string): Promise<void> {
  const handle = await open(file);
  const meta = async (position: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(META_BYTES), 0, META_BYTES, position);
    if (bytesRead === META_BYTES && buffer.readUInt32LE(MAGIC_AT) === MAGIC) return buffer;
    throw new Error('The data file of the vault is damaged.');
  };
  try {
    if ((await handle.stat()).size > 0) await meta((await meta(0)).readUInt32LE(PAGE_SIZE_AT));
  } finally {
    await handle.close();
  }
}

async function checkRoom(probe: string): Promise<void> {
  try {
    const handle = await open(probe, 'w');
    try {
      await handle.writeFile(Buffer.alloc(PROBE_BYTES));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } finally {
    await rm(probe, { force: true });
  }
}
