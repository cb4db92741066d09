import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { DataDirectoryInUse, DataDirectoryUnusable } from './errors.js';
import { reasonOf } from './lmdb-environment.js';

/*
 * How one process keeps a directory to itself.
 *
 * A file with a process id in it is not enough: after a SIGKILL it stays behind, process ids come again (in a container
 * it is always 1), and two processes that both find a stale one can both take it over. So the lock is a listening Unix
 * socket in the directory, which dies with its process whatever kills it, and which is the same one for every container
 * that has the directory mounted. Node has it on Linux and macOS without a native module.
 *
 * Every process that wants the lock listens on a socket with a name of its own, then asks all others that it finds.
 * A socket that refuses connections is dead and is removed: its name never comes again, so nothing that lives can be
 * removed by mistake. Since each listens before it looks, of two at least one sees the other. One that holds the lock
 * keeps it; of two that still ask, the one with the lower name waits for the other to withdraw.
 *
 * It does not reach over a network file system to another machine; LMDB must not be used on one anyway.
 */

/** A directory that this process has for itself, until it releases it or ends. */
export interface DirectoryLock {
  /** Call it when everything that writes in the directory is closed. */
  release(): Promise<void>;
}

const LOCK = /^\.lock-[0-9a-f-]+\.sock$/;
/** How long a process that lives may take to say whether it holds the lock, before it counts as holding it. */
const ANSWER_MILLISECONDS = 2000;
/** Longest path of a Unix socket: 103 bytes on macOS, 107 on Linux. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Takes a directory for this process alone; makes it where it is missing.
 * @throws DataDirectoryInUse another process has it
 * @throws DataDirectoryUnusable it cannot be made, or nothing can be written in it
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  try {
    await mkdir(directory, { recursive: true });
    return await withShortPath(directory, async (path) => {
      const claim = await Claim.make(path, directory);
      try {
        await claim.settle(path);
        return claim;
      } catch (error) {
        await claim.release();
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof DataDirectoryInUse || error instanceof DataDirectoryUnusable) throw error;
    throw new DataDirectoryUnusable(directory, reasonOf(error), error);
  }
}

class Claim implements DirectoryLock {
  private held = false;
  /** Those that ask and have not hung up. */
  private readonly asking = new Set<Socket>();

  private constructor(
    private readonly directory: string,
    private readonly name: string,
    private readonly server: Server,
  ) {
    server.on('connection', (socket) => this.answer(socket));
    // The lock alone keeps no process running.
    server.unref();
  }

  /** @param path the directory by a path short enough for a socket */
  static async make(path: string, directory: string): Promise<Claim> {
    const name = `.lock-${randomUUID()}.sock`;
    const unready = `${name}.new`;
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(join(path, unready), resolve);
    });
    const claim = new Claim(directory, name, server);
    try {
      // Found by its name only once it listens: a socket that does not listen yet looks like a dead one.
      await rename(join(path, unready), join(path, name));
    } catch (error) {
      await claim.release();
      throw error;
    }
    return claim;
  }

  /** @throws DataDirectoryInUse */
  async settle(path: string): Promise<void> {
    const others = (await readdir(this.directory)).filter((name) => LOCK.test(name) && name !== this.name);
    for (const other of others) {
      const answer = await ask(join(path, other), this.name < other);
      if (answer !== 'dead') throw new DataDirectoryInUse(this.directory, answer.pid);
      await rm(join(this.directory, other), { force: true });
    }
    this.held = true;
  }

  async release(): Promise<void> {
    await rm(join(this.directory, this.name), { force: true });
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.asking) socket.destroy();
    await closed;
  }

  private answer(socket: Socket): void {
    this.asking.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.asking.delete(socket));
    socket.unref();
    if (this.held) socket.end(`held ${process.pid}\n`);
    else socket.write(`asking ${process.pid}\n`);
  }
}

/**
 * Asks the process behind a socket whether it holds the lock.
 * @param patient true to give one that still asks itself the time to withdraw
 */
function ask(path: string, patient: boolean): Promise<'dead' | { readonly pid?: number }> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(path);
    const settle = (answer: 'dead' | { readonly pid?: number }): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(speaker(said)), ANSWER_MILLISECONDS);
    socket.on('data', (bytes) => {
      said += bytes.toString();
      if (said.includes('held') || !patient) settle(speaker(said));
    });
    // An end without a word that it holds the lock: it withdrew, or died.
    socket.on('end', () => settle('dead'));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(DEAD.has(error.code) ? 'dead' : {}));
  });
}

const DEAD = new Set<string | undefined>(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE']);

function speaker(said: string): { readonly pid?: number } {
  const pid = /\d+/.exec(said)?.[0];
  return pid === undefined ? {} : { pid: Number(pid) };
}

/**
 * Gives a path of the directory that leaves room for a socket's name. Linux has one for every open directory.
 * @throws DataDirectoryUnusable there is none
 */
async function withShortPath<T>(directory: string, use: (path: string) => Promise<T>): Promise<T> {
  const longest = Buffer.byteLength(join(directory, `.lock-${randomUUID()}.sock.new`));
  if (longest <= MAX_SOCKET_PATH_BYTES) return use(directory);
  if (process.platform !== 'linux') {
    const most = MAX_SOCKET_PATH_BYTES - (longest - Buffer.byteLength(directory));
    throw new DataDirectoryUnusable(directory, `its path is longer than ${most} bytes`);
  }
  const handle = await open(directory, 'r');
  try {
    return await use(`/proc/self/fd/${handle.fd}`);
  } finally {
    await handle.close();
  }
}
