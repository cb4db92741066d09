import { setTimeout as wait } from 'node:timers/promises';
import { type AnyBulkWriteOperation, type Collection } from 'mongodb';
import { type DocumentChange, type Position } from '#libs/event-sourcing';
import { isDuplicate } from './failures.js';
import { DELETED, POSITION } from './queries.js';
import { countdown, type Limit } from './time-limit.js';

/** A document as it is stored: its own fields, and beside them what the store keeps. */
export interface StoredDocument {
  readonly _id: string;
  readonly [POSITION]: Position;
  /** What is left of a deleted document: its position still guards it. */
  readonly [DELETED]?: true;
}

const PAUSE_MS = 10;

/**
 * Writes changes with one bulk write, each guarded by its position in the filter. Where a guard holds, nothing matches,
 * and the upsert fails at the id that is there already. That may also be another writer that made the document in this
 * moment, at an earlier position; and some servers end the whole bulk at the first such id. So it is no answer yet: the
 * positions are looked at, and what they do not show is sent again.
 */
export async function writeGuarded(
  collection: Collection<StoredDocument>,
  changes: readonly DocumentChange[],
  limit: Limit,
): Promise<void> {
  const left = countdown(limit);
  let waiting = latestOfEach(changes);
  while (waiting.length > 0) {
    try {
      await collection.bulkWrite(waiting.map(guarded), { ordered: false, ...left() });
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const before = waiting.length;
    waiting = await notYetSeen(collection, waiting, left());
    // What a majority does not have yet is there, and not seen.
    if (waiting.length === before) await wait(PAUSE_MS);
  }
}

/** Of several changes of one document, in the order given: the one that stands at the end. */
function latestOfEach(changes: readonly DocumentChange[]): readonly DocumentChange[] {
  const latest = new Map<string, DocumentChange>();
  for (const change of changes) {
    const known = latest.get(change.id);
    if (!known || known.position < change.position) latest.set(change.id, change);
  }
  return [...latest.values()];
}

function guarded({ id, document, position }: DocumentChange): AnyBulkWriteOperation<StoredDocument> {
  if (document && (POSITION in document || DELETED in document)) {
    throw new TypeError(`The fields ${POSITION} and ${DELETED} of a document are the store's own.`);
  }
  const kept = document ? { ...document, _id: id } : { _id: id, [DELETED]: true as const };
  const filter = { _id: id, [POSITION]: { $lt: position } };
  return { replaceOne: { filter, replacement: { ...kept, [POSITION]: position }, upsert: true } };
}

async function notYetSeen(
  collection: Collection<StoredDocument>,
  changes: readonly DocumentChange[],
  limit: Limit,
): Promise<readonly DocumentChange[]> {
  const ids = changes.map(({ id }) => id);
  const stored = collection.find({ _id: { $in: ids } }, { projection: { [POSITION]: 1 }, ...limit });
  const seen = new Map((await stored.toArray()).map((each) => [each._id, each[POSITION]]));
  return changes.filter(({ id, position }) => (seen.get(id) ?? -Infinity) < position);
}
