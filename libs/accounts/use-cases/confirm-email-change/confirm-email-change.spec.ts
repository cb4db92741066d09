import { describe, expect, it } from '@jest/globals';
import {
  approved,
  confirmed,
  emailChanged,
  emailChangeRequested,
  opened,
} from '../../../../test/support/account-history.js';
import { given, NOON } from '../../../../test/support/given.js';
import { type Account, accountDecider } from '../../domain/account.js';
import { LinkUnknown } from '../../domain/errors.js';
import { type AccountEvent } from '../../domain/events.js';
import { approveEmailChange, carryOutEmailChange, confirmEmailChange } from './confirm-email-change.js';

type Agree = typeof confirmEmailChange;

const answerTo = (agree: Agree, history: readonly AccountEvent[], now = NOON) => {
  const attempt = given(accountDecider, opened(), ...history).when((account: Account, context) => {
    return agree(account, { changeId: 'change-1' }, context);
  }, now);
  try {
    return attempt.events;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};
const carriedOut = (account: Account) => carryOutEmailChange(account, { accountId: 'ann', changeId: 'change-1' });
const byPerson = emailChangeRequested();
const byAdmin = emailChangeRequested('change-1', true);

describe('agreeing to another address', () => {
  it('[P-4] is done by the link to the new address', () => {
    expect(answerTo(confirmEmailChange, [byPerson])).toEqual([confirmed()]);
  });

  it('[P-4] is done by the link to the present address too where an admin asked', () => {
    expect(answerTo(approveEmailChange, [byAdmin])).toEqual([approved()]);
    expect(answerTo(approveEmailChange, [byAdmin, confirmed()])).toEqual([approved()]);
    given(accountDecider, opened(), byPerson)
      .when((account, context) => approveEmailChange(account, { changeId: 'change-1' }, context))
      .thenRejects(LinkUnknown);
  });

  it.each([
    ['confirming', confirmEmailChange],
    ['approving', approveEmailChange],
  ])('[P-4] %s works for 24 hours, once, and for the newest change', (_, agree) => {
    expect(answerTo(agree, [byAdmin], '2026-03-02T11:59:59.999Z')).toHaveLength(1);
    expect(answerTo(agree, [byAdmin], '2026-03-02T12:00:00.000Z')).toBe('email_change_expired');
    const done = agree === confirmEmailChange ? confirmed() : approved();
    expect(answerTo(agree, [byAdmin, done])).toBe('email_change_used');
    expect(answerTo(agree, [byAdmin, emailChangeRequested('change-2', true)])).toBe('email_change_replaced');
    expect(answerTo(agree, [byAdmin, confirmed(), approved(), emailChanged()])).toBe('email_change_used');
  });

  it('[P-4] may be done again while the change is ready and not carried out', () => {
    expect(answerTo(confirmEmailChange, [byPerson, confirmed()])).toEqual([]);
    expect(answerTo(confirmEmailChange, [byAdmin, confirmed(), approved()], '2026-03-05T12:00:00.000Z')).toEqual([]);
    expect(answerTo(approveEmailChange, [byAdmin, confirmed(), approved()])).toEqual([]);
  });

  it('needs an account', () => {
    given(accountDecider)
      .when((account, context) => confirmEmailChange(account, { changeId: 'change-1' }, context))
      .thenRejects(LinkUnknown);
  });
});

describe('carrying out a change of address', () => {
  it('[P-4] happens once the new address has agreed', () => {
    given(accountDecider, opened(), byPerson).when(carriedOut).thenNothing();
    given(accountDecider, opened(), byPerson, confirmed()).when(carriedOut).then([emailChanged()]);
  });

  it('[P-4] happens only once both have agreed where an admin asked, in either order', () => {
    given(accountDecider, opened(), byAdmin, confirmed()).when(carriedOut).thenNothing();
    given(accountDecider, opened(), byAdmin, approved()).when(carriedOut).thenNothing();
    given(accountDecider, opened(), byAdmin, confirmed(), approved()).when(carriedOut).then([emailChanged()]);
    given(accountDecider, opened(), byAdmin, approved(), confirmed()).when(carriedOut).then([emailChanged()]);
  });

  it('[P-4] happens once, and not for one that was replaced', () => {
    given(accountDecider, opened(), byPerson, confirmed(), emailChanged()).when(carriedOut).thenNothing();
    const replaced = [byPerson, confirmed(), emailChangeRequested('change-2')] as const;
    given(accountDecider, opened(), ...replaced).when(carriedOut).thenNothing();
  });

  it('knows by which change the former address was the account\'s', () => {
    const next: AccountEvent = {
      type: 'EmailChangeRequested',
      data: { changeId: 'change-2', emailKey: 'key-of-next', needsApproval: false, expiresAt: byPerson.data.expiresAt },
      personal: { of: 'ann', fields: { email: 'ann@next.com' } },
    };
    given(accountDecider, opened(), byPerson, confirmed(), emailChanged(), next, confirmed('change-2'))
      .when((account) => carryOutEmailChange(account, { accountId: 'ann', changeId: 'change-2' }))
      .then([
        {
          type: 'EmailChanged',
          data: { changeId: 'change-2', emailKey: 'key-of-next', formerEmailKey: 'key-of-new', formerChangeNo: 1 },
          personal: { of: 'ann', fields: { email: 'ann@next.com', formerEmail: 'ann@new.com' } },
        },
      ]);
  });
});
