import { dictionary } from '@zxcvbn-ts/language-common';

const FEWEST = 12;
const MOST = 256;
/** A shorter common password stretched by fewer new characters than this is still a common one. */
const FEWEST_ADDED = 5;
const SHORTEST_COMMON = 6;
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop'];
const SHORTEST_RUN = 4;

const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/**
 * What is wrong with a password as a new one, in words for the person; undefined where nothing is (C-4). Between 12 and
 * 256 characters (code points, in NFKC as they are hashed), no rules of composition, none that everybody tries first.
 */
export function passwordFault(password: string): string | undefined {
  const text = normalized(password);
  const length = [...text].length;
  if (length < FEWEST) return `Use at least ${FEWEST} characters. A few words that only you would put together do well.`;
  if (length > MOST) return `Use at most ${MOST} characters.`;
  return isCommon(text.toLowerCase()) ? 'This is among the passwords that are tried first. Choose another one.' : undefined;
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
  return /^(.{1,8}?)\1+.{0,2}$/su.test(text) || (/^(.+?)\1$/su.test(text) && common.has(text.slice(0, text.length / 2)));
}

/** Rows of the keyboard and of the alphabet, forwards and backwards, with little between: `qwertyuiop12`. */
function isMadeOfRuns(text: string): boolean {
  let rest = text;
  for (const row of ROWS.flatMap((keys) => [keys + keys, [...keys + keys].reverse().join('')])) {
    for (let length = Math.min(row.length, rest.length); length >= SHORTEST_RUN; length--) {
      for (let from = 0; from + length <= row.length; from++) rest = rest.replaceAll(row.slice(from, from + length), ' ');
    }
  }
  return rest.replaceAll(' ', '').length < FEWEST_ADDED && rest.includes(' ') && !text.includes(' ');
}

/** A common password with a few digits or signs around it: `password1234`, `!!letmein2024`. */
function isStretched(text: string): boolean {
  const core = text.replace(/^[\P{L}]+|[\P{L}]+$/gu, '');
  return core.length >= SHORTEST_COMMON && core.length < text.length && text.length - core.length < FEWEST_ADDED + 1 && common.has(core);
}
