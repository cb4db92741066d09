import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogUnavailable, NO_STREAM } from '#libs/event-sourcing';
import { event, newStream, refusal } from '../../../test/support/eventstoredb/events.js';
import { ProtocolServer } from '../../../test/support/eventstoredb/protocol-server.js';
import { openEventStoreDbLog } from './open.js';

const directory = mkdtempSync(join(tmpdir(), 'roster-tls-'));
const key = join(directory, 'server.key');
const certificate = join(directory, 'server.crt');

afterAll(() => rmSync(directory, { recursive: true }));

if (makeCertificate()) {
  describe('EventStoreDB with TLS', () => {
    let server: ProtocolServer;

    beforeAll(async () => {
      server = await ProtocolServer.start({ tls: { key: readFileSync(key), certificate: readFileSync(certificate) } });
    });

    afterAll(() => server.stop());

    it('is spoken with under the name and password of the connection string', async () => {
      const url = `esdb://roster:changeit@127.0.0.1:${server.port}?tlsCAFile=${encodeURIComponent(certificate)}`;
      const log = await openEventStoreDbLog(url);
      const stream = newStream();
      await log.append(stream, NO_STREAM, [event(), event()]);
      expect(await log.readStream(stream, 0)).toHaveLength(2);
      expect([...server.callers]).toEqual([`Basic ${Buffer.from('roster:changeit').toString('base64')}`]);
      await log.close();
    });

    it('is not spoken with where its certificate comes from an unknown authority', async () => {
      const log = await openEventStoreDbLog(`esdb://roster:changeit@127.0.0.1:${server.port}`);
      expect(await refusal(log.append(newStream(), NO_STREAM, [event()]))).toBeInstanceOf(LogUnavailable);
      expect(await refusal(log.head())).toBeInstanceOf(LogUnavailable);
      await log.close();
    });
  });
} else {
  console.warn('\nDID NOT RUN: EventStoreDB with TLS. There is no openssl here to make a certificate.\n');
  it.todo('speaks TLS: needs openssl to make a certificate');
}

function makeCertificate(): boolean {
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  try {
    execFileSync('openssl', ['req', ...kind, ...names, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
