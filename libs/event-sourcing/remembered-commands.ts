import { parse as uuidBytes } from 'uuid';

const ID = 16;
const ENTRY = ID + 6;

/**
 * Which commands a stream has carried out, and at which revision: for good (S-1). Ids that came with a snapshot stay in
 * the packed, sorted form that they were stored in and are found by bisection, so a long history costs 22 bytes a
 * command and nothing to load.
 */
export class RememberedCommands {
  private readonly recent = new Map<string, number>();

  constructor(private readonly packed: Uint8Array = new Uint8Array(0)) {}

  /**
   * Revision of the first event that the command wrote.
   * @throws TypeError the id is no UUID
   */
  revisionOf(commandId: string): number | undefined {
    return this.recent.get(commandId) ?? this.bisect(uuidBytes(commandId));
  }

  /** What is remembered of a command already stays. */
  remember(commandId: string, revision: number): void {
    if (this.recent.has(commandId)) return;
    if (this.packed.length > 0 && this.bisect(uuidBytes(commandId)) !== undefined) return;
    this.recent.set(commandId, revision);
  }

  get size(): number {
    return this.recent.size + this.packed.length / ENTRY;
  }

  /** Old and recent as one packed list, sorted by id. */
  pack(): Uint8Array {
    const added = [...this.recent].map(([id, revision]) => entry(uuidBytes(id), revision)).sort((a, b) => a.compare(b));
    const merged = Buffer.alloc(this.packed.length + added.length * ENTRY);
    let from = 0;
    let to = 0;
    for (const next of added) {
      const until = this.firstNotBelow(next);
      merged.set(this.packed.subarray(from, until), to);
      to += until - from;
      merged.set(next, to);
      to += ENTRY;
      from = until;
    }
    merged.set(this.packed.subarray(from), to);
    return merged;
  }

  private bisect(id: Uint8Array): number | undefined {
    const at = this.firstNotBelow(id);
    if (at >= this.packed.length || compare(this.packed, at, id) !== 0) return undefined;
    return Buffer.from(this.packed.buffer, this.packed.byteOffset + at + ID, 6).readUIntBE(0, 6);
  }

  /** Offset of the first entry whose id is not below this one. */
  private firstNotBelow(id: Uint8Array): number {
    let low = 0;
    let high = this.packed.length / ENTRY;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.packed, middle * ENTRY, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low * ENTRY;
  }
}

function entry(id: Uint8Array, revision: number): Buffer {
  const bytes = Buffer.alloc(ENTRY);
  bytes.set(id);
  bytes.writeUIntBE(revision, ID, 6);
  return bytes;
}

function compare(packed: Uint8Array, offset: number, id: Uint8Array): number {
  for (let i = 0; i < ID; i++) {
    const difference = (packed[offset + i] ?? 0) - (id[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
