import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A text in a form in which it could stand in a file. */
export interface Form {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A text as it is, in UTF-16, hexadecimal, and base64 wherever in something longer it begins. */
export function formsOf(text: string | Buffer): readonly Form[] {
  const bytes = Buffer.from(text as string);
  const hex = bytes.toString('hex');
  const forms: [name: string, form: Buffer | string][] = [
    ['plain', bytes],
    ['hex', hex],
    ['hex in capitals', hex.toUpperCase()],
  ];
  for (const offset of [0, 1, 2]) {
    forms.push([`base64 at ${offset}`, base64At(bytes, offset, 'base64')]);
    forms.push([`base64url at ${offset}`, base64At(bytes, offset, 'base64url')]);
  }
  if (typeof text === 'string') {
    const wide = Buffer.from(text, 'utf16le');
    forms.push(['UTF-16LE', wide], ['UTF-16BE', Buffer.from(wide).swap16()], ['JSON in ASCII', escaped(text)]);
  }
  return forms.map(([name, form]) => ({ name, bytes: Buffer.from(form as string) }));
}

function escaped(text: string): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/[\u0080-\uffff]/g, escape);
}

/** The characters of base64 that depend on these bytes alone, where so many bytes (modulo 3) go before them. */
function base64At(bytes: Buffer, offset: number, encoding: 'base64' | 'base64url'): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString(encoding).replace(/=+$/, '');
  const from = Math.ceil((offset * 8) / 6);
  const to = Math.floor(((offset + bytes.length) * 8) / 6);
  return encoded.slice(from, to);
}

/** Where any of the texts stands in any file of a folder, as `outbox/1-2.eml: the name, hex`. */
export function tracesIn(folder: string, sought: Readonly<Record<string, string | Buffer>>): readonly string[] {
  const forms = Object.entries(sought).flatMap(([what, text]) => formsOf(text).map((form) => ({ what, ...form })));
  const found: string[] = [];
  for (const file of filesIn(folder)) {
    const content = readFileSync(file);
    for (const { what, name, bytes } of forms) {
      if (content.includes(bytes)) found.push(`${relative(folder, file)}: ${what}, ${name}`);
    }
  }
  return found;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
