import { createTransport } from 'nodemailer';
import { RosterError } from '#libs/event-sourcing';
import { compose, type Composed } from './compose.js';
import { InHand } from './in-hand.js';
import { MailRefused, MailServerDown, type Mail, type MailSender } from './message.js';
import { takesEightBit } from './smtp-extensions.js';

export interface SmtpSenderOptions {
  /** `no-reply@example.com` or `Roster <no-reply@example.com>` */
  readonly from: string;
  /** For the `Date` header. */
  readonly now?: () => Date;
  /** How long `close` waits for deliveries in hand, in milliseconds (5,000), before it breaks them off. */
  readonly closeWithin?: number;
}

/** In milliseconds. The URL's query goes before them: `smtp://mail.example.com?socketTimeout=60000`. */
const TIMEOUTS = { connectionTimeout: 10_000, dnsTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Replies that speak of our own sign-in or session and not of the message: mending the settings mends them. */
const ABOUT_OUR_SESSION = new Set([503, 530, 534, 535, 538]);

/**
 * Sends mail through a mail server.
 *
 * @param url `smtp://user:password@host:port` (STARTTLS where the server offers it, always with `?requireTLS=true`)
 *   or `smtps://…`; `?tls.rejectUnauthorized=false` accepts a certificate that nobody vouches for
 * @throws TypeError when it is not such a URL
 */
export function smtpSender(url: string, options: SmtpSenderOptions): MailSender {
  return new SmtpSender(url, options);
}

class SmtpSender implements MailSender {
  private readonly transport;
  private readonly inHand = new InHand();
  private eightBit: Promise<boolean> | undefined;
  private closed = false;

  constructor(
    url: string,
    private readonly options: SmtpSenderOptions,
  ) {
    // The URL may hold a password, so the error does not repeat it.
    if (!/^smtps?:\/\/[^/]/i.test(url)) throw new TypeError('The mail server needs an smtp:// or smtps:// URL');
    this.transport = createTransport({
      url,
      pool: true,
      // One more try for a pooled connection that the server had closed meanwhile; patience is the caller's business.
      maxRequeues: 1,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...TIMEOUTS,
    });
  }

  async send(mail: Mail): Promise<void> {
    if (this.closed) throw new MailServerDown('closed');
    await this.inHand.follow(this.deliver(mail));
  }

  /** Nothing is kept here. */
  forget(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.transport.close();
    const patience = setTimeout(() => this.transport.close({ force: true }), this.options.closeWithin ?? 5_000);
    await this.inHand.settled();
    clearTimeout(patience);
  }

  private async deliver(mail: Mail): Promise<void> {
    try {
      const { raw, eightBit, envelope } = await this.composed(mail);
      await this.transport.sendMail({
        raw,
        // An object and not a string: a string would be parsed, and could come out as several recipients.
        envelope: { from: envelope.from, to: { name: '', address: envelope.to }, use8BitMime: eightBit },
      });
    } catch (error) {
      const verdict = verdictOf(error);
      // The server that comes back may be another one, with other abilities.
      if (verdict instanceof MailServerDown) this.eightBit = undefined;
      throw verdict;
    }
  }

  private async composed(mail: Mail): Promise<Composed> {
    const composition = { from: this.options.from, date: this.options.now?.() ?? new Date(), newline: 'win' } as const;
    const asItIs = await compose(mail, { ...composition, eightBit: true });
    if (!asItIs.eightBit || (await this.takesEightBit())) return asItIs;
    return compose(mail, { ...composition, eightBit: false });
  }

  private takesEightBit(): Promise<boolean> {
    return (this.eightBit ??= takesEightBit(this.transport.options));
  }
}

interface SmtpFailure {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * A 5xx to `RCPT TO` or to the message is about this mail. A 5xx at any other step (greeting, sign-in, `MAIL FROM`)
 * would meet every mail alike: to give up then would lose them all over a wrong setting.
 */
function verdictOf(error: unknown): RosterError {
  if (error instanceof RosterError) return error;
  const { code, originalCode, responseCode = 0, command = '' } = error as SmtpFailure;
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (aboutThisMail && responseCode >= 500 && !ABOUT_OUR_SESSION.has(responseCode)) {
    return new MailRefused(String(responseCode));
  }
  return new MailServerDown(String(responseCode || originalCode || code || 'unknown'));
}
