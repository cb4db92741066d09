import { type ClientSession, type Collection, type Document, type Filter } from 'mongodb';
import { isDuplicate } from './failures.js';
import { type Limit } from './time-limit.js';

/** For a filter: that nobody with a later token was there. Where somebody was, an upsert fails at the id. */
export function notAfter(token: number | undefined): { readonly token?: { readonly $not: { readonly $gt: number } } } {
  return token === undefined ? {} : { token: { $not: { $gt: token } } };
}

/** Whether one of these documents bears a later token. */
export async function isFenced<Kept extends Document & { readonly _id: string }>(
  collection: Collection<Kept>,
  ids: readonly string[],
  token: number,
  options: Limit & { readonly session?: ClientSession },
): Promise<boolean> {
  const later = { _id: { $in: [...ids] }, token: { $gt: token } } as unknown as Filter<Kept>;
  return (await collection.findOne(later, { projection: { _id: 1 }, ...options })) !== null;
}

/**
 * Does an upsert of a document that is guarded by `notAfter`. False where a later token stands there, which costs nothing
 * to find out as long as none does.
 */
export async function upsertedUnder(
  token: number | undefined,
  upsert: () => Promise<unknown>,
  isLate: (token: number) => Promise<boolean>,
): Promise<boolean> {
  try {
    await upsert();
    return true;
  } catch (error) {
    if (token === undefined || !isDuplicate(error)) throw error;
    if (await isLate(token)) return false;
    // Thrown on, to be tried again: another has made it in this moment.
    throw error;
  }
}
