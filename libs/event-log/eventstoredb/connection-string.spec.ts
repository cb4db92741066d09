import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openEventStoreDbLog } from './open.js';

describe('the connection string of EventStoreDB', () => {
  const warn = jest.spyOn(console, 'warn');

  beforeEach(() => {
    warn.mockClear();
  });

  it.each([
    'esdb://localhost:2113?tls=false',
    'esdb://admin:changeit@localhost:2113',
    'esdb://a.example:2113,b.example:2113,c.example:2113?nodePreference=leader&connectionName=roster',
    'esdb+discover://admin:changeit@cluster.example:2113?maxDiscoverAttempts=3&keep_alive_interval=20000',
  ])('may be %s', async (url) => {
    const log = await openEventStoreDbLog(url);
    await log.close();
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['it does not begin with esdb://', 'https://admin:s3cret@localhost'],
    ['it does not begin with esdb://', 'admin:s3cret@localhost'],
    ['it is not well formed', 'esdb://admin:s3cret@host:port:2113'],
    ['it has a setting that the client does not know', 'esdb://admin:s3cret@localhost?tlss=false'],
    ['tlsVerifyCert has no effect', 'esdb://admin:s3cret@localhost?tlsVerifyCert=false'],
    ['throwOnAppendFailure cannot be chosen', 'esdb://admin:s3cret@localhost?throwOnAppendFailure=false'],
    ['a certificate file is not there', 'esdb://admin:s3cret@localhost?tlsCAFile=missing.crt'],
  ])('is refused without a word of the password: %s', async (reason, url) => {
    const error = await openEventStoreDbLog(url).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ name: 'EventStoreUrlUnusable', code: 'eventstore_url_unusable' });
    expect((error as Error).message).toContain(reason);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('s3cret');
    expect(warn).not.toHaveBeenCalled();
  });
});
