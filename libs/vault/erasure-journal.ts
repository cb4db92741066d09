import { open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The secrets that are being erased, in a file beside the store, for as long as that takes: after a crash they are
 * known still, and looked for again. It is readable for its owner alone, as the store is.
 */
export class ErasureJournal {
  constructor(private readonly file: string) {}

  /** Empty where nothing is under way; so is a file that a crash cut short, for nothing was overwritten then. */
  async read(): Promise<readonly string[]> {
    try {
      return JSON.parse(await readFile(this.file, 'utf8')) as readonly string[];
    } catch (error) {
      if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Resolves once it is durable, its name included. */
  async write(secrets: readonly string[]): Promise<void> {
    await this.put(Buffer.from(JSON.stringify(secrets)));
    const directory = await open(dirname(this.file), 'r');
    await directory.sync().finally(() => directory.close());
  }

  /** Writes over it before it goes. */
  async clear(): Promise<void> {
    const size = await stat(this.file).then((its) => its.size, () => 0);
    if (size > 0) await this.put(Buffer.alloc(size));
    await rm(this.file, { force: true });
  }

  /** Over what is there, in the same place, and then no longer than this. */
  private async put(content: Buffer): Promise<void> {
    const file = await open(this.file, 'a+', 0o600).then(async (made) => {
      await made.close();
      return open(this.file, 'r+');
    });
    try {
      await file.write(content, 0, content.length, 0);
      await file.truncate(content.length);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
