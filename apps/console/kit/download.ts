const KEPT_MS = 60_000;

/** Hands a file to whoever sits at the browser. */
export function saveFile(name: string, type: string, parts: readonly BlobPart[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it in its own time.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** An answer whole, before any of it is saved: half a file must not look like the whole. */
export async function gathered(stream: AsyncIterable<Uint8Array>): Promise<readonly BlobPart[]> {
  const parts: BlobPart[] = [];
  for await (const chunk of stream) parts.push(new Uint8Array(chunk));
  return parts;
}
