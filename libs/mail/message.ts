import { RosterError } from '#libs/event-sourcing';

export interface Mail {
  /** One bare address, `bo@example.com`. */
  readonly to: string;
  readonly toName?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /**
   * `left@right`, or `left` alone, to which the sender's domain is added. Made from what caused the mail, never at
   * random: a mail that is sent again after a crash then carries the same one, and mailboxes show it once.
   */
  readonly messageId: string;
}

/** Mails that are about somebody who is erased: who fits either goes. */
export interface MailsToForget {
  /** As they were sent with. */
  readonly messageIds: readonly string[];
  /** @param address the bare one @param at when it was sent, ISO 8601 in UTC */
  readonly wereTheirs: (address: string, at: string) => boolean;
}

export interface MailSender {
  /**
   * Resolves once the mail server, or the disk, has taken the mail over.
   *
   * @throws MailServerDown when trying again later may work
   * @throws MailRefused when it will never work for this mail
   */
  send(mail: Mail): Promise<void>;
  /** Takes away what this sender keeps of mails itself. What a mail server was handed is out of its reach. */
  forget(mails: MailsToForget): Promise<void>;
  /** Lets mails in hand finish, takes no new ones and lets go of every connection. */
  close(): Promise<void>;
}

/**
 * No mail can be handed over now: no connection, a timeout, TLS trouble, wrong credentials, a 4xx, a full disk.
 *
 * It carries a short code (`ECONNREFUSED`, `451`) and no `cause`: the words of a server, and the error that holds
 * them, repeat the recipient's address and would take it to the log.
 */
export class MailServerDown extends RosterError {
  readonly code = 'mail_server_down';
  readonly kind = 'unavailable';

  constructor(readonly reason: string) {
    super(`Mail cannot be delivered at the moment (${reason}).`, { remedy: 'Try again later.' });
  }
}

/** The mail server refused this very message or its recipient for good (5xx), or the address is none at all. */
export class MailRefused extends RosterError {
  readonly code = 'mail_refused';
  readonly kind = 'invalid';

  constructor(readonly reason: string) {
    super(`The mail was refused for good (${reason}).`, { remedy: 'Check the address it was meant for.' });
  }
}
