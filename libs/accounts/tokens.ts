/**
 * Injection tokens of what the accounts need, beside those of the mechanics (`CLOCK`, `EVENT_LOG`, `VAULT`,
 * `PERSONAL_DATA`, and `CommandRunner` by its class), `LinkTokens` and `Passwords` of the vault by theirs, and
 * `PUBLIC_URL` of the HTTP kernel.
 */

/** `MailSender` of `#libs/mail` */
export const MAIL_SENDER = Symbol('MAIL_SENDER');
/** `MailObserver` */
export const MAIL_OBSERVER = Symbol('MAIL_OBSERVER');
/** `Placement`, which the workspaces implement */
export const PLACEMENT = Symbol('PLACEMENT');
/** `Memberships`, which the workspaces implement */
export const MEMBERSHIPS = Symbol('MEMBERSHIPS');
/** `Departure`, which the workspaces implement */
export const DEPARTURE = Symbol('DEPARTURE');
/** `AccountSettings` */
export const ACCOUNT_SETTINGS = Symbol('ACCOUNT_SETTINGS');
