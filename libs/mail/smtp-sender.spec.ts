import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { MailRefused, MailServerDown, type Mail, type MailSender } from './message.js';
import { smtpSender } from './smtp-sender.js';

const link = `https://roster.example/verify#token=${'a-b_c.9='.repeat(30)}`;

const mail: Mail = {
  to: 'bo@example.com',
  toName: 'Bo',
  subject: 'Confirm your email address',
  text: `Hello Bo,\n\n${link}\n\n.a line that begins with a dot\nRoster\n`,
  html: `<p>Hello Bo,</p>\n<p><a href="${link}">Confirm</a></p>\n`,
  messageId: 'event-1.mail@roster.example',
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe('a mail that arrives', () => {
  it('has both parts, its own message id and what tells other machines to stay quiet', async () => {
    const server = await mailServer();
    await senderTo(server.url).send(mail);

    const arrived = await simpleParser(server.raw(0));
    expect(arrived.text).toBe(mail.text);
    expect(arrived.html).toBe(mail.html);
    expect(arrived.subject).toBe(mail.subject);
    expect(arrived.from?.value).toEqual([{ name: 'Roster', address: 'no-reply@roster.example' }]);
    expect(recipients(arrived)).toEqual([{ name: 'Bo', address: 'bo@example.com' }]);
    expect(arrived.messageId).toBe('<event-1.mail@roster.example>');
    expect(arrived.date).toEqual(new Date('2026-03-01T09:05:00.000Z'));
    expect(arrived.headers.get('auto-submitted')).toBe('auto-generated');
    expect(server.envelopes).toEqual([{ from: 'no-reply@roster.example', to: ['bo@example.com'] }]);
  });

  it('holds the whole link on one line of the raw message, in both parts', async () => {
    const server = await mailServer();
    await senderTo(server.url).send(mail);
    expect(server.raw(0).split('\r\n')).toContain(link);
    expect(server.raw(0).match(/https?:\/\/[^\s"]+/g)).toEqual([link, link]);
  });

  it('goes out as it is where the server takes 8 bits, and says so', async () => {
    const server = await mailServer();
    await senderTo(server.url).send({ ...mail, toName: 'Zoë', text: `Hello Zoë,\n\n${link}\n` });
    expect(server.raw(0).split('\r\n')).toEqual(expect.arrayContaining(['Hello Zoë,', link]));
    expect(server.bodyTypes).toEqual(['8bitmime']);
    expect(recipients(await simpleParser(server.raw(0)))).toEqual([{ name: 'Zoë', address: 'bo@example.com' }]);
  });

  it('is ASCII throughout where the server does not take 8 bits', async () => {
    const server = await mailServer({ hide8BITMIME: true });
    const text = `Hello Zoë \u{1f469},\n\n${link}\n`;
    await senderTo(server.url).send({ ...mail, toName: 'Zoë', subject: 'Zoë', text });
    expect(server.raw(0)).toMatch(/^[\x00-\x7f]*$/);
    const arrived = await simpleParser(server.raw(0));
    expect(arrived.text).toBe(text);
    expect(arrived.subject).toBe('Zoë');
  });

  it('keeps a line that is too long for SMTP whole', async () => {
    const server = await mailServer();
    const text = `${'x'.repeat(2_000)}\n`;
    await senderTo(server.url).send({ ...mail, text });
    expect(server.raw(0).split('\r\n').every((line) => line.length <= 998)).toBe(true);
    expect((await simpleParser(server.raw(0))).text).toBe(text);
  });

  it('gives a message id without a domain the one of the sender', async () => {
    const server = await mailServer();
    await senderTo(server.url).send({ ...mail, messageId: 'event-1' });
    expect((await simpleParser(server.raw(0))).messageId).toBe('<event-1@roster.example>');
  });

  it('is one of many over few connections', async () => {
    const server = await mailServer();
    const sender = senderTo(server.url);
    const many = Array.from({ length: 50 }, (_, at) => ({ ...mail, messageId: `${at}@roster.example` }));
    await Promise.all(many.map((each) => sender.send(each)));
    const ids = await Promise.all(server.messages.map(async (raw) => (await simpleParser(raw)).messageId));
    expect(new Set(ids).size).toBe(50);
    expect(server.connections()).toBeLessThanOrEqual(5);
  });
});

describe('signing in to the server', () => {
  const auth: SMTPServerOptions = {
    allowInsecureAuth: true,
    authOptional: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'roster' && password === 'p@ss/word' ? done(null, { user: username }) : done(new Error('no')),
  };

  it('uses the name and password of the URL', async () => {
    const server = await mailServer(auth);
    await senderTo(server.url.replace('://', '://roster:p%40ss%2Fword@')).send(mail);
    expect(server.messages).toHaveLength(1);
  });

  it('takes a wrong or missing password for a server that is down: no mail is given up for it', async () => {
    const server = await mailServer(auth);
    await expect(senderTo(server.url.replace('://', '://roster:wrong@')).send(mail)).rejects.toThrow(MailServerDown);
    await expect(senderTo(server.url).send(mail)).rejects.toThrow(MailServerDown);
  });
});

describe('STARTTLS', () => {
  // The server brings a certificate of its own that nobody vouches for.
  const tls: SMTPServerOptions = { disabledCommands: ['AUTH'] };

  it('encrypts where the server offers it', async () => {
    const server = await mailServer(tls);
    await senderTo(`${server.url}?tls.rejectUnauthorized=false`).send({ ...mail, text: 'Zoë\n' });
    expect(server.secure).toEqual([true]);
    expect(server.bodyTypes).toEqual(['8bitmime']);
  });

  it('hands nothing to a server whose certificate nobody vouches for', async () => {
    const server = await mailServer(tls);
    await expect(senderTo(server.url).send(mail)).rejects.toThrow(MailServerDown);
    expect(server.messages).toHaveLength(0);
  });
});

describe('failures', () => {
  const cases = [
    ['connection', { onConnect: (_, done) => done(reply(421)) }, MailServerDown],
    ['connection', { onConnect: (_, done) => done(reply(554)) }, MailServerDown],
    ['sender', { onMailFrom: (_, __, done) => done(reply(451)) }, MailServerDown],
    ['sender', { onMailFrom: (_, __, done) => done(reply(550)) }, MailServerDown],
    ['recipient', { onRcptTo: (_, __, done) => done(reply(450)) }, MailServerDown],
    ['recipient', { onRcptTo: (_, __, done) => done(reply(550)) }, MailRefused],
    ['recipient', { onRcptTo: (_, __, done) => done(reply(530)) }, MailServerDown],
    ['message', { onData: (stream, _, done) => stream.resume().on('end', () => done(reply(452))) }, MailServerDown],
    ['message', { onData: (stream, _, done) => stream.resume().on('end', () => done(reply(552))) }, MailRefused],
  ] satisfies [string, SMTPServerOptions, unknown][];

  it.each(cases)('tells what can be tried again (%s, case %#)', async (_, on, kind) => {
    for (const hidePIPELINING of [true, false]) {
      const server = await mailServer({ ...on, hidePIPELINING });
      const failure = await failureOf(senderTo(server.url).send(mail));
      expect(failure).toBeInstanceOf(kind);
      expect(told(failure)).not.toMatch(/bo@example|no-reply@|mailbox/);
    }
  });

  it('goes on with the next mail after one that was refused', async () => {
    const server = await mailServer({
      onRcptTo: ({ address }, _, done) => (address.startsWith('gone') ? done(reply(550)) : done()),
    });
    const sender = senderTo(server.url);
    await expect(sender.send({ ...mail, to: 'gone@example.com' })).rejects.toThrow(MailRefused);
    await sender.send(mail);
    expect(server.messages).toHaveLength(1);
  });

  it('takes a server that is not there for down, and delivers once it is back', async () => {
    const { url, port } = await closedPort();
    const sender = senderTo(url);
    const failure = await failureOf(sender.send({ ...mail, text: 'Zoë\n' }));
    expect(failure).toMatchObject({ kind: 'unavailable', code: 'mail_server_down', reason: 'ECONNREFUSED' });

    const server = await mailServer({}, port);
    await sender.send({ ...mail, text: 'Zoë\n' });
    expect(server.messages).toHaveLength(1);
  });

  it('does not wait for ever for a server that never greets', async () => {
    const { url } = await rawServer(() => undefined);
    await expect(senderTo(`${url}?greetingTimeout=100`).send(mail)).rejects.toThrow(MailServerDown);
  });

  it('takes a connection that breaks in the middle for down', async () => {
    const { url } = await rawServer((socket) => {
      socket.write('220 here\r\n');
      socket.once('data', () => socket.destroy());
    });
    for (const text of ['Bo\n', 'Zoë\n']) {
      await expect(senderTo(url).send({ ...mail, text })).rejects.toThrow(MailServerDown);
    }
  });

  it('refuses a URL of another kind without repeating it', () => {
    for (const url of ['', 'http://roster:secret@mail.example', 'mail.example:25', 'smtp://']) {
      expect(() => smtpSender(url, { from: 'no-reply@roster.example' })).toThrow(/^The mail server needs an smtp/);
    }
  });
});

describe('what people typed', () => {
  const injections = [
    'Bo\r\nBcc: eve@evil.example',
    'Bo\nBcc: eve@evil.example\n\nbody',
    'Bo\rBcc: eve@evil.example',
    'Bo\r\n\r\nAnother body',
    'Bo\u0000\u0007\u001b[31m\u007f\u0085',
    'Bo\u2028Bcc: eve@evil.example\u2029',
    '" <eve@evil.example>, "Bo',
    'eve@evil.example, Bo <x@y.example>',
    'Group: eve@evil.example;',
    '=?utf-8?Q?Bo=0D=0ABcc:_eve@evil.example?=',
    '=?utf-8?B?Qm8NCkJjYzogZXZlQGV2aWwuZXhhbXBsZQ==?= and more',
    `${'é'.repeat(70)}\r\nBcc: eve@evil.example`,
  ];

  it.each(injections)('never makes a header or a recipient of %j', async (typed) => {
    const server = await mailServer();
    await senderTo(server.url).send({ ...mail, toName: typed, subject: typed, messageId: `1${typed}@roster.example` });

    expect(server.envelopes).toEqual([{ from: 'no-reply@roster.example', to: ['bo@example.com'] }]);
    const arrived = await simpleParser(server.raw(0));
    expect([...arrived.headers.keys()].sort()).toEqual([
      'auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to',
    ]);
    expect(recipients(arrived).map(({ address }) => address)).toEqual(['bo@example.com']);
    expect(arrived.subject).not.toMatch(/\p{Cc}/u);
    expect(arrived.text).toBe(mail.text);
    const head = server.raw(0).slice(0, server.raw(0).indexOf('\r\n\r\n'));
    expect(head).toMatch(/^Message-ID:\s+<[^\s<>]+@roster\.example>\r$/m);
    expect(head.replace(/\r\n/g, '')).not.toMatch(/[\x00-\x08\x0a-\x1f\x7f]/);
  });

  it('does not end the message early or reach the other part', async () => {
    const server = await mailServer();
    const text = 'Bo\r\n.\r\nRSET\u0000\r.\r\u0007\n--boundary--\n';
    await senderTo(server.url).send({ ...mail, text });
    expect((await simpleParser(server.raw(0))).text).toBe('Bo\n.\nRSET\n.\n\n--boundary--\n');
  });

  it.each([
    'bo@example.com\r\nRCPT TO:<eve@evil.example>',
    'bo@example.com, eve@evil.example',
    'Bo <bo@example.com>',
    'bo@example.com>',
    'bo@evil.example@example.com',
    'bo',
    '',
  ])('refuses %j as an address', async (to) => {
    const server = await mailServer();
    const failure = await failureOf(senderTo(server.url).send({ ...mail, to }));
    expect(failure).toMatchObject({ kind: 'invalid', code: 'mail_refused', reason: 'not an address' });
    expect(server.envelopes).toEqual([]);
  });
});

describe('closing', () => {
  it('lets the delivery in hand finish and takes no further one', async () => {
    let arrived: () => void = () => undefined;
    const inHand = new Promise<void>((resolve) => (arrived = resolve));
    let answer: () => void = () => undefined;
    const server = await mailServer({
      onData: (stream, _, done) => {
        stream.resume().on('end', () => {
          answer = () => done();
          arrived();
        });
      },
    });
    const sender = senderTo(server.url);
    const delivery = sender.send(mail);
    await inHand;
    const closed = sender.close();
    await expect(sender.send(mail)).rejects.toMatchObject({ code: 'mail_server_down', reason: 'closed' });
    answer();
    await expect(delivery).resolves.toBeUndefined();
    await closed;
  });

  it('breaks off a delivery that does not end, which may then be tried again', async () => {
    let arrived: () => void = () => undefined;
    const inHand = new Promise<void>((resolve) => (arrived = resolve));
    const server = await mailServer({ onData: (stream) => void stream.resume().on('end', () => arrived()) });
    const sender = smtpSender(server.url, { from: 'no-reply@roster.example', closeWithin: 20 });
    closing.push(() => sender.close());
    const failure = failureOf(sender.send(mail));
    await inHand;
    await sender.close();
    expect(await failure).toBeInstanceOf(MailServerDown);
  });
});

interface RunningServer {
  readonly url: string;
  readonly messages: readonly Buffer[];
  readonly envelopes: readonly { from: string; to: readonly string[] }[];
  readonly bodyTypes: readonly string[];
  readonly secure: readonly boolean[];
  raw(at: number): string;
  /** At most so many at the same time. */
  connections(): number;
}

/** A real mail server on a free port, without TLS and sign-in unless the options say otherwise. */
async function mailServer(options: SMTPServerOptions = {}, port = 0): Promise<RunningServer> {
  const messages: Buffer[] = [];
  const envelopes: { from: string; to: readonly string[] }[] = [];
  const bodyTypes: string[] = [];
  const secure: boolean[] = [];
  let open = 0;
  let most = 0;
  const server = new SMTPServer({
    disabledCommands: options.onAuth ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    logger: false,
    onConnect: (_, done) => {
      open += 1;
      most = Math.max(most, open);
      done();
    },
    onClose: () => {
      open -= 1;
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo, bodyType } = session.envelope;
        messages.push(Buffer.concat(chunks));
        envelopes.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) });
        bodyTypes.push(bodyType ?? '');
        secure.push(session.secure);
        done();
      });
    },
    ...options,
  });
  // A client that turns away from a certificate is an error to the server as well.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    messages,
    envelopes,
    bodyTypes,
    secure,
    raw: (at) => messages[at]?.toString('utf8') ?? '',
    connections: () => most,
  };
}

async function rawServer(greet: (socket: Socket) => void): Promise<{ url: string }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    greet(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function closedPort(): Promise<{ url: string; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return { url: `smtp://127.0.0.1:${port}`, port };
}

function senderTo(url: string): MailSender {
  const sender = smtpSender(url, {
    from: 'Roster <no-reply@roster.example>',
    now: () => new Date('2026-03-01T09:05:00.000Z'),
  });
  closing.push(() => sender.close());
  return sender;
}

/** A server's refusal, with words that must go no further. */
function reply(responseCode: number): Error {
  return Object.assign(new Error('mailbox of bo@example.com'), { responseCode });
}

async function failureOf(sending: Promise<void>): Promise<unknown> {
  return sending.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** All that a logger would find in an error. */
function told(failure: unknown): string {
  const error = failure as Error;
  return JSON.stringify([error.message, error.stack, error.cause, Object.entries(error)]);
}

function recipients({ to }: ParsedMail): { name: string; address: string | undefined }[] {
  return [to ?? []].flat().flatMap(({ value }) => value).map(({ name, address }) => ({ name, address }));
}
