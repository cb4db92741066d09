import { type ClientSession, type Collection } from 'mongodb';
import { type Limit } from '#libs/read-store/mongodb';
import { type StoredEntry } from './vault-entry.js';

/** For a filter: that nobody with a later token was there. Where somebody was, an upsert fails at the id. */
export function notAfter(token: number | undefined): { readonly token?: { readonly $not: { readonly $gt: number } } } {
  return token === undefined ? {} : { token: { $not: { $gt: token } } };
}

/** Whether one of these entries bears a later token. */
export async function isFenced(
  entries: Collection<StoredEntry>,
  those: readonly Pick<StoredEntry, '_id'>[],
  token: number,
  options: Limit & { readonly session?: ClientSession },
): Promise<boolean> {
  const later = { _id: { $in: those.map(({ _id }) => _id) }, token: { $gt: token } };
  return (await entries.findOne(later, { projection: { _id: 1 }, ...options })) !== null;
}
