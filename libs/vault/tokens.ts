import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 24;
const ID = /^[\w-]+$/;

/** What a link's token says, once its signature is right. Whether it has expired is for the reader to judge. */
export interface LinkToken {
  readonly id: string;
  /** ISO 8601 with milliseconds */
  readonly expiresAt: string;
}

/**
 * Tokens of links in emails: `id.expiry.HMAC`. None is stored: the mailer makes it from the event, the stream judges
 * it, and a stolen database opens nothing. Each purpose has a key of its own, derived from the service's secret.
 */
export class LinkTokens {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secret: string) {}

  /**
   * @param id of `A-Z a-z 0-9 - _`
   * @param expiresAt ISO time
   * @throws TypeError another id, or a time that is none: mistakes in the program
   */
  issue(purpose: string, id: string, expiresAt: string): string {
    const expiry = Date.parse(expiresAt);
    if (!ID.test(id) || Number.isNaN(expiry)) {
      throw new TypeError('A link needs an id of A-Z a-z 0-9 - _ and an ISO time.');
    }
    const content = `${id}.${expiry.toString(36)}`;
    return `${content}.${this.mac(purpose, content).toString('base64url')}`;
  }

  /** Null for what is forged, malformed, or of another purpose. */
  read(purpose: string, token: string): LinkToken | null {
    const [id = '', expiry = '', mac = ''] = token.split('.');
    const expected = this.mac(purpose, `${id}.${expiry}`);
    const given = Buffer.from(mac, 'base64url');
    const right = given.length === expected.length && timingSafeEqual(given, expected);
    if (!right || `${id}.${expiry}.${expected.toString('base64url')}` !== token) return null;
    return { id, expiresAt: new Date(parseInt(expiry, 36)).toISOString() };
  }

  /** A keyed digest, base64url: the same text gives the same, and nobody without the secret can tell the text. */
  digest(purpose: string, text: string): string {
    return this.mac(`digest ${purpose}`, text).toString('base64url');
  }

  private mac(purpose: string, text: string): Buffer {
    let key = this.keys.get(purpose);
    if (!key) this.keys.set(purpose, (key = Buffer.from(hkdfSync('sha256', this.secret, '', `roster ${purpose}`, 32))));
    return createHmac('sha256', key).update(text).digest().subarray(0, MAC_BYTES);
  }
}
