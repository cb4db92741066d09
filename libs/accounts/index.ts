export { ACCOUNT_PROCESSES, AccountsModule } from './accounts.module.js';
export { Accounts, type KnownProfile } from './accounts.js';
export { type AddressHolder, Directory, type KeyedAddress } from './directory.js';
export { giveSession, takeSession } from './give-session.js';
export { type Known, PasswordCheck } from './password-check.js';
export * from './ports.js';
export { type Letter, Postman } from './postman.js';
export { type BegunSession, type Session, type SessionRef, Sessions } from './sessions.js';
export * from './tokens.js';
export * from './domain/events.js';
export * from './domain/errors.js';
export { type Account, accountDecider } from './domain/account.js';
export { type Address, addressDecider } from './domain/address.js';
export {
  type Digester,
  type EmailAddress,
  emailKeyOf,
  mailboxOf,
  parseDomain,
  parseEmailAddress,
} from './domain/email-address.js';
export { isPublicProvider } from './domain/public-providers.js';
export { type Verified } from './domain/verified.js';
export { SessionStart, type SessionWanted } from './use-cases/begin-session/session-start.js';
export { type ChangeProfile } from './use-cases/change-profile/change-profile.js';
export { ChangeProfileCommand } from './use-cases/change-profile/change-profile.handler.js';
export {
  type InvitedClaim,
  InvitedAccount,
  invitedClaim,
  type InvitedPerson,
} from './use-cases/open-account/invited-account.js';
export { RequestEmailChangeCommand } from './use-cases/request-email-change/request-email-change.handler.js';
export { SendPasswordResetCommand } from './use-cases/send-password-reset/send-password-reset.handler.js';
