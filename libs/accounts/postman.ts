import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK } from '#libs/event-sourcing';
import { PUBLIC_URL } from '#libs/http';
import { type Content, MailRefused, type MailSender, type MailsToForget } from '#libs/mail';
import { mailboxOf } from './domain/email-address.js';
import { type MailObserver } from './ports.js';
import { MAIL_OBSERVER, MAIL_SENDER } from './tokens.js';

/** A mail that follows from an event. */
export interface Letter {
  /** Name of its template, as `verification`. */
  readonly kind: string;
  /** The address as its owner wrote it. */
  readonly to: string;
  readonly toName?: string | undefined;
  readonly content: Content;
  /** When its link stops working; afterwards it is not sent any more. */
  readonly expiresAt?: string;
}

/** A letter of a kind that followed from an event. */
export interface LetterRef {
  readonly kind: string;
  readonly eventId: string;
}

/** Hands mails over. Its message ids are made from events: a mail that is sent again after a crash is shown once. */
@Injectable()
export class Postman {
  private readonly host: string;

  constructor(
    @Inject(MAIL_SENDER) private readonly sender: MailSender,
    @Inject(MAIL_OBSERVER) private readonly observer: MailObserver,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) publicUrl: string,
  ) {
    this.host = new URL(publicUrl).hostname.replace(/[[\]]/g, '');
  }

  /** @throws MailServerDown: try again. A mail that is refused for good is told to the observer and given up. */
  async deliver({ kind, to, toName, content, expiresAt }: Letter, eventId: string): Promise<void> {
    if (expiresAt !== undefined && expiresAt <= this.clock.now()) {
      this.observer.outdated(kind);
      return;
    }
    const mailbox = mailboxOf(to);
    if (mailbox === null) {
      this.observer.refused(kind, 'not an address');
      return;
    }
    const messageId = this.messageId(kind, eventId);
    try {
      await this.sender.send({ to: mailbox, ...(toName === undefined ? {} : { toName }), ...content, messageId });
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      this.observer.refused(kind, error.reason);
      return;
    }
    this.observer.sent(kind);
  }

  /** Takes away what is kept of these letters, and of all that went to addresses which were somebody's then. */
  async forget(letters: readonly LetterRef[], wereTheirs: MailsToForget['wereTheirs']): Promise<void> {
    const messageIds = letters.map(({ kind, eventId }) => this.messageId(kind, eventId));
    await this.sender.forget({ messageIds, wereTheirs });
  }

  private messageId(kind: string, eventId: string): string {
    return `${eventId}.${kind}@${this.host}`;
  }
}
