import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emailKeyOf, mailboxOf, parseDomain, parseEmailAddress } from './email-address.js';

const normal = (text: string) => parseEmailAddress(text)?.normal;

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const domain = fc.tuple(label, fc.constantFrom('com', 'org', 'co.uk', 'de')).map((parts) => parts.join('.'));
const local = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.äéñÅ-]{1,20}$/u);
const space = fc.constantFrom('', ' ', '  ', '\t', '\n', '\u00a0');
/** The text with the case of every letter chosen anew. */
const recased = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => Array.from(text, (letter, at) => letter[upper[at] ? 'toUpperCase' : 'toLowerCase']()).join(''));
const address = fc.tuple(local, domain).map(([before, after]) => `${before}@${after}`);

describe('an email address', () => {
  it('[D-9] compares without regard to case, surrounding space and Unicode form', () => {
    fc.assert(
      fc.property(
        address.chain((text) => fc.tuple(fc.constant(text), recased(text))),
        space,
        space,
        fc.constantFrom('NFC', 'NFD'),
        ([text, other], before, after, form) => {
          expect(normal(`${before}${other.normalize(form)}${after}`)).toBe(normal(text));
        },
      ),
    );
  });

  it('[D-9] comes out the same when it is made normal again', () => {
    fc.assert(fc.property(address, (text) => expect(normal(normal(text) ?? '')).toBe(normal(text))));
  });

  it('[D-9] never drops a dot or a plus tag', () => {
    fc.assert(
      fc.property(local, domain, (before, after) => {
        const plain = normal(`${before}@${after}`);
        expect(normal(`${before}+tag@${after}`)).not.toBe(plain);
        expect(normal(`${before}.x@${after}`)).not.toBe(normal(`${before}x@${after}`));
      }),
    );
    expect(normal('a.n.n+news@gmail.com')).toBe('a.n.n+news@gmail.com');
  });

  it('[D-9] keeps the written form for display', () => {
    expect(parseEmailAddress('  Ann.Lee@Acme.COM ')?.written).toBe('Ann.Lee@Acme.COM');
    expect(parseEmailAddress('Ame\u0301lie@acme.com')?.written).toBe('Am\u00e9lie@acme.com');
  });

  it('[D-9] tells two addresses apart that differ in a letter', () => {
    fc.assert(
      fc.property(address, address, (a, b) => {
        fc.pre(a.normalize('NFC').toLowerCase() !== b.normalize('NFC').toLowerCase());
        expect(normal(a)).not.toBe(normal(b));
      }),
    );
  });

  it('[D-6] has its domain in lower-case ASCII', () => {
    expect(parseEmailAddress('bo@Bücher.DE')?.domain).toBe('xn--bcher-kva.de');
    expect(parseEmailAddress('bo@XN--BCHER-KVA.de')?.domain).toBe('xn--bcher-kva.de');
    expect(parseEmailAddress('bo@ａｃｍｅ。com')?.domain).toBe('acme.com');
  });

  it.each([
    '',
    'ann',
    'ann@',
    '@acme.com',
    'ann@acme',
    'ann@@acme.com',
    'ann@bo@acme.com',
    'an n@acme.com',
    'ann\u0000@acme.com',
    'ann\r\nBcc: bo@acme.com',
    'ann\u200b@acme.com',
    'ann<bo@acme.com>',
    'ann@acme.com/path',
    'ann@acme.com:25',
    'ann@acme..com',
    'ann@.acme.com',
    'ann@acme.com.',
    'ann@-acme.com',
    'ann@acme-.com',
    'ann@ac_me.com',
    'ann@ac%6de.com',
    'ann@127.1',
    'ann@1.2.3.4',
    'ann@[::1]',
    'ann@xn--zz.com',
    `${'a'.repeat(65)}@acme.com`,
    `${'é'.repeat(33)}@acme.com`,
    `ann@${'a'.repeat(64)}.com`,
    `${'a'.repeat(60)}@${'a.'.repeat(100)}com`,
  ])('refuses %j', (text) => {
    expect(parseEmailAddress(text)).toBeNull();
  });

  it('takes the longest there may be', () => {
    expect(parseEmailAddress(`${'a'.repeat(64)}@acme.com`)).not.toBeNull();
    expect(parseEmailAddress(`a@${'a.'.repeat(124)}com`)?.normal).toHaveLength(253);
  });

  it('gets its mail at its ASCII domain, its local part as it was written', () => {
    expect(mailboxOf(' Bo.Lee@Bücher.de ')).toBe('Bo.Lee@xn--bcher-kva.de');
    expect(mailboxOf('nobody')).toBeNull();
  });

  it('[D-9] has one key for all its forms', () => {
    const digester = { digest: (purpose: string, text: string) => `${purpose}:${text}` };
    const keyOf = (text: string) => emailKeyOf(digester, parseEmailAddress(text) ?? { normal: '' });
    expect(keyOf(' ANN@acme.com')).toBe('email:ann@acme.com');
  });
});

describe('a domain', () => {
  it('[D-6] is read in lower-case ASCII', () => {
    expect(parseDomain(' Acme.Com ')).toBe('acme.com');
    expect(parseDomain('bücher.de')).toBe('xn--bcher-kva.de');
    expect(parseDomain('acme.com/x')).toBeNull();
    expect(parseDomain('acme')).toBeNull();
  });
});
