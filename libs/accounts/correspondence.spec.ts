import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v4 as uuid } from 'uuid';
import { type Mail, type MailSender, type MailsToForget } from '#libs/mail';
import { LinkTokens } from '#libs/vault';
import { SetClock } from '../../test/support/accounts-world.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { emailKeysOf, heldEvents } from './addresses-held.js';
import { Correspondence } from './correspondence.js';
import { emailKeyOf, parseEmailAddress } from './domain/email-address.js';
import { Postman } from './postman.js';

const tokens = new LinkTokens('a secret of the specs, long enough for all');
const key = (text: string) => emailKeyOf(tokens, parseEmailAddress(text) ?? { normal: '' });
const at = (minute: number) => `2026-03-01T12:${String(minute).padStart(2, '0')}:00.000Z`;

class Asked implements MailSender {
  readonly forgotten: MailsToForget[] = [];

  send(_: Mail): Promise<void> {
    return Promise.resolve();
  }
  forget(mails: MailsToForget): Promise<void> {
    this.forgotten.push(mails);
    return Promise.resolve();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

let log: MemoryEventLog;
let sender: Asked;
let correspondence: Correspondence;
let revisions: Map<string, number>;
beforeEach(() => {
  log = new MemoryEventLog();
  sender = new Asked();
  revisions = new Map();
  const observer = { sent: () => undefined, refused: () => undefined, outdated: () => undefined };
  const postman = new Postman(sender, observer, new SetClock(), 'https://roster.example');
  correspondence = new Correspondence(postman, tokens, log);
});
afterEach(() => log.close());

async function happened(stream: string, type: string, data: Record<string, string>, minute: number): Promise<string> {
  const id = uuid();
  const expected = revisions.get(stream) ?? -1;
  const actor = { kind: 'system', id: 's' } as const;
  const metadata = { v: 1, at: at(minute), actor, correlationId: 'c', causationId: 'c' } as const;
  await log.append(stream, expected, [{ id, type, data, metadata }]);
  revisions.set(stream, expected + 1);
  return id;
}

const NEW = 'Ann.New@acme.com';
const OLD = 'ann@acme.com';

/** Ann had one address and has another; Bo has had her old one since. */
async function moved() {
  await happened(`email-${key(OLD)}`, 'SignUpRequested', { signUpId: 'ann' }, 0);
  await happened(`email-${key(OLD)}`, 'AddressClaimed', { accountId: 'ann' }, 1);
  await happened('account-ann', 'AccountOpened', { emailKey: key(OLD) }, 2);
  const asked = await happened('account-ann', 'EmailChangeRequested', { emailKey: key(NEW) }, 3);
  await happened(`email-${key(NEW)}`, 'AddressClaimed', { accountId: 'ann' }, 4);
  const changed = await happened('account-ann', 'EmailChanged', { emailKey: key(NEW) }, 5);
  await happened(`email-${key(OLD)}`, 'AddressReleased', { accountId: 'ann' }, 6);
  await happened(`email-${key(OLD)}`, 'SignUpRequested', { signUpId: 'bo' }, 7);
  await happened(`email-${key(OLD)}`, 'AddressClaimed', { accountId: 'bo' }, 8);
  return { asked, changed };
}

async function forget(): Promise<MailsToForget> {
  await correspondence.forget('ann', await emailKeysOf(log, 'ann'));
  return sender.forgotten.at(-1) as MailsToForget;
}

describe('what is forgotten of a person’s mails', () => {
  it('[A-7] is all that went to an address that is theirs, however it was written', async () => {
    await moved();
    const { wereTheirs } = await forget();
    expect([NEW, 'ann.new@ACME.com', 'other@acme.com', 'nonsense'].map((to) => wereTheirs(to, at(59)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('[A-7] is what went to an address until they gave it up, and not what its new owner is sent', async () => {
    await moved();
    const { wereTheirs } = await forget();
    expect([0, 5, 6, 9].map((minute) => wereTheirs(OLD, at(minute)))).toEqual([true, true, false, false]);
    await happened(`email-${key(NEW)}`, 'AddressReleased', { accountId: 'ann' }, 10);
    const again = await forget();
    expect([9, 10, 11].map((minute) => again.wereTheirs(NEW, at(minute)))).toEqual([true, false, false]);
  });

  it('[A-7] is every mail about a change of address, whoever it went to', async () => {
    const { asked, changed } = await moved();
    expect((await forget()).messageIds).toEqual([
      `${asked}.confirm-email@roster.example`,
      `${changed}.email-changed@roster.example`,
    ]);
  });
});

describe('what happened to an address while it was somebody’s', () => {
  it('includes the sign-ups that led there, and nothing of those who had it before and afterwards', async () => {
    await moved();
    const told = async (accountId: string) => {
      const held = await heldEvents(log, key(OLD), accountId);
      return held.map(({ type, data }) => ({ type, ...data }));
    };
    expect(await told('ann')).toEqual([
      { type: 'SignUpRequested', signUpId: 'ann' },
      { type: 'AddressClaimed', accountId: 'ann' },
      { type: 'AddressReleased', accountId: 'ann' },
    ]);
    expect(await told('bo')).toEqual([
      { type: 'SignUpRequested', signUpId: 'bo' },
      { type: 'AddressClaimed', accountId: 'bo' },
    ]);
    expect(await told('cy')).toEqual([]);
  });
});
