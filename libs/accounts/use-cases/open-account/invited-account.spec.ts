import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsWorld, PASSWORD } from '../../../../test/support/accounts-world.js';
import { idOf } from '#libs/event-sourcing';
import { Directory } from '../../directory.js';
import { type AddressClaimed } from '../../domain/events.js';
import { VerifySignUpCommand } from '../verify-sign-up/verify-sign-up.handler.js';
import { InvitedAccount, invitedClaim, type InvitedPerson } from './invited-account.js';

const ANN = 'ann@acme.com';

let world: AccountsWorld;
let invited: InvitedAccount;
beforeEach(async () => {
  world = await AccountsWorld.begin();
  invited = world.get(InvitedAccount);
});
afterEach(() => world.end());

const person = (wanted: Partial<InvitedPerson> = {}): InvitedPerson => ({
  emailKey: world.emailKey(ANN),
  name: 'Ann Lee',
  email: ANN,
  password: PASSWORD,
  workspaceId: 'acme',
  memberId: 'ann-in-acme',
  linkNo: 1,
  ...wanted,
});
const credentials = () => world.vault.list('credential', '');

describe('the account of an invited person', () => {
  it('[I-5] takes the address, and opens once the person has joined', async () => {
    const claim = await invited.claim(person(), world.scope());
    expect(await invited.isSettled(claim)).toBe(false);
    expect((await world.get(Directory).holderOf(world.emailKey(ANN))).holder).toBeNull();
    await invited.open(claim, world.scope());
    await invited.open(claim, world.scope());
    expect(await invited.isSettled(claim)).toBe(true);
    expect(await world.events('AccountOpened')).toHaveLength(1);
    expect((await world.signIn(ANN)).accountId).toBe(claim.claim.accountId);
  });

  it('[I-5] has in its event all that is needed to go on after a crash', async () => {
    const claim = await invited.claim(person(), world.scope());
    const [recorded] = await world.events('AddressClaimed');
    const asOpened = (fields: AddressClaimed['personal']) => ({ ...recorded, personal: fields }) as AddressClaimed;
    const key = idOf(recorded?.stream ?? '');
    expect(recorded?.data).toEqual(claim.claim);
    expect(invitedClaim(key, asOpened({ of: claim.claim.accountId, fields: claim.person }))).toEqual(claim);
    expect(invitedClaim(key, asOpened({ of: claim.claim.accountId, fields: null }))).toBeNull();
  });

  it('[I-5] gives address and password back where joining is refused', async () => {
    const claim = await invited.claim(person(), world.scope());
    await invited.withdraw(claim, world.scope());
    await invited.withdraw(claim, world.scope());
    expect(await invited.isSettled(claim)).toBe(true);
    expect(await credentials()).toEqual([]);
    expect(await world.events('AddressReleased')).toHaveLength(1);
    await invited.claim(person({ memberId: 'ann-again' }), world.scope());
  });

  it('keeps an account that is open, whoever would withdraw it', async () => {
    const claim = await invited.claim(person(), world.scope());
    await invited.open(claim, world.scope());
    await invited.withdraw(claim, world.scope());
    expect(await world.codeOf(world.signIn(ANN))).toBe('ok');
  });

  it('gives an address to one of two that claim it at the same moment', async () => {
    const codes = await Promise.all([1, 2].map(() => world.codeOf(invited.claim(person(), world.scope()))));
    expect(codes.sort()).toEqual(['address_taken', 'ok']);
    expect(await credentials()).toHaveLength(1);
  });

  it('is refused where the address has an account', async () => {
    await world.person(ANN);
    expect(await world.codeOf(invited.claim(person(), world.scope()))).toBe('address_taken');
  });

  it('[C-4] is refused with a password that is too short, naming the field', async () => {
    await expect(invited.claim(person({ password: 'short' }), world.scope())).rejects.toMatchObject({
      details: { errors: [{ path: 'password', message: expect.any(String) }] },
    });
    expect(await world.events()).toEqual([]);
  });

  it('lets a sign-up be verified once the claim was withdrawn', async () => {
    const token = await world.signUp(ANN);
    const verify = () => world.codeOf(world.send(new VerifySignUpCommand(world.scope(), { token })));
    const claim = await invited.claim(person(), world.scope());
    expect(await verify()).toBe('verification_used');
    await invited.withdraw(claim, world.scope());
    expect(await verify()).toBe('ok');
  });

  it('[S-3] changes nothing in a dry run', async () => {
    const scope = world.scope({ dryRun: true });
    const claim = await invited.claim(person(), scope);
    await invited.open(claim, scope);
    expect(scope.planned.map(({ type }) => type)).toEqual(['AddressClaimed', 'AccountOpened']);
    expect(await world.events()).toEqual([]);
    expect(await credentials()).toEqual([]);
  });

  it.each(['accounts.acceptance.between-credential-and-claim', 'accounts.acceptance.between-release-and-credential'])(
    'leaves only a hash that no account names after a crash at %s',
    async (point) => {
      await world.crash(point, async () => {
        const claim = await invited.claim(person(), world.scope());
        await invited.withdraw(claim, world.scope());
      });
      expect(await credentials()).toHaveLength(1);
      await world.get(InvitedAccount).claim(person({ memberId: 'ann-again' }), world.scope());
    },
  );
});
