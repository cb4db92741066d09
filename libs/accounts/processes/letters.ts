import { idOf, type Opened } from '#libs/event-sourcing';
import {
  alreadyRegistered,
  approveEmail,
  confirmEmail,
  emailChanged,
  passwordChanged,
  passwordReset,
  verification,
} from '#libs/mail';
import { type Account } from '../domain/account.js';
import { type Address } from '../domain/address.js';
import {
  type EmailChanged,
  type EmailChangeRequested,
  type PasswordChanged,
  type PasswordReset,
  type PasswordResetSent,
  type SignUpRequested,
} from '../domain/events.js';
import { type Links } from '../links.js';
import { type Letter } from '../postman.js';

/**
 * Whether the address has an account is for its owner alone to read (C-3). While that is being deleted nothing is sent:
 * the sign-up may count once the address is given up.
 * @param holder of the address, where somebody has it
 */
export function lettersOfSignUp(
  { data, personal, stream }: Opened<SignUpRequested>,
  { claim, pending }: Address,
  holder: Account | undefined,
  links: Links,
): readonly Letter[] {
  const person = personal?.fields;
  const { signUpId, expiresAt } = data;
  if (!person || claim?.accountId === signUpId || holder?.deletion) return [];
  const { email: to, name } = person;
  if (claim) {
    const content = alreadyRegistered({ signInLink: links.signIn, resetLink: links.askReset });
    return [{ kind: 'already-registered', to, content }];
  }
  if (!pending.some((one) => one.signUpId === signUpId)) return [];
  const link = links.link('verification', { of: idOf(stream), id: signUpId, expiresAt });
  return [{ kind: 'verification', to, toName: name, content: verification({ name, link, expiresAt }), expiresAt }];
}

/** Only the newest link is worth sending. */
export function lettersOfReset(
  { data, stream }: Opened<PasswordResetSent>,
  account: Account,
  links: Links,
): readonly Letter[] {
  const { resetId: id, expiresAt } = data;
  if (!isReachable(account) || account.reset?.resetId !== id) return [];
  const link = links.link('reset', { of: idOf(stream), id, expiresAt });
  const content =
    data.askedBy === 'admin'
      ? passwordReset({ link, expiresAt, askedBy: 'admin', workspaceName: data.workspaceName })
      : passwordReset({ link, expiresAt, askedBy: 'you' });
  return [{ ...addressed(account), kind: 'password-reset', content, expiresAt }];
}

/** C-6. */
export function lettersOfPassword(
  { metadata }: Opened<PasswordChanged | PasswordReset>,
  account: Account,
): readonly Letter[] {
  if (!isReachable(account)) return [];
  return [{ ...addressed(account), kind: 'password-changed', content: passwordChanged({ at: metadata.at }) }];
}

/** Only the newest change is worth agreeing to. */
export function lettersOfEmailChange(
  { data, personal, stream }: Opened<EmailChangeRequested>,
  account: Account,
  links: Links,
): readonly Letter[] {
  const { changeId: id, expiresAt, workspaceName } = data;
  const newEmail = personal?.fields?.email;
  if (newEmail === undefined || !isReachable(account) || account.emailChange?.changeId !== id) return [];
  const target = { of: idOf(stream), id, expiresAt };
  const confirm = confirmEmail({ link: links.link('confirm-email', target), expiresAt });
  const letters: Letter[] = [{ kind: 'confirm-email', to: newEmail, content: confirm, expiresAt }];
  if (workspaceName !== undefined) {
    const link = links.link('approve-email', target);
    const content = approveEmail({ workspaceName, newEmail, link, expiresAt });
    letters.push({ ...addressed(account), kind: 'approve-email', content, expiresAt });
  }
  return letters;
}

/** The old address is told (P-4). */
export function lettersOfNewAddress({ metadata, personal }: Opened<EmailChanged>): readonly Letter[] {
  const to = personal?.fields?.formerEmail;
  return to === undefined ? [] : [{ kind: 'email-changed', to, content: emailChanged({ at: metadata.at }) }];
}

/** Nothing is sent to whose data was erased. */
function isReachable({ open, email }: Account): boolean {
  return open && email !== '';
}

function addressed({ email, name }: Account): Pick<Letter, 'to' | 'toName'> {
  return { to: email, toName: name };
}
