import { describe, expect, it } from '@jest/globals';
import { type z } from 'zod';
import {
  booleanFlag,
  cursor,
  emailAddress,
  id,
  isoTime,
  jobTitle,
  limit,
  linkToken,
  password,
  personName,
  phone,
} from './fields.js';
import { fieldErrors } from './valid.js';

const accepted: readonly [string, z.ZodType, unknown, unknown][] = [
  ['id', id, '0190A0F0-0000-7000-8000-00000000000A', '0190a0f0-0000-7000-8000-00000000000a'],
  ['id', id, 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ['emailAddress', emailAddress, '  Ann@Acme.example\t', 'Ann@Acme.example'],
  ['emailAddress', emailAddress, 'a@b', 'a@b'],
  ['emailAddress', emailAddress, 'x'.repeat(254), 'x'.repeat(254)],
  ['personName', personName, '<b>Bo</b>', '<b>Bo</b>'],
  ['personName', personName, ' Zoe\u0308 ', 'Zo\u00eb'],
  ['personName', personName, '🙂'.repeat(200), '🙂'.repeat(200)],
  ['personName', personName, 'نیلوفر', 'نیلوفر'],
  ['jobTitle', jobTitle, '', ''],
  ['jobTitle', jobTitle, ' CSM ', 'CSM'],
  ['phone', phone, null, null],
  ['phone', phone, '+4930123456', '+4930123456'],
  ['password', password, ' spaces count ', ' spaces count '],
  ['password', password, '🙂'.repeat(256), '🙂'.repeat(256)],
  ['linkToken', linkToken, 'aZ09-_.', 'aZ09-_.'],
  ['limit', limit, undefined, 50],
  ['limit', limit, '1', 1],
  ['limit', limit, '200', 200],
  ['cursor', cursor, 'anything', 'anything'],
  ['isoTime', isoTime, '2026-02-28T23:59:59Z', '2026-02-28T23:59:59.000Z'],
  ['isoTime', isoTime, '2026-02-28T23:59:59.123456Z', '2026-02-28T23:59:59.123Z'],
  ['booleanFlag', booleanFlag, 'true', true],
  ['booleanFlag', booleanFlag, 'false', false],
];

const refused: readonly [string, z.ZodType, unknown][] = [
  ['id', id, 'x'],
  ['id', id, '0190a0f0-0000-7000-8000-00000000000a\n'],
  ['emailAddress', emailAddress, 'a@'],
  ['emailAddress', emailAddress, 'x'.repeat(255)],
  ['emailAddress', emailAddress, 'ann@acme.example\r\nBcc: bo@acme.example'],
  ['personName', personName, '   '],
  ['personName', personName, '\u200b'],
  ['personName', personName, '\u3164 \u2800'],
  ['personName', personName, 'x'.repeat(201)],
  ['personName', personName, 'B\u2028o'],
  ['personName', personName, 'a\u0000b'],
  ['jobTitle', jobTitle, 'x'.repeat(201)],
  ['jobTitle', jobTitle, 'a\tb'],
  ['phone', phone, ''],
  ['phone', phone, '030 123456'],
  ['phone', phone, '+0123456'],
  ['phone', phone, '+1234567890123456'],
  ['password', password, ''],
  ['password', password, 'x'.repeat(257)],
  ['password', password, 7],
  ['linkToken', linkToken, ''],
  ['linkToken', linkToken, 'a/b'],
  ['linkToken', linkToken, 'x'.repeat(501)],
  ['limit', limit, 50],
  ['limit', limit, ['5']],
  ['cursor', cursor, ''],
  ['isoTime', isoTime, '2026-02-30T00:00:00Z'],
  ['isoTime', isoTime, '2026-02-28'],
  ['isoTime', isoTime, '2026-02-28T00:00:00+01:00'],
  ['isoTime', isoTime, 'now'],
  ['booleanFlag', booleanFlag, '1'],
];

describe('a field accepts', () => {
  it.each(accepted)('%s %#', (_name, schema, value, parsed) => {
    expect(schema.parse(value)).toEqual(parsed);
  });
});

describe('a field refuses', () => {
  it.each(refused)('%s %#', (_name, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});

it('an error never repeats what was sent, and one field makes one error', () => {
  for (const [, schema, value] of refused) {
    const result = schema.safeParse(value);
    const errors = result.success ? [] : fieldErrors(result.error);
    expect(errors).toHaveLength(1);
    if (typeof value === 'string' && value.length > 3) expect(errors[0]?.message).not.toContain(value);
  }
});
