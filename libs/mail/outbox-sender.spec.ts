import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { MailRefused, MailServerDown, type Mail } from './message.js';
import { listOutbox, readOutbox } from './outbox.js';
import { outboxSender } from './outbox-sender.js';

const link = `https://roster.example/verify#token=${'a-b_c.9='.repeat(30)}`;

const mail: Mail = {
  to: 'bo@example.com',
  toName: 'Zoë "Bo" O’Neil',
  subject: `Zoë, confirm your email address ${'\u{1f469}'.repeat(30)}`,
  text: `Hello Zoë,\n\n${link}\n\nRoster\n`,
  html: `<p>Hello Zoë,</p>\n<p><a href="${link}">Confirm</a></p>\n`,
  messageId: 'event-1.mail@roster.example',
};

const at = '2026-03-01T09:05:00.000Z';
const options = { from: 'Roster <no-reply@roster.example>', now: () => new Date(at) };

let above: string;
let directory: string;
beforeEach(async () => {
  above = await mkdtemp(join(tmpdir(), 'roster-outbox-'));
  directory = join(above, 'outbox');
});
afterEach(() => rm(above, { recursive: true, force: true }));

describe('a kept mail', () => {
  it('reads back as it was sent', async () => {
    await outboxSender(directory, options).send(mail);
    const [kept] = await listOutbox(directory, 10);
    const { to, subject, text, html } = mail;
    expect(kept).toEqual({ name: expect.any(String), at, to, subject, text, html });
    expect(kept?.name).toMatch(/^1772355900000-[0-9a-f]{32}\.eml$/);
    expect(await readOutbox(directory, kept?.name ?? '')).toEqual(kept);
  });

  it('is an email that any mail program reads', async () => {
    await outboxSender(directory, options).send(mail);
    const arrived = await simpleParser(await onlyFile());
    expect(arrived).toMatchObject({ subject: mail.subject, text: mail.text, html: mail.html });
    expect([arrived.to].flat()[0]?.value).toEqual([{ name: mail.toName, address: mail.to }]);
    expect(arrived.messageId).toBe('<event-1.mail@roster.example>');
    expect(arrived.date).toEqual(new Date(at));
    expect(arrived.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('gives its link to grep, whole and on a line of its own', async () => {
    await outboxSender(directory, options).send(mail);
    const found = execFileSync('grep', ['-rhE', '^https?://', directory], { encoding: 'utf8' });
    expect(found).toBe(`${link}\n`);
  });

  it('reads back with lines that are too long for a mail, and with none', async () => {
    const sender = outboxSender(directory, options);
    const long = { ...mail, text: `é${'x'.repeat(2_000)}\nRoster\n`, html: '' };
    await sender.send(long);
    expect(await listOutbox(directory, 1)).toMatchObject([{ text: long.text, html: '' }]);
    expect((await simpleParser(await onlyFile())).text).toBe(long.text);
  });

  it('can be read by its owner alone', async () => {
    await outboxSender(directory, options).send(mail);
    const [name = ''] = await readdir(directory);
    expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('never takes a header from what people typed', async () => {
    const typed = 'Bo\r\nBcc: eve@evil.example\n\n<p>';
    await outboxSender(directory, options).send({ ...mail, toName: typed, subject: typed });
    const arrived = await simpleParser(await onlyFile());
    expect(arrived.headers.has('bcc')).toBe(false);
    expect(arrived.subject).toBe('Bo Bcc: eve@evil.example <p>');
    expect(arrived.text).toBe(mail.text);
  });
});

describe('the same message id', () => {
  it('is one file, written at once or again', async () => {
    const sender = outboxSender(directory, options);
    await Promise.all([sender.send(mail), sender.send(mail)]);
    await sender.send(mail);
    await sender.close();
    await outboxSender(directory, { ...options, now: () => new Date() }).send(mail);
    expect(await readdir(directory)).toHaveLength(1);
  });

  it('is written at the next try when the first one was cut short', async () => {
    const sender = outboxSender(directory, options);
    await sender.send({ ...mail, messageId: 'other@roster.example' });
    // What a crash between writing and renaming leaves behind.
    await sender.send(mail);
    const [finished = ''] = (await readdir(directory)).filter((name) => name.startsWith('1772355900001-'));
    const id = finished.slice(14, -4);
    await rm(join(directory, finished));
    await writeFile(join(directory, `.${id}.unfinished`), 'half a ma');

    expect(await listOutbox(directory, 10)).toHaveLength(1);
    await outboxSender(directory, options).send(mail);
    expect(await listOutbox(directory, 10)).toHaveLength(2);
    expect((await readdir(directory)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('the list', () => {
  it('is newest first, in the order of sending within one millisecond, and no longer than asked', async () => {
    const sender = outboxSender(directory, options);
    for (const subject of ['one', 'two', 'three']) await sender.send({ ...mail, subject, messageId: `${subject}@r` });
    const subjects = async (limit: number) => (await listOutbox(directory, limit)).map(({ subject }) => subject);
    expect(await subjects(10)).toEqual(['three', 'two', 'one']);
    expect(await subjects(2)).toEqual(['three', 'two']);
    expect(await subjects(0)).toEqual([]);
    expect(await subjects(-1)).toEqual([]);
  });

  it('is empty before there is a directory', async () => {
    expect(await listOutbox(directory, 10)).toEqual([]);
  });

  it('leaves out what is not a mail of ours', async () => {
    await outboxSender(directory, options).send(mail);
    await writeFile(join(directory, `1772355900008-${'0'.repeat(32)}.eml`), 'nonsense');
    await writeFile(join(directory, `1772355900009-${'0'.repeat(32)}.eml`), 'To: bo@example.com\n\nnot in two parts');
    const half = `To: bo@example.com\nContent-Type: multipart/alternative; boundary="b"\n\n--b\n\nalone`;
    await writeFile(join(directory, `1772355900010-${'0'.repeat(32)}.eml`), half);
    await writeFile(join(directory, 'notes.eml'), 'To: bo@example.com\n\nnotes');
    expect(await listOutbox(directory, 10)).toHaveLength(1);
  });
});

it('never reads a file that the outbox does not name itself', async () => {
  await outboxSender(directory, options).send(mail);
  const [name = ''] = await readdir(directory);
  const secret = `1772355900000-${'1'.repeat(32)}.eml`;
  await writeFile(join(above, secret), await readFile(join(directory, name)));
  await symlink(above, join(directory, 'up'));
  const outside = [`../${secret}`, `..\\${secret}`, `up/${secret}`, join(above, secret), '/etc/passwd', '..', '.', ''];
  for (const bad of [...outside, secret, `./${name}`, `${name}\0`, `${name}\n`]) {
    expect(await readOutbox(directory, bad)).toBeUndefined();
  }
});

describe('forgetting', () => {
  const another = { ...mail, to: 'cy@example.com', messageId: 'event-2.mail@roster.example' };
  const none = { messageIds: [], wereTheirs: () => false };

  it('[A-7] takes away the mails to an address, and no others', async () => {
    const sender = outboxSender(directory, options);
    await Promise.all([sender.send(mail), sender.send(another)]);
    await sender.forget({ ...none, wereTheirs: (address, sentAt) => address === mail.to && sentAt === at });
    expect((await listOutbox(directory, 10)).map(({ to }) => to)).toEqual([another.to]);
    expect((await onlyFile()).includes(mail.to)).toBe(false);
  });

  it('[A-7] takes away the mails with an id, whoever they went to', async () => {
    const sender = outboxSender(directory, options);
    await Promise.all([sender.send(mail), sender.send(another)]);
    await sender.forget({ ...none, messageIds: [another.messageId] });
    await sender.forget({ ...none, messageIds: [another.messageId] });
    expect((await listOutbox(directory, 10)).map(({ to }) => to)).toEqual([mail.to]);
  });

  it('[A-7] keeps a mail from being written again when it is sent once more', async () => {
    const sender = outboxSender(directory, options);
    await sender.send(mail);
    await sender.forget({ ...none, wereTheirs: () => true });
    await sender.send(mail);
    expect(await readdir(directory)).toEqual([]);
  });

  it('[A-7] takes away the mail in hand, and what a crash left unfinished', async () => {
    const sender = outboxSender(directory, options);
    await sender.send(another);
    await writeFile(join(directory, `.${'0'.repeat(32)}.unfinished`), 'To: bo@example.com');
    const sending = sender.send(mail);
    await sender.forget({ ...none, wereTheirs: (address) => address === mail.to });
    await sending;
    expect(await readdir(directory)).toHaveLength(1);
  });

  it('takes it that nothing was ever sent', async () => {
    await outboxSender(directory, options).forget({ messageIds: [mail.messageId], wereTheirs: () => true });
  });
});

describe('failures', () => {
  it('takes a directory that cannot be written for a server that is down, and goes on once it can', async () => {
    await writeFile(directory, 'a file where the directory belongs');
    const sender = outboxSender(directory, options);
    const failure = await sender.send(mail).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MailServerDown);
    expect(failure).toMatchObject({ kind: 'unavailable', reason: 'ENOTDIR' });
    await rm(directory);
    await sender.send(mail);
    expect(await readdir(directory)).toHaveLength(1);
  });

  it('takes a write that fails for a server that is down, and writes at the next try', async () => {
    const sender = outboxSender(directory, options);
    await sender.send({ ...mail, messageId: 'other@roster.example' });
    await rm(directory, { recursive: true });
    await writeFile(directory, 'a file where the directory was');
    await expect(sender.send(mail)).rejects.toMatchObject({ kind: 'unavailable', reason: 'EEXIST' });
    await rm(directory);
    await sender.send(mail);
    expect(await readdir(directory)).toHaveLength(1);
  });

  it('refuses what is not an address, without repeating it', async () => {
    const failure = await outboxSender(directory, options).send({ ...mail, to: 'bo@x\r\nBcc: eve@y' }).catch(String);
    expect(failure).toBe('MailRefused: The mail was refused for good (not an address).');
    expect(await listOutbox(directory, 1)).toEqual([]);
    await expect(outboxSender(directory, options).send({ ...mail, to: '' })).rejects.toThrow(MailRefused);
  });

  it('finishes the mail in hand when it closes, and takes none afterwards', async () => {
    const sender = outboxSender(directory, options);
    const sending = sender.send(mail);
    await sender.close();
    expect(await listOutbox(directory, 10)).toHaveLength(1);
    await sending;
    await expect(sender.send(mail)).rejects.toMatchObject({ code: 'mail_server_down', reason: 'closed' });
  });
});

async function onlyFile(): Promise<Buffer> {
  const names = await readdir(directory);
  expect(names).toHaveLength(1);
  return readFile(join(directory, names[0] ?? ''));
}
