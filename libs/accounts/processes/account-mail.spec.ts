import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountsWorld, PASSWORD } from '../../../test/support/accounts-world.js';
import { until } from '../../../test/support/until.js';
import { PERSONAL_DATA, type PersonalData } from '#libs/event-sourcing';
import { RequestSignUpCommand } from '../use-cases/request-sign-up/request-sign-up.handler.js';
import { SendPasswordResetCommand } from '../use-cases/send-password-reset/send-password-reset.handler.js';

let world: AccountsWorld;
beforeEach(async () => {
  world = await AccountsWorld.begin();
});
afterEach(() => world.end());

const ask = (email: string) =>
  world.send(new RequestSignUpCommand(world.scope(), { email, password: PASSWORD, name: 'Ann Lee' }));

describe('mail about accounts', () => {
  it('is delayed by a mail server that is down, and none is lost', async () => {
    world.mail.down = true;
    for (let n = 0; n < 6; n++) await ask(`p${n}@acme.com`);
    world.startProcesses();
    await until('a try', () => world.told.some((what) => what === 'process account-mail waits'));
    expect(world.mail.mails).toEqual([]);
    world.mail.down = false;
    await world.settle();
    expect(world.mail.mails.map(({ to }) => to).sort()).toEqual([0, 1, 2, 3, 4, 5].map((n) => `p${n}@acme.com`));
  });

  it('is still sent after a restart, and each but once', async () => {
    world.mail.down = true;
    await ask('ann@acme.com');
    world.startProcesses();
    await until('a try', () => world.told.length > 0);
    world.mail.down = false;
    await world.restart();
    await world.settle();
    await world.restart();
    await world.settle();
    expect(world.subjectsTo('ann@acme.com')).toEqual(['Confirm your email address']);
    expect(world.told.filter((what) => what === 'sent verification')).toHaveLength(1);
  });

  it('goes on after one that is refused for good, telling the reason and not the address', async () => {
    world.mail.refusing = true;
    await ask('ann@acme.com');
    await world.settle();
    world.mail.refusing = false;
    await ask('bo@acme.com');
    await world.settle();
    expect(world.told).toEqual(['refused verification 550', 'sent verification']);
  });

  it('is not sent once its link has expired', async () => {
    await ask('ann@acme.com');
    world.clock.advance(24 * 60 * 60_000);
    await world.settle();
    expect(world.mail.mails).toEqual([]);
    expect(world.told).toEqual(['outdated verification']);
  });

  it('[C-2] is sent for the newest of several resets alone', async () => {
    const { accountId } = await world.person('ann@acme.com');
    for (let time = 0; time < 3; time++) {
      await world.send(new SendPasswordResetCommand(world.scope(), { accountId, asker: { askedBy: 'person' } }));
    }
    await world.settle();
    expect(world.subjectsTo('ann@acme.com')).toEqual(['Confirm your email address', 'Choose a new password']);
  });

  it('[A-7] is not sent to somebody who was forgotten', async () => {
    await ask('ann@acme.com');
    const [event] = await world.events('SignUpRequested');
    await world.get<PersonalData>(PERSONAL_DATA).destroy([event?.personal?.of ?? '']);
    await world.settle();
    expect(world.mail.mails).toEqual([]);
  });

  it('has a message id that is made from its event', async () => {
    await ask('ann@acme.com');
    await world.settle();
    const [event] = await world.events('SignUpRequested');
    expect(world.mail.mails[0]?.messageId).toBe(`${event?.id}.verification@roster.example`);
  });

  it('goes to the address as it was written, at its ASCII domain', async () => {
    await ask('Bo.Lee@Bücher.de');
    await world.settle();
    expect(world.mail.mails[0]).toMatchObject({ to: 'Bo.Lee@xn--bcher-kva.de', toName: 'Ann Lee' });
  });
});
