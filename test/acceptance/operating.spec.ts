import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { found, newDomain, PASSWORD } from '../support/people.js';
import { DidNotStart, freePort, ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const temporary: string[] = [];
const folder = () => {
  const made = mkdtempSync(joinPath(tmpdir(), 'roster-test-'));
  temporary.push(made);
  return made;
};
afterAll(() => {
  for (const directory of temporary) rmSync(directory, { recursive: true, force: true });
});

/** What a start that must fail says. */
async function failure(options: Parameters<typeof ServiceProcess.start>[0]): Promise<string> {
  const error = await ServiceProcess.start(options).then(
    (service) => service.remove().then(() => undefined),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DidNotStart);
  return (error as DidNotStart).said;
}

describe('starting', () => {
  let service: ServiceProcess;
  beforeAll(async () => {
    service = await ServiceProcess.start();
  }, 60_000);
  afterAll(() => service.remove());

  it('keeps its key and its secret for the owner of the folder alone', () => {
    for (const name of ['service-key', 'secret']) expect(statSync(joinPath(service.dataDir, name)).mode & 0o777).toBe(0o600);
  });

  it('refuses a second process on the same folder, which does no harm to the first', async () => {
    expect(await failure({ dataDir: service.dataDir })).toMatch(/another process|in use/i);
    const ann = await found(service);
    expect((await ann.client.get('/v1/me')).status).toBe(200);
  });

  it('says which settings are wrong, and never shows their values', async () => {
    const said = await failure({ dataDir: folder(), env: { ROSTER_INVITATION_HOURS: '500', SMTP_URL: 'ftp://user:pass-word@x', ROSTER_RATE_LIMITS: 'maybe' } });
    for (const name of ['ROSTER_INVITATION_HOURS', 'SMTP_URL', 'ROSTER_RATE_LIMITS']) expect(said).toContain(name);
    expect(said).not.toContain('pass-word');
  });

  it('[I-2] refuses in production what is only for trying things out, and asks for a secret', async () => {
    const said = await failure({ dataDir: folder(), env: { NODE_ENV: 'production', ROSTER_RATE_LIMITS: 'off', ROSTER_CLOCK_OFFSET: '60' } });
    for (const name of ['ROSTER_SECRET', 'ROSTER_RATE_LIMITS', 'ROSTER_CLOCK_OFFSET']) expect(said).toContain(name);
  });

  it('says so where the data folder cannot be used', async () => {
    const directory = folder();
    writeFileSync(joinPath(directory, 'file'), '');
    expect(await failure({ dataDir: joinPath(directory, 'file') })).toContain('Roster did not start.');
    if (process.getuid?.() === 0) return;
    chmodSync(directory, 0o500);
    expect(await failure({ dataDir: joinPath(directory, 'data') })).toContain('Roster did not start.');
  });

  it('tells its readiness with each dependency, each projection’s lag and each process', async () => {
    const ready = await service.client().get('/health/ready');
    expect(ready.body).toMatchObject({
      status: 'up',
      dependencies: [{ name: 'event-log', status: 'up' }],
      projections: expect.arrayContaining([{ name: 'user-table', version: 1, state: 'live', lagEvents: 0, lagSeconds: 0 }]),
      processes: expect.arrayContaining([{ name: 'history-chain', state: 'live' }]),
    });
    expect((await service.client().get('/health/live')).body).toEqual({ status: 'up' });
  });

  it('finishes what is under way when it is asked to stop', async () => {
    const ann = await found(service);
    const invitations = Array.from({ length: 20 }, (_, index) =>
      ann.client.post(`/v1/workspaces/${ann.workspaceId}/invitations`, { email: `p${index}@${newDomain()}` }).catch(() => undefined),
    );
    await Promise.race(invitations);
    const [code, answers] = await Promise.all([service.stop(), Promise.all(invitations)]);
    expect(code).toBe(0);
    const acknowledged = answers.filter((answer) => answer?.status === 201).length;
    await service.run();
    const { body } = await service.service().get(`/v1/workspaces/${ann.workspaceId}`);
    expect(body.counts.invited).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThan(0);
  });

  it('stops though somebody has connections open on which nothing was asked, or half a question', async () => {
    const { port } = new URL(service.address);
    const sockets = ['', 'POST /v1/sessions HTTP/1.1\r\nhost: ros'].map((text) => {
      const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
      socket.write(text);
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    expect(await service.stop()).toBe(0);
    await service.run();
  });
});

describe('sending emails', () => {
  it('[I-1] goes by SMTP; a mail server that is down delays and loses nothing', async () => {
    const port = await freePort();
    const service = await ServiceProcess.start({ env: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
    const arrived: ParsedMail[] = [];
    const email = `ann@${newDomain()}`;
    const client = service.client();
    expect((await client.post('/v1/sign-ups', { email, password: PASSWORD, name: 'Ann Ängström' })).status).toBe(202);
    await until('the process to wait for the mail server', async () => {
      const { processes } = (await client.get('/health/ready')).body as { processes: { name: string; error?: string }[] };
      return processes.some(({ name, error }) => name === 'account-mail' && error === 'MailServerDown');
    });
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        simpleParser(stream).then((mail) => {
          arrived.push(mail);
          done();
        }, done);
      },
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    try {
      const mail = await until('the mail', () => arrived[0], 40_000);
      expect(mail.to).toMatchObject({ value: [{ address: email }] });
      const token = /\/verify#token=(\S+)/.exec(mail.text ?? '')?.[1];
      expect(mail.html).toContain('/verify#token=');
      expect((await client.post('/v1/sign-ups/verification', { token })).status).toBe(200);
      expect(arrived).toHaveLength(1);
      expect((await client.get('/dev/mailbox')).status).toBe(404);
    } finally {
      await new Promise<void>((resolve) => server.close(resolve));
      await service.remove();
    }
  }, 90_000);
});
