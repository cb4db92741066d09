import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

interface Held {
  readonly id: string;
  readonly answer: () => void;
}

/** A mail server that several processes send by. It keeps what it is given as outboxes do, and counts how often it came. */
export class MailCatcher {
  /** How often each message was taken, by its id. */
  readonly taken = new Map<string, number>();
  /** Messages that were sent and wait for their answer; undefined where none has to. */
  private held: Held[] | undefined;

  private constructor(
    private readonly server: SMTPServer,
    private readonly folders: ReadonlySet<string>,
  ) {}

  /** @param folders outboxes, into each of which every mail goes; more may be added later */
  static async start(folders: ReadonlySet<string>): Promise<MailCatcher> {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 50,
      logger: false,
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          catcher.take(Buffer.concat(chunks).toString(), done);
        });
      },
    });
    const catcher = new MailCatcher(server, folders);
    // A process that is killed while it sends is an error to the server as well.
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return catcher;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Messages that were taken more than once. */
  get doubled(): readonly string[] {
    return [...this.taken].filter(([, times]) => times > 1).map(([id]) => id);
  }

  /** From now on nobody is told that their message was taken. */
  hold(): void {
    this.held = [];
  }

  /** How many senders wait to be told. */
  get holding(): number {
    return this.held?.length ?? 0;
  }

  /** Tells those who wait, and everybody who comes, that their message was taken. @returns ids of what was held */
  letGo(): readonly string[] {
    const held = this.held ?? [];
    this.held = undefined;
    for (const { answer } of held) answer();
    return held.map(({ id }) => id);
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private take(raw: string, answer: () => void): void {
    const id = /^message-id: *<([^>]+)>/im.exec(raw)?.[1] ?? '';
    this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
    const name = `${Date.now()}-${createHash('sha256').update(id).digest('hex').slice(0, 32)}.eml`;
    for (const folder of this.folders) {
      mkdirSync(folder, { recursive: true });
      // Whoever looks into the folder meanwhile reads no half of it.
      writeFileSync(join(folder, `.${name}`), raw.replaceAll('\r\n', '\n'));
      renameSync(join(folder, `.${name}`), join(folder, name));
    }
    if (this.held) this.held.push({ id, answer });
    else answer();
  }
}
