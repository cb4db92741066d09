import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AccountsWorld, newKey, OTHER_PASSWORD, PASSWORD } from '../../../../test/support/accounts-world.js';
import { Passwords } from '#libs/vault';
import { type TooManyAttempts } from '../../domain/errors.js';
import { Sessions } from '../../sessions.js';
import { AskPasswordResetCommand } from '../ask-password-reset/ask-password-reset.handler.js';
import { ChangePasswordCommand } from '../change-password/change-password.handler.js';
import { CompletePasswordResetCommand } from '../complete-password-reset/complete-password-reset.handler.js';
import { SignInCommand } from './sign-in.handler.js';

const ANN = 'ann@acme.com';
const WRONG = 'not-the-password-at-all';

let world: AccountsWorld;
beforeEach(async () => {
  world = await AccountsWorld.begin();
});
afterEach(() => world.end());

const code = (email: string, password = PASSWORD, client?: string) =>
  world.codeOf(world.signIn(email, password, client));
const wrongTimes = async (times: number, email = ANN, client?: string) => {
  for (let time = 0; time < times; time++) expect(await code(email, WRONG, client)).toBe('invalid_credentials');
};
/** Every comparison that is made from now on. */
const comparisons = () => jest.spyOn(world.get(Passwords), 'verify').mock.calls;

describe('signing in', () => {
  it('[T-2] is an event and a session of seven days', async () => {
    const { accountId } = await world.person(ANN);
    const { session, memberships } = await world.signIn(' ANN@acme.com ');
    expect(session.expiresAt).toBe('2026-03-08T12:00:00.000Z');
    expect(memberships).toEqual([expect.objectContaining({ workspaceName: 'acme.com', role: 'admin', owner: true })]);
    expect((await world.events('SignedIn')).at(-1)).toMatchObject({
      stream: `account-${accountId}`,
      data: { sessionId: session.sessionId, via: 'password' },
      metadata: { actor: { kind: 'account', id: accountId } },
    });
    expect(await world.get(Sessions).find(session.token)).toEqual({ accountId, sessionId: session.sessionId });
  });

  it('[C-4] keeps of a session only the hash of its secret', async () => {
    await world.person(ANN);
    const { session } = await world.signIn(ANN);
    const secret = session.token.split('.')[2] ?? '';
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(JSON.stringify([await world.vault.list('session', ''), await world.events()])).not.toContain(secret);
  });

  it('[C-3] answers the same for a wrong password and an unknown address, with as many comparisons', async () => {
    await world.person(ANN);
    await world.signUp('pending@acme.com');
    const made = comparisons();
    const reads = jest.spyOn(world.log, 'readStream');
    const seen = async (email: string, password: string) => {
      made.length = 0;
      reads.mockClear();
      const answer = await code(email, password);
      return { answer, comparisons: made.length, reads: reads.mock.calls.length };
    };
    const wrong = { answer: 'invalid_credentials', comparisons: 1, reads: 2 };
    expect(await seen(ANN, WRONG)).toEqual(wrong);
    expect(await seen('nobody@acme.com', WRONG)).toEqual(wrong);
    expect(await seen(ANN, PASSWORD)).toMatchObject({ answer: 'ok', comparisons: 1 });
    await world.signUp(ANN, OTHER_PASSWORD);
    for (const email of [ANN, 'pending@acme.com']) {
      expect([email, await seen(email, WRONG)]).toEqual([email, { ...wrong, comparisons: 2 }]);
    }
    const unverified = { ...wrong, comparisons: 2, answer: 'email_not_verified' };
    expect(await seen('pending@acme.com', PASSWORD)).toEqual(unverified);
    expect(await seen(ANN, OTHER_PASSWORD)).toEqual(unverified);
    expect(await seen(ANN, PASSWORD)).toMatchObject({ answer: 'ok' });
  });

  it('[D-1] says that an address is not verified only after the right password', async () => {
    await world.signUp(ANN);
    expect(await code(ANN, WRONG)).toBe('invalid_credentials');
    expect(await code(ANN)).toBe('email_not_verified');
    world.clock.advance(24 * 60 * 60_000);
    expect(await code(ANN)).toBe('invalid_credentials');
  });

  it('[C-3] [D-1] forgets a sign-up with an address that is somebody’s after as long as any other', async () => {
    await world.person(ANN);
    await world.signUp(ANN, OTHER_PASSWORD);
    expect(await code(ANN, OTHER_PASSWORD)).toBe('email_not_verified');
    world.clock.advance(24 * 60 * 60_000);
    expect(await code(ANN, OTHER_PASSWORD)).toBe('invalid_credentials');
    expect(await code(ANN)).toBe('ok');
  });

  it('[C-5] lets nobody begin anew by the password of a sign-up that they asked for themselves', async () => {
    await world.person(ANN);
    await world.signUp(ANN, OTHER_PASSWORD);
    for (let tries = 0; tries < 4; tries++) expect(await code(ANN, WRONG)).toBe('invalid_credentials');
    expect(await code(ANN, OTHER_PASSWORD)).toBe('email_not_verified');
    expect(await code(ANN, WRONG)).toBe('invalid_credentials');
    expect(await code(ANN, WRONG)).toBe('too_many_attempts');
  });

  it('[D-1] goes by the newest of several sign-ups', async () => {
    await world.signUp(ANN);
    await world.signUp(ANN, OTHER_PASSWORD);
    expect(await code(ANN)).toBe('invalid_credentials');
    expect(await code(ANN, OTHER_PASSWORD)).toBe('email_not_verified');
  });

  it('[S-3] begins nothing in a dry run', async () => {
    await world.person(ANN);
    const before = await world.vault.list('session', '');
    const scope = world.scope({ dryRun: true });
    await world.send(new SignInCommand(scope, { email: ANN, password: PASSWORD, client: '192.0.2.1' }));
    expect(scope.planned.map(({ type }) => type)).toEqual(['SignedIn']);
    expect(await world.events('SignedIn')).toHaveLength(1);
    expect(await world.vault.list('session', '')).toEqual(before);
  });

  it('[S-1] gives the session that a crash kept back', async () => {
    await world.person(ANN);
    const key = newKey();
    const again = () =>
      world.send(new SignInCommand(world.scope({ key }), { email: ANN, password: PASSWORD, client: '192.0.2.1' }));
    await world.crash('accounts.sign-in.between-event-and-session', again);
    const { session } = await again();
    expect(await world.get(Sessions).find(session.token)).not.toBeNull();
    expect(await world.events('SignedIn')).toHaveLength(2);
  });

  it('is refused where the password is changed while it is compared', async () => {
    const { accountId, sessionId } = await world.person(ANN);
    const passwords = world.get(Passwords);
    const compare = passwords.verify.bind(passwords);
    jest.spyOn(passwords, 'verify').mockImplementationOnce(async (hash, password) => {
      const right = await compare(hash, password);
      await changePassword(accountId, sessionId);
      return right;
    });
    expect(await code(ANN)).toBe('invalid_credentials');
    expect(await world.vault.list('session', '')).toHaveLength(1);
  });

  it('[C-6] takes a session back that began while the password was changed', async () => {
    const { accountId, sessionId } = await world.person(ANN);
    const sessions = world.get(Sessions);
    const begin = sessions.begin.bind(sessions);
    jest.spyOn(sessions, 'begin').mockImplementationOnce(async (session) => {
      await changePassword(accountId, sessionId);
      return begin(session);
    });
    expect(await code(ANN)).toBe('invalid_credentials');
    expect((await world.vault.list('session', '')).map(({ key }) => key)).toEqual([`${accountId}/${sessionId}`]);
  });

  const changePassword = (accountId: string, sessionId: string) =>
    world.send(
      new ChangePasswordCommand(world.scope(), {
        accountId,
        sessionId,
        currentPassword: PASSWORD,
        newPassword: OTHER_PASSWORD,
        client: '192.0.2.9',
      }),
    );
});

describe('wrong passwords', () => {
  it('[C-5] after five the sixth try waits, though it is right, before anything is compared', async () => {
    await world.person(ANN);
    await wrongTimes(5);
    const made = comparisons();
    await expect(world.signIn(ANN)).rejects.toMatchObject({
      code: 'too_many_attempts',
      details: { retryAfterSeconds: expect.any(Number) },
    });
    expect(made).toHaveLength(0);
  });

  it('[C-5] waits longer with each further try, up to 15 minutes', async () => {
    await wrongTimes(5);
    const waits: number[] = [];
    for (let time = 0; time < 7; time++) {
      const refused = await world.signIn(ANN).catch((error: unknown) => error);
      waits.push((refused as TooManyAttempts).details.retryAfterSeconds ?? 0);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
  });

  it('[C-5] lets the right one in after the waiting, and then all is forgotten', async () => {
    await world.person(ANN);
    await wrongTimes(5);
    world.clock.advance(15_000);
    expect(await code(ANN)).toBe('ok');
    await wrongTimes(5);
  });

  it('[C-5] counts for one account from one client address', async () => {
    await world.person(ANN);
    await world.person('bo@acme.com');
    await wrongTimes(5, ANN, '192.0.2.1');
    expect(await code(ANN, PASSWORD, '192.0.2.2')).toBe('ok');
    expect(await code('bo@acme.com', PASSWORD, '192.0.2.1')).toBe('ok');
    expect(await code(ANN, PASSWORD, '192.0.2.1')).toBe('too_many_attempts');
  });

  it('[C-3] counts for an address without an account too', async () => {
    await wrongTimes(5, 'nobody@acme.com');
    expect(await code('nobody@acme.com')).toBe('too_many_attempts');
  });

  it('[C-5] counts also where limits on emails are off, and over a restart', async () => {
    const lax = await AccountsWorld.begin({ rateLimits: false });
    try {
      for (let time = 0; time < 5; time++) await lax.codeOf(lax.signIn(ANN, WRONG));
      await lax.restart();
      expect(await lax.codeOf(lax.signIn(ANN))).toBe('too_many_attempts');
    } finally {
      await lax.end();
    }
  });

  it('[C-5] lets no more than five through when many come at once', async () => {
    await world.person(ANN);
    const made = comparisons();
    const codes = await Promise.all(Array.from({ length: 30 }, () => code(ANN, WRONG)));
    expect(made).toHaveLength(5);
    expect(codes.filter((answer) => answer === 'invalid_credentials')).toHaveLength(5);
    expect(codes.filter((answer) => answer === 'too_many_attempts')).toHaveLength(25);
  });

  it('[C-5] holds back nobody who is right, however many come at once', async () => {
    await world.person(ANN);
    const codes = await Promise.all(Array.from({ length: 12 }, () => code(ANN)));
    expect(new Set(codes)).toEqual(new Set(['ok']));
  });

  it('[C-5] never locks out a reset, and a reset ends the waiting', async () => {
    await world.person(ANN);
    await wrongTimes(5);
    await world.send(new AskPasswordResetCommand(world.scope(), { email: ANN }));
    await world.settle();
    const token = world.tokenFor(ANN, 'reset');
    await world.send(new CompletePasswordResetCommand(world.scope(), { token, newPassword: OTHER_PASSWORD }));
    expect(await code(ANN, OTHER_PASSWORD)).toBe('ok');
  });

  it('[C-5] keeps no network address in the clear', async () => {
    await wrongTimes(1);
    const kept = await world.vault.list('attempt', '');
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toMatch(/192\.0|acme/);
  });
});
