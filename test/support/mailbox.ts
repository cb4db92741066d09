import { readdirSync } from 'node:fs';
import { type KeptMail, readOutbox } from '#libs/mail';
import { until } from './until.js';

/** The emails that a service without a mail server keeps. Each file is read once. */
export class Mailbox {
  private readonly known = new Map<string, KeptMail>();

  constructor(private readonly directory: string) {}

  /** Newest first. */
  async all(): Promise<readonly KeptMail[]> {
    for (const name of this.names()) {
      if (this.known.has(name)) continue;
      const mail = await readOutbox(this.directory, name);
      if (mail) this.known.set(name, mail);
    }
    return [...this.known.values()].sort((a, b) => (a.name < b.name ? 1 : -1));
  }

  async to(address: string): Promise<readonly KeptMail[]> {
    return (await this.all()).filter((mail) => mail.to === address);
  }

  /** The newest mail to an address that fits, once it is there. */
  async mail(address: string, subject = /./): Promise<KeptMail> {
    return until(`a mail to ${address} about ${String(subject)}`, async () =>
      (await this.to(address)).find((mail) => subject.test(mail.subject)),
    );
  }

  /** The token of the newest link to a page of ours, as `verify`, in a mail to an address; another one than `not`. */
  async token(address: string, page: string, not?: string): Promise<string> {
    const link = new RegExp(`/${page}#token=([A-Za-z0-9._-]+)`);
    return until(`a link to ${page} for ${address}`, async () => {
      for (const { text } of await this.to(address)) {
        const token = link.exec(text)?.[1];
        if (token !== undefined && token !== not) return token;
      }
      return undefined;
    });
  }

  private names(): readonly string[] {
    try {
      return readdirSync(this.directory);
    } catch {
      return [];
    }
  }
}
