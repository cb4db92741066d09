import { open } from 'node:fs/promises';

/** Of 16 random hexadecimal digits. What may be left where a piece of each is gone is too little to guess the rest by. */
const PIECE = 16;
const CHUNK_BYTES = 1 << 20;

/**
 * What to look for in order to find a text or a part of it: all its pieces, one behind the other. A text that is shorter
 * than a piece is no secret.
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
  const sought = texts.map((text) => Buffer.from(text));
  const overlap = Math.max(0, ...sought.map(({ length }) => length - 1));
  const chunk = Buffer.alloc(CHUNK_BYTES + overlap);
  const file = await open(path, 'r');
  try {
    for (let at = 0; ; at += CHUNK_BYTES) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      const part = chunk.subarray(0, bytesRead);
      if (sought.some((bytes) => part.includes(bytes))) return true;
      if (bytesRead < chunk.length) return false;
    }
  } finally {
    await file.close();
  }
}
