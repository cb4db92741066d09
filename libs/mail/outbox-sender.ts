import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { RosterError } from '#libs/event-sourcing';
import { compose } from './compose.js';
import { InHand } from './in-hand.js';
import { MailServerDown, type Mail, type MailSender, type MailsToForget } from './message.js';
import { filesOf, OUTBOX_NAME, READ_AT_ONCE, readOutbox } from './outbox.js';

/** A mail on its way to its name, or what a crash left of one. */
const UNFINISHED = /^\.(?<id>[0-9a-f]{32})\.unfinished$/;

export interface OutboxSenderOptions {
  /** `no-reply@example.com` or `Roster <no-reply@example.com>` */
  readonly from: string;
  /** For the `Date` header and the file's name. */
  readonly now?: () => Date;
}

/**
 * Keeps every mail as a file instead of sending it: `<milliseconds since 1970>-<hash of the message id>.eml`, with
 * Unix line ends as in a Maildir, readable by its owner alone. One process writes to a directory at a time.
 *
 * @param directory made when it is missing
 */
export function outboxSender(directory: string, options: OutboxSenderOptions): MailSender {
  return new OutboxSender(directory, options);
}

class OutboxSender implements MailSender {
  /** By hash of the message id. Kept in memory, so that a mail costs the same however full the outbox is. */
  private kept: Promise<Map<string, Promise<void>>> | undefined;
  private readonly inHand = new InHand();
  private lastStamp = 0;
  private closed = false;

  constructor(
    private readonly directory: string,
    private readonly options: OutboxSenderOptions,
  ) {}

  async send(mail: Mail): Promise<void> {
    if (this.closed) throw new MailServerDown('closed');
    await this.inHand.follow(this.keep(mail));
  }

  /**
   * Mails in hand are finished first. A mail that goes is not written again when it is sent once more. What a crash
   * left unfinished goes in any case: whoever sends that mail again writes it anew.
   */
  async forget({ messageIds, wereTheirs }: MailsToForget): Promise<void> {
    await this.inHand.settled();
    const kept = await this.keptSoFar();
    const ids = new Set(messageIds.map(idOf));
    const goes = async (name: string): Promise<boolean> => {
      const unfinished = UNFINISHED.exec(name)?.groups?.['id'];
      if (unfinished !== undefined) return !kept.has(unfinished);
      if (ids.has(OUTBOX_NAME.exec(name)?.groups?.['id'] ?? '')) return true;
      const mail = await readOutbox(this.directory, name);
      return mail !== undefined && wereTheirs(mail.to, mail.at);
    };
    let gone = 0;
    await pLimit(READ_AT_ONCE).map(await filesOf(this.directory), async (name) => {
      if (!(await goes(name))) return;
      await rm(join(this.directory, name), { force: true });
      gone++;
    });
    if (gone > 0) await syncDirectory(this.directory);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.inHand.settled();
  }

  private async keep(mail: Mail): Promise<void> {
    const id = idOf(mail.messageId);
    try {
      const kept = await this.keptSoFar();
      const writing = kept.get(id) ?? this.write(id, mail);
      kept.set(id, writing);
      await writing.catch((error: unknown) => {
        if (kept.get(id) === writing) kept.delete(id);
        throw error;
      });
    } catch (error) {
      if (error instanceof RosterError) throw error;
      throw new MailServerDown((error as NodeJS.ErrnoException).code ?? 'unknown');
    }
  }

  private keptSoFar(): Promise<Map<string, Promise<void>>> {
    this.kept ??= this.readKept().catch((error: unknown) => {
      this.kept = undefined;
      throw error;
    });
    return this.kept;
  }

  private async readKept(): Promise<Map<string, Promise<void>>> {
    const ids = (await filesOf(this.directory)).flatMap((name) => OUTBOX_NAME.exec(name)?.groups?.['id'] ?? []);
    return new Map(ids.map((id) => [id, Promise.resolve()]));
  }

  private async write(id: string, mail: Mail): Promise<void> {
    const now = this.options.now?.() ?? new Date();
    // Two mails of one millisecond still sort in the order in which they came.
    this.lastStamp = Math.max(now.getTime(), this.lastStamp + 1);
    const name = `${String(this.lastStamp).padStart(13, '0')}-${id}.eml`;
    const { raw } = await compose(mail, { from: this.options.from, date: now, eightBit: true, newline: 'unix' });

    // Each time, for somebody may have emptied the outbox by taking the directory away.
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    // The same name at every try: a write that a crash cut short is overwritten by the next one.
    const unfinished = join(this.directory, `.${id}.unfinished`);
    const file = await open(unfinished, 'w', 0o600);
    try {
      await file.writeFile(raw);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(this.directory, name));
    await syncDirectory(this.directory);
  }
}

function idOf(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}

/** Without it a power cut could take the new name away again after the mail was reported as sent. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
