import { type Logger } from 'pino';
import { type MailObserver } from '#libs/accounts';

/** What becomes of emails, by the name of the template: never with an address. */
export function mailLog(logger: Logger): MailObserver {
  return {
    sent: (mail) => logger.debug({ mail }, 'mail sent'),
    refused: (mail, reason) => logger.warn({ mail, reason }, 'mail refused for good'),
    outdated: (mail) => logger.info({ mail }, 'mail not sent: its link has expired'),
  };
}
