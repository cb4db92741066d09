import { type Verdict } from './queries';

type Why = NonNullable<Verdict['firstBroken']>['why'];

/** What is wrong where a history breaks, as a sentence (H-4). */
export const WHY_BROKEN: Readonly<Record<Why, string>> = {
  changed: 'an event is not what it was when it arrived.',
  missing: 'an event is not there any more.',
  added: 'an event stands there that did not arrive as the others did.',
  out_of_order: 'another event of this history stands in its place.',
  of_another_stream: 'an event of another history stands in its place.',
  not_kept: 'the hash that the event arrived with is gone.',
  head: 'the signed head is that of another history.',
  signature: 'the head was not signed by its key.',
  unknown_key: 'the head was signed by a key that is not known here.',
  unreadable: 'what stands there is no event.',
  unfinished: 'the history ends before its signed head.',
};
