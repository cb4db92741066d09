// Characters below have a meaning in a key, or mark an escape.
const PLAIN = 0x05;
const ESCAPE = '\u0001';
const SURROGATES = 0xd800;
const AFTER_SURROGATES = 0xe000;
const SURROGATES_MOVED_BY = 0x2000;
const OTHERS_MOVED_BY = 0x0800;

/**
 * The text in a form that sorts (by `<`) by code point, as MongoDB does, where JavaScript alone sorts by UTF-16 unit:
 * what stands for code points over U+FFFF is moved behind everything else. Without the characters 0, 2, 3 and 4.
 */
export function escaped(text: string): string {
  return isAsIs(text) ? text : mapped(text, escapedUnit);
}

export function unescaped(text: string): string {
  if (isAsIs(text)) return text;
  const joined = mapped(text, unmovedUnit);
  const [first = '', ...escapes] = joined.split(ESCAPE);
  return first + escapes.map((rest) => String.fromCharCode(rest.charCodeAt(0) - PLAIN) + rest.slice(1)).join('');
}

function isAsIs(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < PLAIN || unit >= SURROGATES) return false;
  }
  return true;
}

function mapped(text: string, each: (unit: number) => string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 1) result += each(text.charCodeAt(index));
  return result;
}

function escapedUnit(unit: number): string {
  if (unit < PLAIN) return ESCAPE + String.fromCharCode(unit + PLAIN);
  if (unit < SURROGATES) return String.fromCharCode(unit);
  return String.fromCharCode(unit < AFTER_SURROGATES ? unit + SURROGATES_MOVED_BY : unit - OTHERS_MOVED_BY);
}

function unmovedUnit(unit: number): string {
  if (unit < SURROGATES) return String.fromCharCode(unit);
  const moved = unit - SURROGATES_MOVED_BY;
  return String.fromCharCode(moved < SURROGATES ? unit + OTHERS_MOVED_BY : moved);
}
