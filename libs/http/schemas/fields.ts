import { z } from 'zod';
import { characters } from './characters.js';

/** Schemas of single fields that many requests share. */

const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Fillers and the empty braille pattern are letters and symbols that show nothing. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** A line of text, trimmed, in NFC, of so many characters (code points), without control characters. */
function line(min: number, max: number): z.ZodString {
  const message = min === 0 ? `At most ${max} characters` : `Between ${min} and ${max} characters`;
  return z
    .string()
    .trim()
    .normalize('NFC')
    .refine((text) => hasBetween(text, min, max), { message, abort: true })
    .refine((text) => !CONTROL.test(text), 'No control characters or line breaks')
    .meta({ minLength: min, maxLength: max });
}

function hasBetween(text: string, min: number, max: number): boolean {
  const count = characters(text, max);
  return count >= min && count <= max;
}

/** A UUID of any version, in lower case. */
export const id = z.guid('Not a UUID').toLowerCase();

/** Only roughly an address: what one is, and when two are the same, the accounts decide (D-9). */
export const emailAddress = line(3, 254);

/** A person's name. It may hold anything that can be read, HTML included: it is text. */
export const personName = line(1, 200).refine((text) => VISIBLE.test(text), 'A name must have a visible character');

export const jobTitle = line(0, 200);

/** E.164, as `+4930123456`, or null for none. */
export const phone = z
  .string()
  .regex(/^\+[1-9]\d{1,14}$/, 'Not a phone number in E.164 form, as +4930123456')
  .nullable();

/** As it was typed; what makes a good one is decided elsewhere (C-4). */
export const password = z
  .string()
  .refine((text) => hasBetween(text, 1, 256), 'Between 1 and 256 characters')
  .meta({ minLength: 1, maxLength: 256, format: 'password' });

/** The token of a link in an email. */
export const linkToken = z.string().regex(/^[A-Za-z0-9._-]{1,500}$/, 'Not a token');

/** How many items a page has, 1 to 200, from the query's text. */
export function limitUnlessTold(count: number) {
  return z
    .unknown()
    .transform((text, context) => {
      const value = typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : 0;
      if (value >= 1 && value <= 200) return value;
      context.issues.push({ code: 'custom', input: text, message: 'A number from 1 to 200' });
      return z.NEVER;
    })
    .default(count)
    .meta({ type: 'integer', minimum: 1, maximum: 200, description: `${count} unless told` });
}

export const limit = limitUnlessTold(50);

/** `nextCursor` of the page before; `Cursors` opens it. */
export const cursor = z.string().min(1).max(4000);

/** A moment: ISO 8601 in UTC; comes out with milliseconds. */
export const isoTime = z.iso
  .datetime({ error: 'Not a time in ISO 8601 and UTC', abort: true })
  .overwrite((text) => new Date(text).toISOString());

/** A yes or no in a query. */
export const booleanFlag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The answer to a list: its items and where it goes on. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** What a workspace or an inbox is called. */
export const title = line(1, 200).refine((text) => VISIBLE.test(text), 'A name must have a visible character');
