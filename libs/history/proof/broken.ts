/**
 * - `changed`: it is not what it was when it arrived
 * - `missing`: it is not there any more
 * - `added`: it did not arrive as the others did
 * - `out_of_order`: another event of the history stands in its place
 * - `of_another_stream`: an event of another history stands in its place
 * - `not_kept`: the hash that it arrived with is gone
 * - `head`: the signed head is of another history than what stands before it
 * - `signature`: the head was not signed by its key
 * - `unknown_key`: the head was signed by a key that is not among those to be trusted
 * - `unreadable`: what stands there is no event, or not in the form it was exported in
 * - `unfinished`: the bundle ends before its signed head
 */
export const WAYS_TO_BREAK = [
  'changed',
  'missing',
  'added',
  'out_of_order',
  'of_another_stream',
  'not_kept',
  'head',
  'signature',
  'unknown_key',
  'unreadable',
  'unfinished',
] as const;

/** The first place where a history is not as it was (H-4). */
export interface Broken {
  readonly revision: number;
  /** Of the event that stands there; null where none does. */
  readonly eventId: string | null;
  readonly why: (typeof WAYS_TO_BREAK)[number];
}
