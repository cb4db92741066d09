import { beforeEach, describe, expect, it } from '@jest/globals';
import { SetClock } from '../../test/support/accounts-world.js';
import { MemoryVault } from '../../test/support/memory-vault.js';
import { LinkTokens } from '#libs/vault';
import { NoSession } from './domain/errors.js';
import { Sessions } from './sessions.js';

const ANN = '0190a0f0-0000-7000-8000-00000000000a';
const BO = '0190a0f0-0000-7000-8000-00000000000b';
const DAY = 24 * 60 * 60_000;
const id = (n: number) => `0190a0f0-0000-7000-8000-${String(n).padStart(12, '0')}`;

let vault: MemoryVault;
let clock: SetClock;
let sessions: Sessions;
beforeEach(() => {
  vault = new MemoryVault();
  clock = new SetClock();
  sessions = new Sessions(vault, clock, new LinkTokens('a secret of the specs, long enough for all'));
});

const begin = (n: number, accountId = ANN, userAgent?: string) =>
  sessions.begin({ accountId, sessionId: id(n), revision: n, at: clock.now(), userAgent });
const idsOf = async (accountId = ANN) => (await sessions.list(accountId, 200)).map(({ sessionId }) => sessionId);

describe('sessions', () => {
  it('are found by their token', async () => {
    const { token } = await begin(1);
    expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
    expect(await sessions.find(token)).toEqual({ accountId: ANN, sessionId: id(1) });
  });

  it('are not found by anything else', async () => {
    const { token } = await begin(1);
    const [accountId, sessionId, secret = ''] = token.split('.');
    const forged = [
      '',
      'x',
      `${token}x`,
      `${token}.x`,
      `${accountId}.${sessionId}`,
      `${accountId}.${sessionId}.`,
      `${accountId}.${sessionId}.${secret.slice(1)}`,
      `${accountId}.${id(2)}.${secret}`,
      `${BO}.${sessionId}.${secret}`,
      `${accountId}.../${sessionId}.${secret}`,
    ];
    for (const other of forged) expect(await sessions.find(other)).toBeNull();
  });

  it('live for seven days, whatever happens in them', async () => {
    const { token } = await begin(1);
    clock.advance(7 * DAY - 1);
    expect(await sessions.find(token)).not.toBeNull();
    clock.advance(1);
    expect(await sessions.find(token)).toBeNull();
    expect(await idsOf()).toEqual([]);
  });

  it('end at once, and stay ended when they are begun again', async () => {
    const { token } = await begin(1);
    await sessions.end({ accountId: ANN, sessionId: id(1) });
    expect(await sessions.find(token)).toBeNull();
    expect((await begin(1)).token).toBe(token);
    expect(await sessions.find(token)).toBeNull();
    expect(await idsOf()).toEqual([]);
    await expect(sessions.end({ accountId: ANN, sessionId: id(1) })).rejects.toThrow(NoSession);
  });

  it('are ended by their own account alone', async () => {
    const { token } = await begin(1);
    await expect(sessions.end({ accountId: BO, sessionId: id(1) })).rejects.toThrow(NoSession);
    expect(await sessions.find(token)).not.toBeNull();
  });

  it('are listed page by page, with when and where they began', async () => {
    await begin(1, ANN, 'Firefox');
    await begin(2);
    await begin(3);
    await begin(4, BO);
    await sessions.end({ accountId: ANN, sessionId: id(2) });
    const [first] = await sessions.list(ANN, 1);
    expect(first).toEqual({
      sessionId: id(1),
      createdAt: '2026-03-01T12:00:00.000Z',
      expiresAt: '2026-03-08T12:00:00.000Z',
      userAgent: 'Firefox',
    });
    expect((await sessions.list(ANN, 5, id(1))).map(({ sessionId }) => sessionId)).toEqual([id(3)]);
    expect(await sessions.list(ANN, 5, id(3))).toEqual([]);
  });

  it('keep only the beginning of a long user agent', async () => {
    expect((await begin(1, ANN, 'x'.repeat(5000))).userAgent).toHaveLength(256);
  });

  it('[C-2] end all together, however many there are', async () => {
    for (let n = 1; n <= 2500; n++) await begin(n);
    await begin(9000, BO);
    await sessions.endAll(ANN);
    expect(await vault.list('session', `${ANN}/`)).toEqual([]);
    expect(await idsOf(BO)).toEqual([id(9000)]);
  });

  it('[C-6] end all but one, and those alone that began before', async () => {
    for (let n = 1; n <= 5; n++) await begin(n);
    await sessions.endAll(ANN, { before: 4, except: id(2) });
    expect(await idsOf()).toEqual([id(2), id(4), id(5)]);
  });
});
