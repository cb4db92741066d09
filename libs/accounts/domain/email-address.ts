import { domainToASCII } from 'node:url';

/** An email address, taken apart. */
export interface EmailAddress {
  /** As it was typed, trimmed and in NFC: for display. */
  readonly written: string;
  /** What makes two addresses the same (D-9). */
  readonly normal: string;
  readonly local: string;
  /** Lower-case ASCII (D-6). */
  readonly domain: string;
}

const LOCAL = /^[^\p{C}\p{Z}<>,;:"()[\]\\@]+$/u;
/** Letters, digits, hyphens, and the dots that IDNA knows: `domainToASCII` alone would swallow a path or a port. */
const DOMAIN = /^[\p{L}\p{M}\p{N}\-.\u3002\uff0e\uff61]+$/u;
const ASCII_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;
const MAX_WHOLE = 254;

/**
 * Null where it is none. The local part may have 1 to 64 bytes, the domain up to 253 and at least one dot, the whole
 * up to 254. Dots and plus tags are never dropped (D-9).
 */
export function parseEmailAddress(text: string): EmailAddress | null {
  const written = text.trim().normalize('NFC');
  const at = written.lastIndexOf('@');
  const local = written.slice(0, Math.max(at, 0));
  if (!LOCAL.test(local) || Buffer.byteLength(local) > MAX_LOCAL) return null;
  const domain = parseDomain(written.slice(at + 1));
  if (domain === null) return null;
  const normal = `${local.toLowerCase().normalize('NFC')}@${domain}`;
  return Buffer.byteLength(normal) > MAX_WHOLE ? null : { written, normal, local, domain };
}

/** D-6: a domain in lower-case ASCII; null where it is none. */
export function parseDomain(text: string): string | null {
  const written = text.trim().normalize('NFC');
  if (!DOMAIN.test(written)) return null;
  const domain = domainToASCII(written).toLowerCase();
  return domain.length <= MAX_DOMAIN && ASCII_DOMAIN.test(domain) ? domain : null;
}

/** Where mail for an address goes: its local part as it was typed, its domain in ASCII. Null where it is no address. */
export function mailboxOf(written: string): string | null {
  const address = parseEmailAddress(written);
  return address && `${address.local}@${address.domain}`;
}

/** Digests a text with a secret key; `LinkTokens` of the vault does. */
export interface Digester {
  digest(purpose: string, text: string): string;
}

/**
 * The name that an address goes by in streams and read models: the same for the same address (D-9), and nobody without
 * the service's secret can tell the address from it, or try one out.
 */
export function emailKeyOf(digester: Digester, address: Pick<EmailAddress, 'normal'>): string {
  return digester.digest('email', address.normal);
}
