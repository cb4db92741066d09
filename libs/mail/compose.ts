import MimeNode from 'nodemailer/lib/mime-node';
import { MailRefused, type Mail } from './message.js';
import { manyLines, oneLine } from './plain-text.js';

/** Bare and single: nothing that a header or a mail server could read as a second address, a name or a comment. */
const ADDRESS = /^[^\p{C}\p{Z}<>,;:"()\\@]+@[^\p{C}\p{Z}<>,;:"()\\@]+$/u;

export interface Composed {
  readonly raw: Buffer;
  /** Whether bytes above 127 are in it: a server has to be told, and has to be able to take them (RFC 6152). */
  readonly eightBit: boolean;
  readonly envelope: { readonly from: string | false; readonly to: string };
}

export interface Composition {
  /** `no-reply@example.com` or `Roster <no-reply@example.com>` */
  readonly from: string;
  readonly date: Date;
  /** Whether text outside ASCII may travel as it is; otherwise it goes as base64. */
  readonly eightBit: boolean;
  /** `win` for the wire, `unix` for files that `grep` reads. */
  readonly newline: 'win' | 'unix';
}

/**
 * The whole message as it goes over the wire or to disk.
 *
 * nodemailer writes the headers, which is where encoding is hard. It would send every text with a line over 76
 * characters as quoted-printable or base64 and offers no way out (`encoding` and `textEncoding` choose between those
 * two only), and either breaks the link for whoever reads the raw message. So each part is handed over ready made.
 *
 * @throws MailRefused when the address cannot be one
 */
export async function compose(mail: Mail, { from, date, eightBit, newline }: Composition): Promise<Composed> {
  if (!ADDRESS.test(mail.to)) throw new MailRefused('not an address');

  const message = new MimeNode('multipart/alternative', { newline, textEncoding: 'B' });
  message.setHeader({
    From: from,
    To: { name: headerText(mail.toName ?? ''), address: mail.to },
    Subject: headerText(mail.subject),
    'Message-ID': messageId(mail.messageId, from),
    Date: date,
    // Tells mailing lists and out-of-office replies to stay quiet (RFC 3834).
    'Auto-Submitted': 'auto-generated',
  });
  message.createChild('text/plain').setRaw(part('text/plain', mail.text, eightBit));
  message.createChild('text/html').setRaw(part('text/html', mail.html, eightBit));

  const raw = await message.build();
  return {
    raw,
    eightBit: raw.some((byte) => byte > 127),
    envelope: { from: message.getEnvelope().from, to: mail.to },
  };
}

/** A name that looks like an encoded word (`=?utf-8?B?…?=`) would be decoded by the reader into anything at all. */
function headerText(text: string): string {
  return oneLine(text).replaceAll('=?', '= ?');
}

/** Printable ASCII with a domain, in angle brackets (RFC 5322). */
function messageId(given: string, from: string): string {
  const id = given.replace(/[^\x21-\x7e]|[<>]/g, '');
  const domain = /@([a-z0-9.-]+)/i.exec(from)?.[1] ?? 'localhost';
  return `<${id.includes('@') ? id : `${id}@${domain}`}>`;
}

/** Never quoted-printable: its soft breaks and its `=3D` would cut the link. */
function part(type: string, content: string, eightBit: boolean): string {
  const body = manyLines(content).replaceAll('\n', '\r\n');
  const ascii = /^[\x00-\x7f]*$/.test(body);
  // RFC 5322 ends a line after 998 bytes at the latest; servers cut what is longer.
  const short = body.split('\r\n').every((line) => Buffer.byteLength(line) <= 998);
  const encoding = !short || !(ascii || eightBit) ? 'base64' : ascii ? '7bit' : '8bit';
  return [
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    encoding === 'base64' ? base64Lines(body) : body,
  ].join('\r\n');
}

function base64Lines(body: string): string {
  return (Buffer.from(body).toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
}
