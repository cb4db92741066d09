import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { BadUsage, reasonOf } from './exit-codes.js';
import { type Terminal } from './terminal.js';

/** Where an export goes. */
export interface Sink {
  write(bytes: string | Uint8Array): Promise<void>;
  /** Runs what writes. A file is there under its name once all of it is, and else not at all. */
  keep(work: () => Promise<void>): Promise<void>;
}

/** @param file undefined: standard output */
export function sinkFor(file: string | undefined, terminal: Terminal): Sink {
  if (file !== undefined) return new FileSink(file);
  return { write: (bytes) => terminal.write(bytes), keep: (work) => work() };
}

class FileSink implements Sink {
  private handle: FileHandle | undefined;
  private readonly unfinished: string;

  constructor(private readonly file: string) {
    this.unfinished = `${file}.unfinished`;
  }

  async write(bytes: string | Uint8Array): Promise<void> {
    await this.handle?.writeFile(bytes);
  }

  /** @throws BadUsage where the file cannot be made */
  async keep(work: () => Promise<void>): Promise<void> {
    this.handle = await open(this.unfinished, 'w', MODE).catch((error: unknown) => {
      throw new BadUsage(`The file cannot be written: ${reasonOf(error)}.`);
    });
    try {
      await work();
      await this.handle.sync();
      await this.handle.close();
      await rename(this.unfinished, this.file);
    } catch (error) {
      await this.handle.close().catch(() => undefined);
      await rm(this.unfinished, { force: true });
      throw error;
    }
  }
}

/** An export may be full of names: for its owner alone. */
const MODE = 0o600;
