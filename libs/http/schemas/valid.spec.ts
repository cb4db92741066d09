import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { fieldErrors, ValidBody } from './valid.js';

it('a schema that would let unknown fields through is refused when the route is declared', () => {
  expect(() => ValidBody(z.object({ name: z.string() }))).toThrow('z.strictObject');
  expect(() => ValidBody(z.strictObject({ name: z.string() }))).not.toThrow();
});

it('an error says where, down to the field, and there are never more than a hundred', () => {
  const schema = z.strictObject({ invitations: z.array(z.strictObject({ email: z.string() })) });
  const errorsOf = (value: unknown) => fieldErrors(schema.safeParse(value).error as z.ZodError);
  expect(errorsOf({ invitations: [{ email: 'a' }, { email: 1, x: 2 }] })).toEqual([
    { path: 'invitations.1.email', message: expect.any(String) },
    { path: 'invitations.1.x', message: 'Unknown field' },
  ]);
  expect(errorsOf({ invitations: Array.from({ length: 1000 }, () => ({})) })).toHaveLength(100);
  const unknown = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`${at}${'x'.repeat(1000)}`, 1]));
  const errors = errorsOf({ invitations: [], ...unknown });
  expect(errors).toHaveLength(100);
  expect(Math.max(...errors.map(({ path }) => path.length))).toBe(200);
});
