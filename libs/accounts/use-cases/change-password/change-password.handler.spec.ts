import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AccountsWorld,
  newKey,
  OTHER_PASSWORD,
  PASSWORD,
  type Person,
} from '../../../../test/support/accounts-world.js';
import { Sessions } from '../../sessions.js';
import { type ChangePasswordInSession, ChangePasswordCommand } from './change-password.handler.js';

const ANN = 'ann@acme.com';
const THIRD = 'a-third-fine-password';

let world: AccountsWorld;
let ann: Person;
beforeEach(async () => {
  world = await AccountsWorld.begin();
  ann = await world.person(ANN);
});
afterEach(() => world.end());

const change = (wanted: Partial<ChangePasswordInSession> = {}, scope = world.scope()) => {
  const { accountId, sessionId } = ann;
  const usual = { accountId, sessionId, currentPassword: PASSWORD, newPassword: OTHER_PASSWORD, client: '192.0.2.1' };
  return world.send(new ChangePasswordCommand(scope, { ...usual, ...wanted }));
};
const goesOn = async (token: string) => (await world.get(Sessions).find(token)) !== null;

describe('changing a password', () => {
  it('[C-6] needs the current one; the new one counts from then on', async () => {
    expect(await world.codeOf(change({ currentPassword: OTHER_PASSWORD }))).toBe('invalid_credentials');
    await change();
    expect(await world.codeOf(world.signIn(ANN))).toBe('invalid_credentials');
    expect(await world.codeOf(world.signIn(ANN, OTHER_PASSWORD))).toBe('ok');
  });

  it('[C-6] ends the other sessions and keeps the one it is done in', async () => {
    const { session } = await world.signIn(ANN);
    await change();
    expect(await goesOn(session.token)).toBe(false);
    expect(await goesOn(ann.token)).toBe(true);
  });

  it('[C-6] tells the person by email', async () => {
    await change();
    await world.settle();
    expect(world.subjectsTo(ANN)).toContain('Your password was changed');
  });

  it('[C-4] keeps one hash, and refuses a password that is too common', async () => {
    await change();
    expect(await world.vault.list('credential', `${ann.accountId}/`)).toHaveLength(1);
    await expect(change({ newPassword: 'password1234' })).rejects.toMatchObject({
      details: { errors: [{ path: 'newPassword', message: expect.any(String) }] },
    });
    expect(await world.vault.list('credential', `${ann.accountId}/`)).toHaveLength(1);
  });

  it('[C-5] counts wrong current passwords as wrong passwords', async () => {
    for (let time = 0; time < 5; time++) await world.codeOf(change({ currentPassword: OTHER_PASSWORD }));
    expect(await world.codeOf(change())).toBe('too_many_attempts');
    expect(await world.codeOf(world.signIn(ANN))).toBe('too_many_attempts');
  });

  it('lets one of two win that come at once', async () => {
    const codes = await Promise.all([world.codeOf(change()), world.codeOf(change({ newPassword: THIRD }))]);
    expect(codes.sort()).toEqual(['invalid_credentials', 'ok']);
    expect(await world.events('PasswordChanged')).toHaveLength(1);
    expect(await world.vault.list('credential', `${ann.accountId}/`)).toHaveLength(1);
  });

  it('[S-1] is done once for one key, though the current password is another one by then', async () => {
    const key = newKey();
    await change({}, world.scope({ key }));
    await change({}, world.scope({ key }));
    expect(await world.events('PasswordChanged')).toHaveLength(1);
    const other = change({ newPassword: THIRD }, world.scope({ key }));
    expect(await world.codeOf(other)).toBe('idempotency_key_reused');
  });

  it('[S-3] changes nothing in a dry run', async () => {
    const scope = world.scope({ dryRun: true });
    await change({}, scope);
    expect(scope.planned.map(({ type }) => type)).toEqual(['PasswordChanged']);
    expect(await world.codeOf(world.signIn(ANN))).toBe('ok');
    expect(await world.vault.list('credential', `${ann.accountId}/`)).toHaveLength(1);
  });

  it('leaves the old password where a crash comes before the event', async () => {
    await world.crash('accounts.password.between-credential-and-event', () => change());
    await world.settle();
    expect(await world.codeOf(world.signIn(ANN))).toBe('ok');
    await change();
  });

  it.each(['accounts.password.between-event-and-sessions', 'accounts.password.between-sessions-and-former-credential'])(
    '[C-6] is finished by the process after a crash at %s, and leaves newer sessions alone',
    async (point) => {
      const before = await world.signIn(ANN);
      await world.crash(point, () => change());
      const since = await world.signIn(ANN, OTHER_PASSWORD);
      await world.settle();
      expect(await goesOn(before.session.token)).toBe(false);
      expect(await goesOn(ann.token)).toBe(true);
      expect(await goesOn(since.session.token)).toBe(true);
      expect(await world.vault.list('credential', `${ann.accountId}/`)).toHaveLength(1);
      expect(world.subjectsTo(ANN)).toContain('Your password was changed');
    },
  );
});
