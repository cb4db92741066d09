import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AccountsWorld, newKey, ORIGIN, PASSWORD, type Person } from '../../../../test/support/accounts-world.js';
import { Directory } from '../../directory.js';
import { RequestEmailChangeCommand } from '../request-email-change/request-email-change.handler.js';
import { ApproveEmailChangeCommand, ConfirmEmailChangeCommand } from './confirm-email-change.handler.js';
import { EmailMove } from './email-move.js';

const ANN = 'ann@acme.com';
const NEW = 'ann@new.com';

let world: AccountsWorld;
let ann: Person;
beforeEach(async () => {
  world = await AccountsWorld.begin();
  ann = await world.person(ANN);
});
afterEach(() => world.end());

const request = async (email = NEW, password = PASSWORD, { accountId } = ann) => {
  const asker = { by: 'person', password, client: '192.0.2.1' } as const;
  await world.send(new RequestEmailChangeCommand(world.scope(), { accountId, email, asker }));
  await world.settle();
};
const requestByAdmin = async (email = NEW) => {
  const asker = { by: 'admin', workspaceName: 'Acme Care' } as const;
  await world.send(new RequestEmailChangeCommand(world.scope(), { accountId: ann.accountId, email, asker }));
  await world.settle();
};
const confirm = (token = world.tokenFor(NEW, 'confirm-email'), scope = world.scope()) =>
  world.send(new ConfirmEmailChangeCommand(scope, { token }));
const approve = (token = world.tokenFor(ANN, 'approve-email'), scope = world.scope()) =>
  world.send(new ApproveEmailChangeCommand(scope, { token }));
const lookUp = (email: string) => world.get(Directory).holderOf(world.emailKey(email));
const reachedBy = async (email: string) => (await lookUp(email)).holder?.accountId ?? null;
const claimOf = async (email: string) => (await lookUp(email)).address.claim?.accountId ?? null;

describe('asking for another address', () => {
  it('[P-4] needs the password of the person who asks', async () => {
    expect(await world.codeOf(request(NEW, 'not-the-password-at-all'))).toBe('invalid_credentials');
    expect(await world.events('EmailChangeRequested')).toEqual([]);
    expect(world.subjectsTo(NEW)).toEqual([]);
  });

  it('[P-4] sends a link to the new address alone where the person asks', async () => {
    await request();
    expect(world.subjectsTo(NEW)).toEqual(['Confirm your new email address']);
    expect(world.subjectsTo(ANN)).toEqual(['Confirm your email address']);
    const token = world.tokenFor(NEW, 'confirm-email');
    expect(world.mail.mails.at(-1)?.text).toContain(`\n${ORIGIN}/confirm-email#token=${token}\n`);
  });

  it('[P-4] writes and sends nothing for the address that the account has', async () => {
    await request(' ANN@Acme.com');
    expect(await world.events('EmailChangeRequested')).toEqual([]);
  });

  it('is refused for what is no address', async () => {
    expect(await world.codeOf(request('nowhere'))).toBe('invalid_request');
  });
});

describe('a change of address that the person asked for', () => {
  it('[P-4] counts once the link to the new address was used, and not before', async () => {
    await request();
    expect(await reachedBy(ANN)).toBe(ann.accountId);
    expect(await reachedBy(NEW)).toBeNull();
    expect(await confirm()).toEqual({ accountId: ann.accountId, state: 'changed' });
    expect(await reachedBy(ANN)).toBeNull();
    expect(await reachedBy(NEW)).toBe(ann.accountId);
    expect(await world.codeOf(world.signIn(ANN))).toBe('invalid_credentials');
    expect((await world.signIn(NEW)).accountId).toBe(ann.accountId);
  });

  it('[P-4] tells the old address, and frees it', async () => {
    await request();
    await confirm();
    await world.settle();
    expect(world.subjectsTo(ANN).at(-1)).toBe('Your email address was changed');
    const other = await world.person(ANN);
    expect(await reachedBy(ANN)).toBe(other.accountId);
    expect(other.accountId).not.toBe(ann.accountId);
  });

  it('[P-4] works once, for 24 hours, and only the newest', async () => {
    await request();
    const older = world.tokenFor(NEW, 'confirm-email');
    await request();
    const newer = world.tokenFor(NEW, 'confirm-email');
    expect(await world.codeOf(confirm(older))).toBe('email_change_replaced');
    world.clock.advance(24 * 60 * 60_000);
    expect(await world.codeOf(confirm(newer))).toBe('email_change_expired');
    world.clock.advance(-1);
    expect(await world.codeOf(confirm(newer))).toBe('ok');
    expect(await world.codeOf(confirm(newer))).toBe('email_change_used');
  });

  it('[P-4] is told nothing of a forged link, or of one for something else', async () => {
    await request();
    const token = world.tokenFor(NEW, 'confirm-email');
    expect(await world.codeOf(confirm('forged'))).toBe('not_found');
    expect(await world.codeOf(approve(token))).toBe('not_found');
  });

  it('[P-4] is refused where another account has the address, and possible once it is free', async () => {
    const bo = await world.person(NEW);
    await request();
    expect(await world.codeOf(confirm())).toBe('address_taken');
    expect(await world.events('EmailChangeConfirmed')).toEqual([]);
    await request('bo@elsewhere.com', PASSWORD, bo);
    await confirm(world.tokenFor('bo@elsewhere.com', 'confirm-email'));
    expect(await world.codeOf(confirm())).toBe('ok');
    expect(await reachedBy(NEW)).toBe(ann.accountId);
  });

  it('[P-4] gives an address to one of two accounts that want it at the same moment', async () => {
    const bo = await world.person('bo@acme.com');
    await request(NEW);
    const first = world.tokenFor(NEW, 'confirm-email');
    await request(NEW, PASSWORD, bo);
    const second = world.tokenFor(NEW, 'confirm-email');
    await world.stopProcesses();
    const codes = await Promise.all([world.codeOf(confirm(first)), world.codeOf(confirm(second))]);
    expect(codes.sort()).toEqual(['address_taken', 'ok']);
    await world.settle();
    expect(await world.events('EmailChanged')).toHaveLength(1);
    const reached = await Promise.all([ANN, 'bo@acme.com', NEW].map(reachedBy));
    expect(reached.filter((accountId) => accountId !== null)).toHaveLength(2);
  });

  it('moves there and back again', async () => {
    await request(NEW);
    await confirm();
    await request(ANN);
    await confirm(world.tokenFor(ANN, 'confirm-email'));
    await world.settle();
    expect(await reachedBy(ANN)).toBe(ann.accountId);
    expect(await claimOf(NEW)).toBeNull();
  });

  it('[S-1] is done once for one key', async () => {
    const key = newKey();
    await request();
    const token = world.tokenFor(NEW, 'confirm-email');
    const first = await confirm(token, world.scope({ key }));
    expect(await confirm(token, world.scope({ key }))).toEqual(first);
    expect(await world.events('EmailChanged')).toHaveLength(1);
  });

  it('[S-3] changes nothing in a dry run, and says what it would do', async () => {
    await request();
    const scope = world.scope({ dryRun: true });
    await confirm(undefined, scope);
    const planned = ['EmailChangeConfirmed', 'AddressClaimed', 'EmailChanged', 'AddressReleased'];
    expect(scope.planned.map(({ type }) => type)).toEqual(planned);
    expect(await reachedBy(ANN)).toBe(ann.accountId);
    expect(await claimOf(NEW)).toBeNull();
  });
});

describe('a change of address that an admin asked for', () => {
  it('[P-4] needs both addresses to agree, the new one first', async () => {
    await requestByAdmin();
    const approval = world.mail.mails.find(({ subject }) => subject.startsWith('Approve'));
    expect(approval).toMatchObject({ to: ANN, text: expect.stringContaining('Acme Care') });
    expect(await confirm()).toMatchObject({ state: 'waiting_for_approval' });
    await world.settle();
    expect(await reachedBy(ANN)).toBe(ann.accountId);
    expect(await claimOf(NEW)).toBeNull();
    expect(await approve()).toMatchObject({ state: 'changed' });
    expect(await reachedBy(NEW)).toBe(ann.accountId);
  });

  it('[P-4] needs both addresses to agree, the present one first', async () => {
    await requestByAdmin();
    expect(await approve()).toMatchObject({ state: 'waiting_for_confirmation' });
    expect(await world.codeOf(approve())).toBe('email_change_used');
    expect(await confirm()).toMatchObject({ state: 'changed' });
    expect(await reachedBy(NEW)).toBe(ann.accountId);
  });

  it('[P-4] is carried out once where both agree at the same moment', async () => {
    await requestByAdmin();
    await world.stopProcesses();
    await Promise.all([confirm(), approve()]);
    expect(await world.events('EmailChanged')).toHaveLength(1);
    expect(await reachedBy(NEW)).toBe(ann.accountId);
    expect(await claimOf(ANN)).toBeNull();
  });
});

describe('a crash while the address is changed', () => {
  it.each([
    'accounts.email-change.between-agreement-and-claim',
    'accounts.email-change.between-claim-and-change',
    'accounts.email-change.between-change-and-release',
  ])('[P-4] at %s is made good by the process', async (point) => {
    await request();
    await world.stopProcesses();
    await world.crash(point, () => confirm());
    await world.settle();
    expect(await world.events('EmailChanged')).toHaveLength(1);
    expect(await reachedBy(NEW)).toBe(ann.accountId);
    expect(await claimOf(ANN)).toBeNull();
    expect(world.subjectsTo(ANN)).toContain('Your email address was changed');
  });

  it('[P-4] never lets an address in that is only taken', async () => {
    await request();
    await world.stopProcesses();
    await world.crash('accounts.email-change.between-claim-and-change', () => confirm());
    expect(await claimOf(NEW)).toBe(ann.accountId);
    expect(await reachedBy(NEW)).toBeNull();
    expect(await world.codeOf(world.signIn(NEW))).toBe('invalid_credentials');
    await world.crash('accounts.email-change.between-change-and-release', () => confirm());
    expect(await claimOf(ANN)).toBe(ann.accountId);
    expect(await reachedBy(ANN)).toBeNull();
    expect(await reachedBy(NEW)).toBe(ann.accountId);
  });

  it('[P-4] is made good by the link itself too', async () => {
    await request();
    await world.stopProcesses();
    await world.crash('accounts.email-change.between-agreement-and-claim', () => confirm());
    expect(await confirm()).toMatchObject({ state: 'changed' });
    expect(await reachedBy(NEW)).toBe(ann.accountId);
  });

  it('gives the new address back where a newer change came before the process', async () => {
    await request();
    await world.stopProcesses();
    await world.crash('accounts.email-change.between-claim-and-change', () => confirm());
    const asker = { by: 'person', password: PASSWORD, client: '192.0.2.1' } as const;
    const newer = { accountId: ann.accountId, email: 'ann@other.com', asker };
    await world.send(new RequestEmailChangeCommand(world.scope(), newer));
    expect(await claimOf(NEW)).toBe(ann.accountId);
    await world.settle();
    expect(await claimOf(NEW)).toBeNull();
    expect(await reachedBy(ANN)).toBe(ann.accountId);
    await confirm(world.tokenFor('ann@other.com', 'confirm-email'));
    expect(await reachedBy('ann@other.com')).toBe(ann.accountId);
  });

  it('never gives back an address that a newer change has claimed, however late it comes', async () => {
    await request();
    await world.stopProcesses();
    const move = world.get(EmailMove);
    const finish = move.finish.bind(move);
    jest.spyOn(move, 'finish').mockImplementationOnce(async (...late) => {
      // Held up: a newer change to the same address is asked for and carried out in between.
      const asker = { by: 'person', password: PASSWORD, client: '192.0.2.1' } as const;
      await world.send(new RequestEmailChangeCommand(world.scope(), { accountId: ann.accountId, email: NEW, asker }));
      const [, newer] = await world.events('EmailChangeRequested');
      const { changeId, expiresAt } = newer?.data as { changeId: string; expiresAt: string };
      await confirm(world.tokens.issue('confirm-email', `${ann.accountId}_${changeId}`, expiresAt));
      return finish(...late);
    });
    await confirm();
    await world.settle();
    expect(await reachedBy(NEW)).toBe(ann.accountId);
    expect(await claimOf(NEW)).toBe(ann.accountId);
    expect(await claimOf(ANN)).toBeNull();
  });
});
