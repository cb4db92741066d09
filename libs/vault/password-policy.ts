import { dictionary } from '@zxcvbn-ts/language-common';

const FEWEST = 12;
const MOST = 256;
/** With fewer characters than this between them, runs are still runs. */
const FEWEST_ADDED = 5;
/** A shorter common password with so many characters around it is still a common one. */
const MOST_ADDED = 5;
const SHORTEST_COMMON = 6;
/** Rows of the keyboard and of the alphabet. */
const ROWS = [
  ...['abcdefghijklmnopqrstuvwxyz', '1234567890'],
  ...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop'],
];
/** Each twice, since people begin anew at its end, and in both directions. */
const RUNS = ROWS.flatMap((row) => [row + row, [...row + row].reverse().join('')]);
const SHORTEST_RUN = 4;

const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/**
 * What is wrong with a password as a new one, in words for the person; undefined where nothing is (C-4). Between 12 and
 * 256 characters (code points, in NFKC as they are hashed), no rules of composition, none that everybody tries first.
 */
export function passwordFault(password: string): string | undefined {
  const text = normalized(password);
  const length = [...text].length;
  if (length < FEWEST) {
    return `Use at least ${FEWEST} characters. A few words that only you would put together do well.`;
  }
  if (length > MOST) return `Use at most ${MOST} characters.`;
  if (!isCommon(text.toLowerCase())) return undefined;
  return 'This is among the passwords that are tried first. Choose another one.';
}

/** The form that passwords are hashed in: the same text typed on another system stays the same. */
export function normalized(password: string): string {
  return password.normalize('NFKC');
}

function isCommon(text: string): boolean {
  return common.has(text) || isRepeated(text) || isMadeOfRuns(text) || isStretched(text);
}

/** One block again and again: `aaaaaaaaaaaa`, `passwordpassword`. */
function isRepeated(text: string): boolean {
  const isTwice = /^(.+?)\1$/su.test(text);
  return /^(.{1,8}?)\1+.{0,2}$/su.test(text) || (isTwice && common.has(text.slice(0, text.length / 2)));
}

/** Runs along the rows with little between: `qwertyuiop12`. */
function isMadeOfRuns(text: string): boolean {
  let runs = 0;
  let between = 0;
  for (let at = 0; at < text.length; ) {
    const length = runAt(text, at);
    if (length > 0) runs++;
    else between++;
    at += Math.max(length, 1);
  }
  return runs > 0 && between < FEWEST_ADDED;
}

/** Length of the run along a row that begins there; 0 where it is too short to be one. */
function runAt(text: string, at: number): number {
  let longest = 0;
  for (const run of RUNS) {
    const start = run.indexOf(text.charAt(at));
    if (start < 0) continue;
    let length = 1;
    while (start + length < run.length && text[at + length] === run[start + length]) length++;
    longest = Math.max(longest, length);
  }
  return longest >= SHORTEST_RUN ? longest : 0;
}

/** A common password with little around it, or only what everybody adds: `password1234`, `!!letmein123456789`. */
function isStretched(text: string): boolean {
  const core = text.replace(/^\P{L}+|\P{L}+$/gu, '');
  if (core === text || core.length < SHORTEST_COMMON || !common.has(core)) return false;
  const added = text.replace(core, '');
  return added.length <= MOST_ADDED || isRepeated(added) || isMadeOfRuns(added);
}
