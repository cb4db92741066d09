import { open } from 'node:fs/promises';

/** In bytes. Of a random text, what may be left where each piece is cut is too little to guess the rest by. */
const PIECE = 16;
const CHUNK_BYTES = 1 << 20;

/**
 * What to look for in order to find a text or a part of it: all its pieces, one behind the other. A text that is
 * shorter than a piece is no secret.
 */
export function piecesOf(texts: readonly string[]): readonly string[] {
  const pieces = texts.flatMap((text) => {
    const count = Math.floor(text.length / PIECE);
    return Array.from({ length: count }, (_, index) => text.slice(index * PIECE, (index + 1) * PIECE));
  });
  return [...new Set(pieces)];
}

/** Whether any of the texts stands in a file. Reads it in parts, so that others get their turn. */
export async function fileHolds(path: string, texts: readonly string[]): Promise<boolean> {
  const sought = new Sought(texts);
  const overlap = Math.max(0, ...texts.map((text) => Buffer.byteLength(text) - 1));
  const chunk = Buffer.alloc(CHUNK_BYTES + overlap);
  const file = await open(path, 'r');
  try {
    for (let at = 0; ; at += CHUNK_BYTES) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      const part = chunk.subarray(0, bytesRead);
      if (sought.standsIn(part)) return true;
      if (bytesRead < chunk.length) return false;
    }
  } finally {
    await file.close();
  }
}

/** Looks for many texts at once, each of two bytes at least: as long as for one. */
class Sought {
  private readonly byStart = new Map<number, Buffer[]>();
  /** For each pair of bytes, whether any text begins with it. */
  private readonly starts = new Uint8Array(1 << 16);

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const bytes = Buffer.from(text);
      const start = bytes.readUInt16LE(0);
      this.starts[start] = 1;
      this.byStart.set(start, [...(this.byStart.get(start) ?? []), bytes]);
    }
  }

  standsIn(part: Buffer): boolean {
    const { starts } = this;
    let start = part[0] ?? 0;
    for (let at = 0; at + 1 < part.length; at++) {
      const next = part[at + 1] as number;
      start |= next << 8;
      if (starts[start] === 1 && this.beginsAt(part, at, start)) return true;
      start = next;
    }
    return false;
  }

  private beginsAt(part: Buffer, at: number, start: number): boolean {
    const third = part[at + 2];
    const texts = this.byStart.get(start) ?? [];
    return texts.some((bytes) => bytes[2] === third && bytes.equals(part.subarray(at, at + bytes.length)));
  }
}
