import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsWorld, newKey, PASSWORD, type Person } from '../../../test/support/accounts-world.js';
import { PERSONAL_DATA, type PersonalData } from '#libs/event-sourcing';
import { Accounts } from '../accounts.js';
import { Credentials } from '../credentials.js';
import { Sessions } from '../sessions.js';
import { DeleteAccountCommand } from '../use-cases/delete-account/delete-account.handler.js';
import { RequestSignUpCommand } from '../use-cases/request-sign-up/request-sign-up.handler.js';
import { VerifySignUpCommand } from '../use-cases/verify-sign-up/verify-sign-up.handler.js';

let world: AccountsWorld;
let ann: Person;
beforeEach(async () => {
  world = await AccountsWorld.begin();
  ann = await world.person('ann@acme.com');
});
afterEach(() => world.end());

/** A second after all that was before. */
const request = (password = PASSWORD, options: Parameters<AccountsWorld['scope']>[0] = {}) => {
  world.clock.advance(1000);
  return world.send(new DeleteAccountCommand(world.scope(options), { accountId: ann.accountId, password, client: '192.0.2.1' }));
};
const opens = async (of: string) => {
  const events = (await world.events()).filter(({ personal }) => personal?.of === of);
  expect(events.length).toBeGreaterThan(0);
  const open = await world.get<PersonalData>(PERSONAL_DATA).opener([of]);
  return events.some(({ personal }) => open(of, personal?.sealed ?? '') !== null);
};

describe('deleting an account', () => {
  it('[A-1] needs the password', async () => {
    expect(await world.codeOf(request('another-password-9'))).toBe('invalid_credentials');
    expect(await world.events('AccountDeletionRequested')).toHaveLength(0);
  });

  it('[S-3] changes nothing in a dry run', async () => {
    await request(PASSWORD, { dryRun: true });
    expect(await world.events('AccountDeletionRequested')).toHaveLength(0);
    expect(await world.codeOf(world.signIn(ann.email))).toBe('ok');
  });

  it('[S-1] is one deletion for one key', async () => {
    const key = newKey();
    expect(await request(PASSWORD, { key })).toEqual(await request(PASSWORD, { key }));
    expect(await world.events('AccountDeletionRequested')).toHaveLength(1);
  });

  it('[A-6] ends every session and forgets every password before anything else', async () => {
    await world.signIn(ann.email);
    const { credentialId } = (await world.events('AccountOpened'))[0]?.data as { credentialId: string };
    await request();
    expect(await world.get(Sessions).find(ann.token)).toBeNull();
    expect(await world.get(Sessions).list(ann.accountId, 10)).toEqual([]);
    expect(await world.codeOf(world.signIn(ann.email))).toBe('invalid_credentials');
    await world.settle();
    const ref = { accountId: ann.accountId, credentialId };
    expect(await world.get(Credentials).matches(ref, PASSWORD)).toBe(false);
  });

  it('[A-3] leaves every workspace with the address that it had', async () => {
    await request();
    await world.settle();
    expect(world.workspaces.departed).toEqual([[ann.accountId, world.emailKey('ann@acme.com')]]);
  });

  it('[A-6] frees the address: it signs up afresh as another account', async () => {
    await request();
    await world.settle();
    const again = await world.person('ann@acme.com');
    expect(again.accountId).not.toBe(ann.accountId);
    expect((await world.get(Accounts).profile(again.accountId)).name).toBe('Ann Lee');
  });

  it('[A-6] loses no sign-up that was asked for while the account was still being deleted', async () => {
    await request();
    const token = await world.signUp(ann.email);
    expect(world.subjectsTo(ann.email)).toEqual(['Confirm your email address']);
    await world.restart();
    await world.settle();
    expect(world.subjectsTo(ann.email)).toEqual(['Confirm your email address']);
    const again = await world.send(new VerifySignUpCommand(world.scope(), { token }));
    expect(again.accountId).not.toBe(ann.accountId);
    expect(await opens(again.accountId)).toBe(true);
    expect(await opens(ann.accountId)).toBe(false);
  });

  it('[A-6] [A-7] takes up no sign-up from before the deletion was asked for, and destroys its key', async () => {
    const before = world.scope();
    await world.send(new RequestSignUpCommand(before, { email: ann.email, password: PASSWORD, name: 'Ann Lee' }));
    await request();
    await world.settle();
    const asked = await world.events('SignUpRequested');
    expect(await opens(asked.at(-1)?.data['signUpId'] as string)).toBe(false);
    expect((await world.events('AddressReleased')).map(({ data }) => data)).toEqual([{ accountId: ann.accountId }]);
    expect(world.subjectsTo(ann.email)).toEqual([]);
  });

  it('[A-7] destroys the keys of the person, those of sign-ups that came to nothing among them', async () => {
    const stale = await world.signUp('bo@acme.com');
    const bo = await world.person('bo@acme.com');
    const [first] = (await world.events('SignUpRequested')).filter(({ data }) => data['signUpId'] !== ann.accountId);
    const staleId = first?.data['signUpId'] as string;
    expect(await world.codeOf(world.send(new VerifySignUpCommand(world.scope(), { token: stale })))).not.toBe('ok');
    expect(await opens(staleId)).toBe(true);
    const password = PASSWORD;
    await world.send(new DeleteAccountCommand(world.scope(), { accountId: bo.accountId, password, client: '192.0.2.1' }));
    await world.settle();
    expect(await opens(bo.accountId)).toBe(false);
    expect(await opens(staleId)).toBe(false);
    expect(await opens(ann.accountId)).toBe(true);
  });

  it('[A-7] takes away the mails that are kept of them, and nobody else’s', async () => {
    await world.person('bo@acme.com');
    expect(world.subjectsTo('ann@acme.com')).not.toEqual([]);
    await request();
    await world.settle();
    expect(world.subjectsTo('ann@acme.com')).toEqual([]);
    expect(world.subjectsTo('bo@acme.com')).not.toEqual([]);
  });

  it('[A-7] leaves the keys of whoever has the address afterwards', async () => {
    await request();
    await world.settle();
    const again = await world.person('ann@acme.com');
    await world.stopProcesses();
    await world.restart();
    await world.settle();
    expect(await opens(again.accountId)).toBe(true);
    expect(await opens(ann.accountId)).toBe(false);
  });

  it('[A-5] says once that it is done, however often it is gone through', async () => {
    await request();
    await world.settle();
    await world.restart();
    await world.settle();
    expect((await world.events('AccountDeleted')).map(({ stream }) => stream)).toEqual([`account-${ann.accountId}`]);
    expect(await world.get(Accounts).isClosed(ann.accountId)).toBe(true);
    expect(await world.get(Accounts).profile(ann.accountId)).toMatchObject({ name: null, email: null });
  });

  it.each([
    'accounts.deletion.between-request-and-sessions',
  ])('[A-5] goes on by itself after a crash at %s', async (point) => {
    await world.crash(point, () => request());
    await world.settle();
    expect(await world.events('AccountDeleted')).toHaveLength(1);
    expect(await world.get(Sessions).find(ann.token)).toBeNull();
  });
});
