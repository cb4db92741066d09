import { stripVTControlCharacters } from 'node:util';
import { type Extent, Progress } from './progress.js';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Who was reading the output has gone, as `head` does. */
export class NobodyReads extends Error {
  override readonly name = 'NobodyReads';
}

type Colour = 'bold' | 'green' | 'red';
const CODES: Readonly<Record<Colour, number>> = { bold: 1, green: 32, red: 31 };

/** Data goes to one stream, words for people to the other (H-6). */
export class Terminal {
  private gone = false;

  constructor(
    private readonly data: Stream,
    private readonly words: Stream,
    private readonly env: Environment,
  ) {
    // Listened to from the beginning: a pipe may break between two writes.
    data.on('error', () => {
      this.gone = true;
    });
  }

  /** Writes data; waits while the reader is slower. @throws NobodyReads */
  async write(bytes: string | Uint8Array): Promise<void> {
    if (this.gone) throw new NobodyReads();
    await new Promise<void>((resolve, reject) => {
      this.data.write(bytes, (error) => (error ? reject(new NobodyReads()) : resolve()));
    });
  }

  async print(...lines: readonly string[]): Promise<void> {
    await this.write(lines.map((line) => `${line}\n`).join(''));
  }

  async json(value: unknown): Promise<void> {
    await this.print(JSON.stringify(value, null, 2));
  }

  say(...lines: readonly string[]): void {
    this.words.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** Colours the data for a person's eyes: on a terminal, unless NO_COLOR is set. */
  paint(colour: Colour, text: string): string {
    const { NO_COLOR, TERM } = this.env;
    const wanted = this.data.isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
    return wanted ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
  }

  /** Whether a person sees progress: on a terminal. @param alone no data is written to standard output meanwhile */
  showsProgress(alone: boolean): boolean {
    return this.words.isTTY === true && (alone || this.data.isTTY !== true);
  }

  /** To be ended before anything else is written, unless the data goes elsewhere. @param alone as above */
  progress(what: string, extent: Extent, alone = true): Progress {
    return new Progress(this.showsProgress(alone) ? this.words : undefined, what, extent);
  }
}

/** Somebody's own words, so that they move no cursor and colour nothing. */
export function harmless(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}/gu, '\ufffd');
}
