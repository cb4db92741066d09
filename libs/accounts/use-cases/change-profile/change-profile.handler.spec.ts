import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsWorld, newKey, type Person } from '../../../../test/support/accounts-world.js';
import { type Actor } from '#libs/event-sourcing';
import { Accounts } from '../../accounts.js';
import { MyAccounts } from '../../queries/my-account.js';
import { ChangeProfileCommand } from './change-profile.handler.js';

let world: AccountsWorld;
let ann: Person;
beforeEach(async () => {
  world = await AccountsWorld.begin();
  ann = await world.person('ann@acme.com');
});
afterEach(() => world.end());

describe('changing a profile', () => {
  it('[P-2] is the same for the person and for an admin, at once, and says who did it', async () => {
    const { accountId } = ann;
    const person: Actor = { kind: 'account', id: accountId };
    const admin: Actor = { kind: 'member', id: 'bo', accountId: 'account-of-bo' };
    const change = (actor: Actor, fields: object) =>
      world.send(new ChangeProfileCommand(world.scope().as(actor), { accountId, ...fields }));
    await change(person, { jobTitle: 'CSM' });
    const after = await change(admin, { phone: '+4930123456' });
    const profile = { name: 'Ann Lee', email: 'ann@acme.com', jobTitle: 'CSM', phone: '+4930123456' };
    expect(after).toEqual({ ...profile, profileComplete: true });
    expect(await world.get(MyAccounts).of(accountId)).toMatchObject({ accountId, profile: after });
    expect(await world.get(Accounts).profile(accountId)).toEqual({ ...profile, profileRevision: 2 });
    expect((await world.events('ProfileChanged')).map(({ metadata }) => metadata.actor)).toEqual([person, admin]);
  });

  it('[S-1] is done once for one key', async () => {
    const key = newKey();
    const { accountId } = ann;
    for (let time = 0; time < 2; time++) {
      await world.send(new ChangeProfileCommand(world.scope({ key }), { accountId, jobTitle: 'CSM' }));
    }
    expect(await world.events('ProfileChanged')).toHaveLength(1);
  });

  it('[A-7] keeps the values sealed', async () => {
    await world.send(new ChangeProfileCommand(world.scope(), { accountId: ann.accountId, jobTitle: 'Falconer' }));
    expect(JSON.stringify(await world.events())).not.toContain('Falconer');
  });
});

describe('what other contexts see of an account', () => {
  it('is nothing before it is open', async () => {
    const accounts = world.get(Accounts);
    const nothing = { name: null, email: null, jobTitle: null, phone: null, profileRevision: 0 };
    expect(await accounts.profile('nobody')).toEqual(nothing);
    expect(await accounts.emailKey('nobody')).toBeNull();
    expect(await accounts.domain('nobody')).toBeNull();
  });

  it('[D-8] is the domain of its verified address', async () => {
    expect(await world.get(Accounts).domain(ann.accountId)).toBe('acme.com');
    expect(await world.get(Accounts).emailKey(ann.accountId)).toBe(world.emailKey('ann@acme.com'));
  });
});
