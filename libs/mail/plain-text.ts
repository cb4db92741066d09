/**
 * What people typed, made fit for one line of a header or a sentence: control characters and line breaks become a
 * space; marks that turn the writing direction or cannot be seen go away, because with them a name can make a sentence
 * read as another one. The two joiners stay: Persian and emoji are written with them.
 *
 * @param longest in characters; what is longer ends in `...`
 */
export function oneLine(text: string, longest = 200): string {
  const line = text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[^\P{Cf}\u200c\u200d]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest - 3).join('').trimEnd()}...`;
}

/** A body with `\n` line ends and no other control character than the tab: SMTP forbids NUL, and none is of use. */
export function manyLines(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}
