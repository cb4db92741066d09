import { parse as uuidBytes } from 'uuid';

const ID = 16;
const ENTRY = ID + 6;
const NONE = new Uint8Array(0);

/** A list with more commands than this is kept in parts. */
const MOST_IN_ONE = 2048;
/** By the last bits of the id, which are random in every version of UUID. Changed, older snapshots would be misread. */
const PARTS = 64;

/** One packed, sorted list; or where to load it from, once somebody asks for a command that would be in it. */
interface Part {
  bytes: Uint8Array | undefined;
  readonly load: () => Promise<Uint8Array>;
}

/** Packed lists as they are stored: one, or all parts of a long one. */
export type PackedCommands = Uint8Array | readonly Uint8Array[];

/**
 * Which commands a stream has carried out, and at which revision: for good (S-1). Ids that came with a snapshot stay in
 * the packed, sorted form that they were stored in and are found by bisection. Of a long history only that part is
 * loaded in which a command would be, so it costs 22 bytes a command on disk and next to nothing to begin with.
 */
export class RememberedCommands {
  /** Size of a packed command. */
  static readonly BYTES_EACH = ENTRY;

  private readonly recent = new Map<string, number>();
  private parts: readonly Part[];
  private packed: number;

  constructor(bytes: Uint8Array = NONE) {
    this.parts = [inMemory(bytes)];
    this.packed = bytes.length / ENTRY;
  }

  /** @param count of all commands in the parts */
  static inParts(count: number, load: (part: number) => Promise<Uint8Array>): RememberedCommands {
    const commands = new RememberedCommands();
    commands.parts = Array.from({ length: PARTS }, (_, part) => ({ bytes: undefined, load: () => load(part) }));
    commands.packed = count;
    return commands;
  }

  /** Whether `fetch` is needed before `revisionOf` can tell of one of these commands. */
  lacks(commandIds: readonly string[]): boolean {
    return this.parts.length > 1 && commandIds.some((id) => this.partOf(uuidBytes(id)).bytes === undefined);
  }

  /** Rejects where a part cannot be loaded: the stream itself then has to be read. */
  async fetch(commandIds: readonly string[]): Promise<void> {
    await Promise.all(commandIds.map((id) => loaded(this.partOf(uuidBytes(id)))));
  }

  /**
   * Revision of the first event that the command wrote.
   * @throws TypeError the id is no UUID
   * @throws Error `lacks` says that it cannot be told yet: a mistake in the program
   */
  revisionOf(commandId: string): number | undefined {
    const id = uuidBytes(commandId);
    return find(inHand(this.partOf(id)), id) ?? this.recent.get(commandId);
  }

  /** What is remembered of a command already stays. */
  remember(commandId: string, revision: number): void {
    if (this.recent.has(commandId)) return;
    const id = uuidBytes(commandId);
    const { bytes = NONE } = this.partOf(id);
    if (bytes.length > 0 && find(bytes, id) !== undefined) return;
    this.recent.set(commandId, revision);
  }

  get size(): number {
    return this.recent.size + this.packed;
  }

  /** Whether all parts are in memory, which `pack` needs. */
  get whole(): boolean {
    return this.parts.every(({ bytes }) => bytes !== undefined);
  }

  /** Rejects where a part cannot be loaded. */
  async fetchAll(): Promise<void> {
    await Promise.all(this.parts.map(loaded));
  }

  /** Old and recent, each list sorted by id. @throws Error not `whole`: a mistake in the program */
  pack(): PackedCommands {
    const old = this.parts.map(inHand);
    const lists = old.length === 1 && this.size > MOST_IN_ONE ? divided(old[0] ?? NONE) : old;
    const added = lists.map((): Buffer[] => []);
    for (const [commandId, revision] of this.recent) {
      const id = uuidBytes(commandId);
      const part = partNo(id, lists.length);
      if (find(lists[part] ?? NONE, id) === undefined) added[part]?.push(entry(id, revision));
    }
    const merged = lists.map((list, part) => merge(list, added[part] ?? []));
    this.parts = merged.map(inMemory);
    this.packed = merged.reduce((count, { length }) => count + length / ENTRY, 0);
    this.recent.clear();
    return merged.length === 1 ? (merged[0] ?? NONE) : merged;
  }

  private partOf(id: Uint8Array): Part {
    return this.parts[partNo(id, this.parts.length)] as Part;
  }
}

function inMemory(bytes: Uint8Array): Part {
  return { bytes, load: () => Promise.resolve(bytes) };
}

async function loaded(part: Part): Promise<Uint8Array> {
  return (part.bytes ??= await part.load());
}

function inHand({ bytes }: Part): Uint8Array {
  if (!bytes) throw new Error('The commands of a long history are asked for before they are fetched.');
  return bytes;
}

function partNo(id: Uint8Array, parts: number): number {
  return (id[ID - 1] ?? 0) % parts;
}

function divided(list: Uint8Array): readonly Uint8Array[] {
  const parts = Array.from({ length: PARTS }, (): Uint8Array[] => []);
  for (let at = 0; at < list.length; at += ENTRY) {
    const one = list.subarray(at, at + ENTRY);
    parts[partNo(one, PARTS)]?.push(one);
  }
  return parts.map((entries) => Buffer.concat(entries));
}

function merge(list: Uint8Array, added: readonly Buffer[]): Uint8Array {
  const merged = Buffer.alloc(list.length + added.length * ENTRY);
  let from = 0;
  let to = 0;
  for (const next of [...added].sort((a, b) => a.compare(b))) {
    const until = firstNotBelow(list, next);
    merged.set(list.subarray(from, until), to);
    to += until - from;
    merged.set(next, to);
    to += ENTRY;
    from = until;
  }
  merged.set(list.subarray(from), to);
  return merged;
}

function find(list: Uint8Array, id: Uint8Array): number | undefined {
  const at = firstNotBelow(list, id);
  if (at >= list.length || compare(list, at, id) !== 0) return undefined;
  return Buffer.from(list.buffer, list.byteOffset + at + ID, 6).readUIntBE(0, 6);
}

/** Offset of the first entry whose id is not below this one. */
function firstNotBelow(list: Uint8Array, id: Uint8Array): number {
  let low = 0;
  let high = list.length / ENTRY;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list, middle * ENTRY, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low * ENTRY;
}

function entry(id: Uint8Array, revision: number): Buffer {
  const bytes = Buffer.alloc(ENTRY);
  bytes.set(id);
  bytes.writeUIntBE(revision, ID, 6);
  return bytes;
}

function compare(list: Uint8Array, offset: number, id: Uint8Array): number {
  for (let i = 0; i < ID; i++) {
    const difference = (list[offset + i] ?? 0) - (id[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
