import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  AccountsWorld,
  newKey,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
  type Person,
} from '../../../../test/support/accounts-world.js';
import { Passwords } from '#libs/vault';
import { Sessions } from '../../sessions.js';
import { AskPasswordResetCommand } from '../ask-password-reset/ask-password-reset.handler.js';
import { SendPasswordResetCommand } from '../send-password-reset/send-password-reset.handler.js';
import { CompletePasswordResetCommand } from './complete-password-reset.handler.js';

const ANN = 'ann@acme.com';
const THIRD = 'a-third-fine-password';
const MINUTE = 60_000;

let world: AccountsWorld;
let ann: Person;
beforeEach(async () => {
  world = await AccountsWorld.begin();
  ann = await world.person(ANN);
});
afterEach(() => world.end());

const ask = async (email = ANN) => {
  await world.send(new AskPasswordResetCommand(world.scope(), { email }));
  await world.settle();
};
const asked = async () => {
  await ask();
  return world.tokenFor(ANN, 'reset');
};
const complete = (token: string, newPassword = OTHER_PASSWORD, scope = world.scope()) =>
  world.send(new CompletePasswordResetCommand(scope, { token, newPassword }));

describe('asking for a password reset', () => {
  it('[C-2] sends a link to the owner of the address', async () => {
    const token = await asked();
    expect(world.subjectsTo(ANN).at(-1)).toBe('Choose a new password');
    expect(world.mail.mails.at(-1)?.text).toContain(`\n${ORIGIN}/reset#token=${token}\n`);
  });

  it('[C-3] does the same for an address without an account, and sends nothing', async () => {
    const append = jest.spyOn(world.log, 'append');
    await world.send(new AskPasswordResetCommand(world.scope(), { email: 'nobody@acme.com' }));
    expect(append).toHaveBeenCalledTimes(1);
    await world.settle();
    expect((await world.events()).at(-1)?.type).toBe('PasswordResetAsked');
    expect(world.subjectsTo('nobody@acme.com')).toEqual([]);
  });

  it('sends nothing to a sign-up that is not verified', async () => {
    await world.signUp('new@acme.com');
    await ask('new@acme.com');
    expect(world.subjectsTo('new@acme.com')).toEqual(['Confirm your email address']);
  });

  it('[C-1] can be done by an admin, whose workspace the email names', async () => {
    const asker = { askedBy: 'admin', workspaceId: 'acme', workspaceName: 'Acme Care' } as const;
    await world.send(new SendPasswordResetCommand(world.scope(), { accountId: ann.accountId, asker }));
    await world.settle();
    expect(world.mail.mails.at(-1)?.text).toContain('Acme Care');
    expect(await world.codeOf(complete(world.tokenFor(ANN, 'reset')))).toBe('ok');
  });

  it('refuses an eleventh for one address in 15 minutes, whether it has an account or not', async () => {
    for (const email of [ANN, 'nobody@acme.com']) {
      const send = () => world.codeOf(world.send(new AskPasswordResetCommand(world.scope(), { email })));
      for (let time = 0; time < 10; time++) expect(await send()).toBe('ok');
      expect(await send()).toBe('too_many_requests');
    }
  });
});

describe('completing a password reset', () => {
  it('[C-2] ends every session, and signs nobody in', async () => {
    const token = await asked();
    const { session } = await world.signIn(ANN);
    await complete(token);
    expect(await world.get(Sessions).find(session.token)).toBeNull();
    expect(await world.get(Sessions).find(ann.token)).toBeNull();
    expect(await world.vault.list('session', '')).toEqual([]);
    expect(await world.events('SignedIn')).toHaveLength(2);
    expect(await world.codeOf(world.signIn(ANN))).toBe('invalid_credentials');
    expect(await world.codeOf(world.signIn(ANN, OTHER_PASSWORD))).toBe('ok');
  });

  it('[C-2] tells the person by email', async () => {
    await complete(await asked());
    await world.settle();
    expect(world.subjectsTo(ANN).at(-1)).toBe('Your password was changed');
  });

  it('[C-2] works for 30 minutes', async () => {
    const token = await asked();
    world.clock.advance(30 * MINUTE);
    expect(await world.codeOf(complete(token))).toBe('reset_expired');
    world.clock.advance(-1);
    expect(await world.codeOf(complete(token))).toBe('ok');
  });

  it('[C-2] works once, also where it is used twice at once', async () => {
    const token = await asked();
    const codes = await Promise.all([OTHER_PASSWORD, THIRD].map((password) => world.codeOf(complete(token, password))));
    expect(codes.sort()).toEqual(['ok', 'reset_used']);
    expect(await world.codeOf(complete(token))).toBe('reset_used');
    expect(await world.vault.list('credential', `${ann.accountId}/`)).toHaveLength(1);
  });

  it('[C-2] is replaced by a newer one', async () => {
    const older = await asked();
    const newer = await asked();
    expect(await world.codeOf(complete(older))).toBe('reset_replaced');
    expect(await world.codeOf(complete(newer))).toBe('ok');
  });

  it('refuses a used or forged link before the new password is hashed', async () => {
    const token = await asked();
    await complete(token);
    const hash = jest.spyOn(world.get(Passwords), 'hash');
    expect(await world.codeOf(complete(token))).toBe('reset_used');
    expect(await world.codeOf(complete('forged'))).toBe('not_found');
    expect(await world.codeOf(complete(`x${token}`))).toBe('not_found');
    expect(hash).not.toHaveBeenCalled();
  });

  it('[C-4] refuses a password that is too short, and the link still works', async () => {
    const token = await asked();
    expect(await world.codeOf(complete(token, 'short'))).toBe('invalid_request');
    expect(await world.codeOf(complete(token))).toBe('ok');
  });

  it('[C-4] puts no token into any event', async () => {
    const token = await asked();
    await complete(token);
    expect(JSON.stringify(await world.events())).not.toContain(token.split('.')[2]);
  });

  it('[S-1] is done once for one key, though the link is used by then', async () => {
    const key = newKey();
    const token = await asked();
    await complete(token, OTHER_PASSWORD, world.scope({ key }));
    await complete(token, OTHER_PASSWORD, world.scope({ key }));
    expect(await world.events('PasswordReset')).toHaveLength(1);
    expect(await world.codeOf(complete(token, PASSWORD, world.scope({ key })))).toBe('idempotency_key_reused');
  });

  it('[S-3] changes nothing in a dry run', async () => {
    const token = await asked();
    const scope = world.scope({ dryRun: true });
    await complete(token, OTHER_PASSWORD, scope);
    expect(scope.planned.map(({ type }) => type)).toEqual(['PasswordReset']);
    expect(await world.codeOf(world.signIn(ANN))).toBe('ok');
  });

  it('[C-2] leaves the link where a crash comes before the event', async () => {
    const token = await asked();
    await world.crash('accounts.password.between-credential-and-event', () => complete(token));
    expect(await world.codeOf(world.signIn(ANN))).toBe('ok');
    expect(await world.codeOf(complete(token))).toBe('ok');
  });

  it.each([
    'accounts.password.between-event-and-sessions',
    'accounts.password.between-sessions-and-former-credential',
    'accounts.password.between-reset-and-attempts',
  ])('[C-2] is finished by the process after a crash at %s', async (point) => {
    const token = await asked();
    await world.stopProcesses();
    await world.crash(point, () => complete(token));
    const since = await world.signIn(ANN, OTHER_PASSWORD);
    await world.settle();
    expect(await world.get(Sessions).find(ann.token)).toBeNull();
    expect(await world.get(Sessions).find(since.session.token)).not.toBeNull();
    expect(await world.vault.list('credential', `${ann.accountId}/`)).toHaveLength(1);
    expect(world.subjectsTo(ANN)).toContain('Your password was changed');
  });
});
