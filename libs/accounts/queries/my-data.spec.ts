import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsWorld, PASSWORD, type Person } from '../../../test/support/accounts-world.js';
import { AskPasswordResetCommand } from '../use-cases/ask-password-reset/ask-password-reset.handler.js';
import { DeleteAccountCommand } from '../use-cases/delete-account/delete-account.handler.js';
import { PersonalExport } from './my-data.js';

let world: AccountsWorld;
let ann: Person;
beforeEach(async () => {
  world = await AccountsWorld.begin();
  ann = await world.person('Ann.Lee@acme.com');
});
afterEach(() => world.end());

const exported = () => world.get(PersonalExport).of(ann);

describe('everything about a person', () => {
  it('[A-7] is their profile, their places, their sessions and what was written of them, in the clear', async () => {
    await world.signIn(ann.email);
    const data = await exported();
    const { accountId, email } = ann;
    expect(data).toMatchObject({ accountId, email, profile: { name: 'Ann Lee', email } });
    expect(data.memberships).toHaveLength(1);
    expect(data.sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const types = ['SignUpRequested', 'AccountOpened', 'SignedIn'];
    expect(data.events.map(({ type }) => type)).toEqual(expect.arrayContaining(types));
    const opened = data.events.find(({ type }) => type === 'AccountOpened');
    expect(opened).toEqual({
      eventId: expect.any(String),
      type: 'AccountOpened',
      at: expect.any(String),
      data: expect.objectContaining({ name: 'Ann Lee', email }),
    });
  });

  it('holds what was asked for with their address, up to now, and in order of time', async () => {
    await world.send(new AskPasswordResetCommand(world.scope(), { email: ann.email }));
    const { events } = await exported();
    const times = events.map(({ at }) => at);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['AddressClaimed', 'PasswordResetAsked']));
    expect(times).toEqual([...times].sort());
  });

  it('holds no password, no hash of one and no token of a session', async () => {
    const text = JSON.stringify(await exported());
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toMatch(/argon2|secretHash/);
    expect(text).not.toContain(ann.token);
  });

  it('holds nothing of anybody else', async () => {
    await world.person('bo@acme.com');
    expect((await exported()).events.length).toBeGreaterThan(0);
    expect(JSON.stringify(await exported())).not.toContain('bo@acme.com');
  });

  it('[A-6] holds the sign-up that led to the account, also where somebody else’s was still being deleted', async () => {
    world.clock.advance(1000);
    const deletion = { accountId: ann.accountId, password: PASSWORD, client: '192.0.2.1' };
    await world.send(new DeleteAccountCommand(world.scope(), deletion));
    const again = await world.person(ann.email);
    const { events } = await world.get(PersonalExport).of(again);
    const signUps = events.filter(({ type }) => type === 'SignUpRequested').map(({ data }) => data);
    expect(signUps).toEqual([expect.objectContaining({ signUpId: again.accountId, name: 'Ann Lee', email: ann.email })]);
  });

  it('[A-1] is given no more once the account is to be deleted', async () => {
    const asked = { accountId: ann.accountId, password: PASSWORD, client: '192.0.2.1' };
    await world.send(new DeleteAccountCommand(world.scope(), asked));
    expect(await world.codeOf(exported())).toBe('not_found');
  });
});
