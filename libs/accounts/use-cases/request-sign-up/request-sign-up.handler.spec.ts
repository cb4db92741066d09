import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AccountsWorld, newKey, OTHER_PASSWORD, PASSWORD } from '../../../../test/support/accounts-world.js';
import { Passwords } from '#libs/vault';
import { type RequestSignUp, RequestSignUpCommand } from './request-sign-up.handler.js';

let world: AccountsWorld;
beforeEach(async () => {
  world = await AccountsWorld.begin();
});
afterEach(() => world.end());

const USUAL: RequestSignUp = { email: 'ann@acme.com', password: PASSWORD, name: 'Ann Lee' };
const ask = (wanted: Partial<RequestSignUp> = {}, scope = world.scope()) =>
  world.send(new RequestSignUpCommand(scope, { ...USUAL, ...wanted }));

describe('asking for a sign-up', () => {
  it('[D-1] sends a verification link; until it is used there is no account and no place', async () => {
    await ask();
    await world.settle();
    expect(world.subjectsTo('ann@acme.com')).toEqual(['Confirm your email address']);
    expect(world.tokenFor('ann@acme.com', 'verify')).toMatch(/^[A-Za-z0-9._-]+$/);
    expect((await world.events()).map(({ type }) => type)).toEqual(['SignUpRequested']);
    expect(world.workspaces.calls).toBe(0);
  });

  it('[D-9] is about one address, however it is written', async () => {
    await ask({ email: ' ANN@Acme.com ' });
    await ask({ email: 'ann@acme.COM' });
    const stream = `email-${world.emailKey('ann@acme.com')}`;
    expect((await world.events()).map((event) => event.stream)).toEqual([stream, stream]);
  });

  it('[C-3] does the same for an address that has an account, and tells its owner alone', async () => {
    await world.person('ann@acme.com');
    const hash = jest.spyOn(world.get(Passwords), 'hash');
    const put = jest.spyOn(world.vault, 'put');
    const append = jest.spyOn(world.log, 'append');
    const seen = async (email: string) => {
      for (const spy of [hash, put, append]) spy.mockClear();
      await ask({ email });
      return [hash, put, append].map(({ mock }) => mock.calls.length);
    };
    expect(await seen('ann@acme.com')).toEqual(await seen('nobody@acme.com'));
    await world.settle();
    expect(world.subjectsTo('ann@acme.com')).toContain('You already have a Roster account');
    expect(world.subjectsTo('nobody@acme.com')).toEqual(['Confirm your email address']);
  });

  it('[C-4] keeps neither the password nor its hash in any event', async () => {
    await ask();
    const [event] = await world.events();
    const [kept] = await world.vault.list<string>('credential', '');
    expect(kept?.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(event)).not.toContain(PASSWORD);
    expect(JSON.stringify(event)).not.toContain('argon2');
  });

  it('[A-7] keeps name and address sealed', async () => {
    await ask();
    expect(JSON.stringify(await world.events())).not.toMatch(/Ann Lee|ann@/);
  });

  it('[C-4] refuses what is no password to take, naming the field', async () => {
    for (const password of ['short', 'password1234', 'x'.repeat(257)]) {
      await expect(ask({ password })).rejects.toMatchObject({
        code: 'invalid_request',
        details: { errors: [{ path: 'password', message: expect.any(String) }] },
      });
    }
    expect(await world.events()).toEqual([]);
  });

  it('refuses what is no address, naming the field', async () => {
    await expect(ask({ email: 'ann@acme' })).rejects.toMatchObject({
      code: 'invalid_request',
      details: { errors: [{ path: 'email', message: 'Not an email address' }] },
    });
  });

  it('refuses an eleventh for one address in 15 minutes, before the password is hashed', async () => {
    for (let time = 0; time < 10; time++) await ask();
    const hash = jest.spyOn(world.get(Passwords), 'hash');
    await expect(ask()).rejects.toMatchObject({ code: 'too_many_requests', details: { retryAfterSeconds: 900 } });
    expect(hash).not.toHaveBeenCalled();
    expect(await world.codeOf(ask({ email: 'bo@acme.com' }))).toBe('ok');
    world.clock.advance(15 * 60_000);
    expect(await world.codeOf(ask())).toBe('ok');
  });

  it('[S-1] writes one event for one key', async () => {
    const key = newKey();
    await ask({}, world.scope({ key }));
    await ask({}, world.scope({ key }));
    expect(await world.events()).toHaveLength(1);
    expect(await world.vault.list('credential', '')).toHaveLength(1);
  });

  it('[S-3] changes nothing in a dry run, and says the event', async () => {
    const scope = world.scope({ dryRun: true });
    await ask({}, scope);
    expect(scope.planned.map(({ type }) => type)).toEqual(['SignUpRequested']);
    expect(await world.events()).toEqual([]);
    expect(await world.vault.list('credential', '')).toEqual([]);
  });

  it('leaves a hash that expires by itself where a crash comes before the event', async () => {
    await world.crash('accounts.sign-up.between-credential-and-event', () => ask());
    expect(await world.events()).toEqual([]);
    expect(await world.vault.list('credential', '')).toHaveLength(1);
    await world.vault.sweep('2026-03-03T12:00:00.001Z');
    expect(await world.vault.list('credential', '')).toEqual([]);
    await ask({ password: OTHER_PASSWORD });
    expect(await world.events()).toHaveLength(1);
  });
});
