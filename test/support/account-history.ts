import {
  type AccountOpened,
  type AddressClaimed,
  type EmailChanged,
  type EmailChangeRequested,
  type PasswordResetSent,
  type SignUpRequested,
} from '#libs/accounts';

/** Events of addresses and accounts as specs begin with them: Ann's, unless they say otherwise. */

export const ANN = { name: 'Ann Lee', email: 'Ann@acme.com' } as const;

const plan = { workspaceId: 'acme', memberId: 'ann-in-acme', domain: 'acme.com', credentialId: 'first' } as const;

export const signUpRequested = (signUpId = 'ann', expiresAt = '2026-03-02T12:00:00.000Z'): SignUpRequested => ({
  type: 'SignUpRequested',
  data: { signUpId, ...plan, expiresAt },
  personal: { of: signUpId, fields: ANN },
});

export const claimedBySignUp = (accountId = 'ann'): AddressClaimed => ({
  type: 'AddressClaimed',
  data: { by: 'sign-up', accountId, ...plan },
  personal: { of: accountId, fields: ANN },
});

export const claimedByInvitation = (accountId = 'ann'): AddressClaimed => ({
  type: 'AddressClaimed',
  data: {
    by: 'invitation',
    accountId,
    workspaceId: 'acme',
    memberId: 'ann-in-acme',
    linkNo: 1,
    credentialId: 'first',
    command: null,
  },
  personal: { of: accountId, fields: ANN },
});

export const claimedByEmailChange = (accountId = 'ann', changeNo = 1): AddressClaimed => ({
  type: 'AddressClaimed',
  data: { by: 'email-change', accountId, changeId: `change-${changeNo}`, changeNo },
});

export const released = (accountId = 'ann') => ({ type: 'AddressReleased', data: { accountId } }) as const;

export const opened = (): AccountOpened => ({
  type: 'AccountOpened',
  data: { emailKey: 'key-of-ann', credentialId: 'first', via: 'sign-up' },
  personal: { of: 'ann', fields: ANN },
});

export const resetSent = (resetId = 'reset', expiresAt = '2026-03-01T12:30:00.000Z'): PasswordResetSent => ({
  type: 'PasswordResetSent',
  data: { resetId, expiresAt, askedBy: 'person' },
});

export const emailChangeRequested = (
  changeId = 'change-1',
  needsApproval = false,
  expiresAt = '2026-03-02T12:00:00.000Z',
): EmailChangeRequested => ({
  type: 'EmailChangeRequested',
  data: {
    changeId,
    emailKey: 'key-of-new',
    needsApproval,
    expiresAt,
    ...(needsApproval ? { workspaceName: 'Acme' } : {}),
  },
  personal: { of: 'ann', fields: { email: 'ann@new.com' } },
});

export const confirmed = (changeId = 'change-1') => ({ type: 'EmailChangeConfirmed', data: { changeId } }) as const;

export const approved = (changeId = 'change-1') => ({ type: 'EmailChangeApproved', data: { changeId } }) as const;

export const emailChanged = (changeId = 'change-1', formerChangeNo = -1): EmailChanged => ({
  type: 'EmailChanged',
  data: { changeId, emailKey: 'key-of-new', formerEmailKey: 'key-of-ann', formerChangeNo },
  personal: { of: 'ann', fields: { email: 'ann@new.com', formerEmail: 'Ann@acme.com' } },
});
