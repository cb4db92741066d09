import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as argon2 from '@node-rs/argon2';
import { type Passwords as PasswordsType } from './passwords.js';

const PASSWORD = 'walnut-river-bicycle-7';

const hash = jest.fn(argon2.hash);
const verify = jest.fn(argon2.verify);

describe('passwords', () => {
  let Passwords: typeof PasswordsType;

  beforeAll(async () => {
    jest.unstable_mockModule('@node-rs/argon2', () => ({ hash, verify }));
    ({ Passwords } = await import('./passwords.js'));
  });

  afterEach(() => {
    jest.resetAllMocks();
    hash.mockImplementation(argon2.hash);
    verify.mockImplementation(argon2.verify);
  });

  it('[C-4] hashes with argon2id at the costs that the rule asks for, and a salt of its own each time', async () => {
    const passwords = new Passwords();
    const [first, second] = [await passwords.hash(PASSWORD), await passwords.hash(PASSWORD)];
    const [, algorithm, version, costs, salt, digest] = first.split('$');
    expect([algorithm, version, costs]).toEqual(['argon2id', 'v=19', 'm=19456,t=2,p=1']);
    expect(Buffer.from(salt ?? '', 'base64').length).toBeGreaterThanOrEqual(16);
    expect(Buffer.from(digest ?? '', 'base64').length).toBeGreaterThanOrEqual(32);
    expect(second.split('$')[4]).not.toBe(salt);
  });

  it('knows the password again, and no other', async () => {
    const passwords = new Passwords();
    const hashed = await passwords.hash(PASSWORD);
    expect(await passwords.verify(hashed, PASSWORD)).toBe(true);
    expect(await passwords.verify(hashed, `${PASSWORD} `)).toBe(false);
    expect(await passwords.verify(hashed, PASSWORD.toUpperCase())).toBe(false);
    expect(await passwords.verify(hashed, '')).toBe(false);
  });

  it('knows it again in another Unicode form of the same text', async () => {
    const passwords = new Passwords();
    const hashed = await passwords.hash('caf\u00e9 am fluss 7');
    expect(await passwords.verify(hashed, 'cafe\u0301 am fluss 7')).toBe(true);
    expect(await passwords.verify(hashed, 'cafe am fluss 7')).toBe(false);
  });

  it('verifies a hash of other costs with those', async () => {
    const light = await argon2.hash(PASSWORD, { memoryCost: 4096, timeCost: 1 });
    expect(light).toContain('m=4096,t=1');
    expect(await new Passwords().verify(light, PASSWORD)).toBe(true);
  });

  it('rejects where a hash is none', async () => {
    await expect(new Passwords().verify('not a hash', PASSWORD)).rejects.toThrow();
  });

  it('says what is wrong with a new password', () => {
    expect(new Passwords().fault('password1234')).toEqual(expect.any(String));
    expect(new Passwords().fault(PASSWORD)).toBeUndefined();
  });

  it('[C-3] does one verification at the costs of every other where there is nothing to compare with', async () => {
    expect(await new Passwords().verifyNothing(PASSWORD)).toBe(false);
    expect(hash).not.toHaveBeenCalled();
    expect(verify).toHaveBeenCalledTimes(1);
    const [compared, given] = verify.mock.calls[0] as [string, string];
    expect(compared.split('$').slice(0, 4)).toEqual((await argon2.hash('any', COSTS)).split('$').slice(0, 4));
    expect(given).toBe(PASSWORD);
    const lengths = (text: string) => text.split('$').map((part) => part.length);
    expect(lengths(compared)).toEqual(lengths(await argon2.hash('any', COSTS)));
  });

  it('[C-3] waits in the same line for nothing as for a hash', async () => {
    const passwords = new Passwords({ parallel: 1, mostWaiting: 1 });
    const hashed = await argon2.hash(PASSWORD, { memoryCost: 4096, timeCost: 1 });
    const working = [passwords.verify(hashed, PASSWORD), passwords.verify(hashed, PASSWORD)];
    await expect(passwords.verifyNothing(PASSWORD)).rejects.toMatchObject({ code: 'busy', kind: 'unavailable' });
    await Promise.all(working);
    expect(await passwords.verifyNothing(PASSWORD)).toBe(false);
  });

  it('works on so many at once, lets so many wait, and refuses further ones as busy', async () => {
    const desk = new Desk();
    hash.mockImplementation(() => desk.work());
    const passwords = new Passwords({ parallel: 2, mostWaiting: 3 });
    const accepted = Array.from({ length: 5 }, () => passwords.hash(PASSWORD));
    await expect(passwords.hash(PASSWORD)).rejects.toMatchObject({ code: 'busy', details: { retryAfterSeconds: 2 } });
    await desk.drain();
    expect(await Promise.all(accepted)).toHaveLength(5);
    expect(desk.most).toBe(2);
    const again = passwords.hash(PASSWORD);
    await desk.drain();
    expect(await again).toBe('hash');
  });

  it('goes on after one that failed', async () => {
    hash.mockRejectedValueOnce(new Error('no memory'));
    const passwords = new Passwords({ parallel: 1, mostWaiting: 1 });
    const [first, second] = await Promise.allSettled([passwords.hash(PASSWORD), passwords.hash(PASSWORD)]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('works off the main thread: the event loop keeps turning', async () => {
    const hashing = new Passwords({ parallel: 1 }).hash(PASSWORD);
    let turns = 0;
    let over = false;
    const done = hashing.finally(() => (over = true));
    while (!over) {
      turns++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await done;
    expect(turns).toBeGreaterThan(3);
  });
});

const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Work that is done when the test says so; counts how much was under way at once. */
class Desk {
  most = 0;
  private readonly open: (() => void)[] = [];

  work(): Promise<string> {
    const done = new Promise<string>((resolve) => this.open.push(() => resolve('hash')));
    this.most = Math.max(this.most, this.open.length);
    return done;
  }

  /** Does piece after piece, until none comes any more. */
  async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    for (let finish = this.open.shift(); finish; finish = this.open.shift()) {
      finish();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
