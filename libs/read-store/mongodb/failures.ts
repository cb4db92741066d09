import {
  MongoAPIError,
  MongoBulkWriteError,
  MongoError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';

const DUPLICATE_KEY = 11000;
const NAMESPACE_EXISTS = 48;

/** What a primary answers that is none any more: nothing of the command was carried out. */
const NOT_PRIMARY: ReadonlySet<number> = new Set([10107, 13435]);

/** Failures that pass by themselves: elections, shutdowns, lost connections, a majority that is late, conflicts. */
const PASSING: ReadonlySet<number> = new Set([
  ...NOT_PRIMARY, 6, 7, 64, 89, 91, 112, 134, 189, 262, 9001, 11600, 11602, 13436, DUPLICATE_KEY,
]);

/** Another writer made the same document in the same moment, or a guard in the filter held. */
export function isDuplicate(error: unknown): boolean {
  return codesOf(error).includes(DUPLICATE_KEY);
}

/** A collection of this name was made before. */
export function isThereAlready(error: unknown): boolean {
  return codesOf(error).includes(NAMESPACE_EXISTS);
}

/** Whether the same again, a moment later, may work. */
export function passes(error: unknown): boolean {
  if (!(error instanceof MongoError) || error instanceof MongoAPIError || error instanceof MongoServerSelectionError) {
    return false;
  }
  const codes = codesOf(error);
  // Without a code of the server it is the connection that failed.
  return codes.every((code) => PASSING.has(code));
}

/** Whether certainly nothing of it was carried out. */
export function wasRefusedUntouched(error: unknown): boolean {
  if (error instanceof MongoBulkWriteError && error.deletedCount > 0) return false;
  const codes = codesOf(error);
  return codes.length > 0 && codes.every((code) => NOT_PRIMARY.has(code));
}

/** What a log may show of a failure: messages of the server may quote documents, those about connections do not. */
export function causeOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('An unknown failure.');
  if (!(error instanceof MongoServerError)) return new Error(`${error.name}: ${error.message}`);
  const { codeName } = error as { readonly codeName?: string };
  return new Error([error.name, ...codesOf(error), codeName ?? ''].join(' ').trim());
}

function codesOf(error: unknown): readonly number[] {
  if (!(error instanceof MongoError)) return [];
  const codes = [error.code];
  if (error instanceof MongoBulkWriteError) {
    for (const { code } of [error.writeErrors].flat()) codes.push(code);
    codes.push(error.result.getWriteConcernError()?.code);
  }
  return [...new Set(codes.filter((code) => typeof code === 'number'))];
}
