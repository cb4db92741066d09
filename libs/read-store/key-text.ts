import { escaped, unescaped } from './escaped-text.js';

/**
 * Values as text that sorts (by `<`) as MongoDB sorts the values: an empty array, null and what is missing, numbers,
 * text by code point, objects, booleans. The text of a value never begins that of another one, so the texts of several
 * fields make a compound key by standing one after the other.
 */
export function keyText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return TEXT + escaped(value) + END;
    case 'number':
      return NUMBER + orderedBytes(value);
    case 'boolean':
      return BOOLEAN + (value ? TRUE : FALSE);
    default:
      return (value ?? null) === null ? NULL : OBJECT + escaped(JSON.stringify(value)) + END;
  }
}

const END = '\u0000';
const NULL = '\u0002';
const NUMBER = '\u0003';
const TEXT = '\u0004';
const OBJECT = '\u0005';
const BOOLEAN = '\u0006';
const FALSE = '\u0001';
const TRUE = '\u0002';

/** An empty array as an index knows it: it has no element, and comes before everything. */
export const EMPTY = '\u0001';

/** Comes after whatever can follow in a key: a single one is the end of a mirrored text. */
const BEYOND = '\uffff\uffff';

/** The place just after all keys that begin so. */
export function beyond(start: string): string {
  return start + BEYOND;
}

/** What the texts of all values of the same type begin with. */
export function typeText(value: unknown): string {
  return keyText(value).charAt(0);
}

/** What the texts of all strings with this beginning begin with. */
export function prefixText(prefix: string): string {
  return TEXT + escaped(prefix);
}

/** For a descending field: texts that sort the other way round. */
export function mirrored(text: string): string {
  let mirror = '';
  for (let index = 0; index < text.length; index += 1) mirror += String.fromCharCode(0xffff - text.charCodeAt(index));
  return mirror;
}

/** A place among mirrored texts: what came before it comes after it. */
export function mirroredPlace(place: string): string {
  return place.endsWith(BEYOND) ? mirrored(place.slice(0, -BEYOND.length)) : beyond(mirrored(place));
}

/** The string that a key ends with, where that is an ascending field. */
export function lastOf(key: string): string {
  return unescaped(key.slice(key.lastIndexOf(TEXT) + 1, -1));
}

/** Where the text of the value ends that begins at `start` in a key. @param turned it is mirrored */
export function endOf(key: string, start: number, turned: boolean): number {
  const type = key.charAt(start);
  switch (turned ? mirrored(type) : type) {
    case TEXT:
    case OBJECT:
      return key.indexOf(turned ? mirrored(END) : END, start) + 1;
    case NUMBER:
      return start + 1 + NUMBER_LENGTH;
    case BOOLEAN:
      return start + 2;
    default:
      return start + 1;
  }
}

const NUMBER_LENGTH = 8;
const view = new DataView(new ArrayBuffer(NUMBER_LENGTH));

/** The eight bytes of a double, turned so that they sort as the numbers do. */
function orderedBytes(value: number): string {
  view.setFloat64(0, value === 0 ? 0 : value);
  const negative = view.getInt8(0) < 0;
  let text = '';
  for (let index = 0; index < NUMBER_LENGTH; index += 1) {
    const byte = view.getUint8(index);
    text += String.fromCharCode(negative ? 0xff - byte : index === 0 ? byte | 0x80 : byte);
  }
  return text;
}
