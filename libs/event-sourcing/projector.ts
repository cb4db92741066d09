import { type Opened, type Position, START } from './event.js';
import { collectionOf, type Projection, type Touch } from './projection.js';
import { type DocumentChange, type ReadDocument, type ReadStore } from './ports/read-store.js';
import { writePoint } from './write-point.js';

interface Working {
  readonly document: ReadDocument | null;
  readonly position: Position;
  readonly changed: boolean;
}

/** A projection cannot handle an event. What came before it is written, of the event itself nothing. */
export class FoldFailed extends Error {
  constructor(
    readonly position: Position,
    readonly type: string,
    override readonly cause: unknown,
  ) {
    super(`The ${type} at position ${position} could not be folded.`);
    this.name = 'FoldFailed';
  }
}

/** As many events of a batch as can be written together. */
interface Part {
  readonly changes: readonly DocumentChange[];
  /** How many events went in. */
  readonly folded: number;
  /** Why it went no further; undefined at the end of the batch, or where a write has to come in between. */
  readonly failed: FoldFailed | undefined;
}

/**
 * Runs one projection over batches of events: loads the touched documents at once, folds in memory, writes the changed
 * ones with one bulk write, each guarded by the position it has seen, then moves the checkpoint. So an event that comes
 * twice changes nothing, and a crash between write and checkpoint changes nothing.
 *
 * Of a document that is gone nothing is loaded, its position neither. So a deletion is written apart from what the same
 * batch did to the document before, after the checkpoint of that: no fold is ever asked about a document that a later
 * event has taken away.
 */
export class Projector {
  private readonly handles: ReadonlySet<string>;
  private readonly collection: string;
  private at: Position = START;
  private token: number | undefined;

  constructor(
    readonly projection: Projection,
    private readonly store: ReadStore,
  ) {
    this.handles = new Set(projection.handles);
    this.collection = collectionOf(projection);
  }

  /** Position up to which every event is folded and written. */
  get position(): Position {
    return this.at;
  }

  /** Makes the collection and finds the checkpoint. */
  async prepare(): Promise<void> {
    await this.store.ensure({ name: this.collection, indexes: this.projection.indexes });
    this.at = (await this.store.checkpoint(this.collection)) ?? START;
  }

  /**
   * Goes on under a lease from where the checkpoint stands. It is marked with the token first: whatever an earlier holder
   * has not saved by then it never will. What such a one may still write are the documents of one part of a batch after that
   * checkpoint, which is what a crash leaves behind as well.
   * @throws LeaseLost
   */
  async resume(token: number | undefined): Promise<void> {
    this.token = token;
    if (token !== undefined) await this.store.saveCheckpoint(this.collection, START, token);
    this.at = (await this.store.checkpoint(this.collection)) ?? START;
  }

  /**
   * Folds a batch, in order of position. What it has seen already passes it by.
   * @throws FoldFailed
   * @throws LeaseLost
   * @throws RosterError a failure of the store; the same batch may then be applied again
   */
  async apply(batch: readonly Opened[]): Promise<void> {
    const last = batch.at(-1);
    if (!last || last.position <= this.at) return;
    let events = batch.filter(({ type, position }) => position > this.at && this.handles.has(type));
    while (events.length > 0) {
      const { changes, folded, failed } = await this.fold(events);
      if (changes.length > 0) await this.store.write(this.collection, changes);
      writePoint('projection.written');
      if (folded < events.length) await this.reached(events[folded - 1]?.position);
      if (failed) throw failed;
      events = events.slice(folded);
    }
    await this.reached(last.position);
  }

  private async reached(position: Position | undefined): Promise<void> {
    if (position === undefined) return;
    await this.store.saveCheckpoint(this.collection, position, this.token);
    this.at = position;
  }

  private async fold(events: readonly Opened[]): Promise<Part> {
    const touches: Touch[] = [];
    let failed: FoldFailed | undefined;
    for (const event of events) {
      const touch = attempt(event, () => this.projection.touches(event));
      if (touch instanceof FoldFailed) {
        failed = touch;
        break;
      }
      touches.push(touch);
    }
    const working = await this.loadTouched(touches);
    const groups = new Groups(touches, working);
    let folded = 0;
    for (const touch of touches) {
      const event = events[folded] as Opened;
      const next = attempt(event, () => this.foldOne(event, touch, working, groups));
      if (next instanceof FoldFailed) {
        failed = next;
        break;
      }
      if (deletesWhatHasSeen(events[0]?.position ?? START, next, working)) {
        failed = undefined;
        break;
      }
      for (const [id, document] of next) {
        groups.moved(id, working.get(id)?.document ?? null, document);
        working.set(id, { document, position: event.position, changed: true });
      }
      folded++;
    }
    const changes: DocumentChange[] = [];
    for (const [id, { document, position, changed }] of working) if (changed) changes.push({ id, document, position });
    return { changes, folded, failed };
  }

  /** What becomes of the documents that one event touches. */
  private foldOne(
    event: Opened,
    { ids = [], where }: Touch,
    working: ReadonlyMap<string, Working>,
    groups: Groups,
  ): ReadonlyMap<string, ReadDocument | null> {
    const next = new Map<string, ReadDocument | null>();
    const read = (id: string) => (next.has(id) ? (next.get(id) ?? null) : (working.get(id)?.document ?? null));
    const found = where ? groups.ids(where) : [];
    for (const id of found.length === 0 ? ids : new Set([...ids, ...found])) {
      const { document, position } = working.get(id) ?? NOT_THERE;
      if (position >= event.position || next.has(id)) continue;
      next.set(id, this.projection.fold(id, document, event, read));
    }
    return next;
  }

  private async loadTouched(touches: readonly Touch[]): Promise<Map<string, Working>> {
    const ids = new Set<string>();
    const values = new Map<string, Set<string>>();
    for (const { ids: own = [], reads = [], where } of touches) {
      for (const id of own) ids.add(id);
      for (const id of reads) ids.add(id);
      if (where) values.set(where.field, (values.get(where.field) ?? new Set()).add(where.value));
    }
    const working = new Map<string, Working>();
    if (ids.size > 0) {
      for (const [id, stored] of await this.store.load(this.collection, [...ids])) {
        working.set(id, { ...stored, changed: false });
      }
    }
    for (const [field, wanted] of values) {
      for (const stored of await this.store.loadWhere(this.collection, field, [...wanted])) {
        working.set(stored.document._id, { ...stored, changed: false });
      }
    }
    return working;
  }
}

const NOT_THERE: Working = { document: null, position: START, changed: false };

function attempt<Result>(event: Opened, work: () => Result): Result | FoldFailed {
  try {
    return work();
  } catch (error) {
    return new FoldFailed(event.position, event.type, error);
  }
}

/** Whether a document goes that has seen an event of this part, now or before a crash. */
function deletesWhatHasSeen(
  first: Position,
  next: ReadonlyMap<string, ReadDocument | null>,
  working: ReadonlyMap<string, Working>,
): boolean {
  for (const [id, document] of next) {
    const before = working.get(id);
    if (document === null && before && before.document !== null && before.position >= first) return true;
  }
  return false;
}

/** Which of the documents at work have which value in a field that events ask for. */
class Groups {
  private readonly fields = new Map<string, Map<string, Set<string>>>();

  constructor(touches: readonly Touch[], working: ReadonlyMap<string, Working>) {
    for (const { where } of touches) if (where) this.fields.set(where.field, new Map());
    for (const [id, { document }] of working) this.moved(id, null, document);
  }

  ids({ field, value }: { readonly field: string; readonly value: string }): readonly string[] {
    return [...(this.fields.get(field)?.get(value) ?? [])];
  }

  moved(id: string, before: ReadDocument | null, after: ReadDocument | null): void {
    for (const [field, groups] of this.fields) {
      for (const value of valuesOf(before, field)) groups.get(value)?.delete(id);
      for (const value of valuesOf(after, field)) groups.set(value, (groups.get(value) ?? new Set()).add(id));
    }
  }
}

/** What a field is found by: its value, or each of its elements. */
function valuesOf(document: ReadDocument | null, field: string): readonly string[] {
  const value = (document as Readonly<Record<string, unknown>> | null)?.[field];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : [];
}
