import { Module } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { Correspondence } from './correspondence.js';
import { Credentials } from './credentials.js';
import { Directory } from './directory.js';
import { Links } from './links.js';
import { PasswordAttempts } from './password-attempts.js';
import { PasswordCheck } from './password-check.js';
import { PasswordSwitch } from './password-switch.js';
import { Postman } from './postman.js';
import { AccountDeletion } from './processes/account-deletion.process.js';
import { AccountMail } from './processes/account-mail.process.js';
import { AccountOpeningProcess } from './processes/account-opening.process.js';
import { EmailChangeProcess } from './processes/email-change.process.js';
import { PasswordAftermathProcess } from './processes/password-aftermath.process.js';
import { PasswordResetProcess } from './processes/password-reset.process.js';
import { DeletionPreviewController } from './queries/deletion-preview.controller.js';
import { MyAccounts } from './queries/my-account.js';
import { MyAccountController } from './queries/my-account.controller.js';
import { PersonalExport } from './queries/my-data.js';
import { MyDataController } from './queries/my-data.controller.js';
import { MySessionsController } from './queries/my-sessions.controller.js';
import { Sessions } from './sessions.js';
import { SignUpDetails } from './sign-up-details.js';
import { AskPasswordResetController } from './use-cases/ask-password-reset/ask-password-reset.controller.js';
import { AskPasswordResetHandler } from './use-cases/ask-password-reset/ask-password-reset.handler.js';
import { SessionStart } from './use-cases/begin-session/session-start.js';
import { ChangePasswordController } from './use-cases/change-password/change-password.controller.js';
import { ChangePasswordHandler } from './use-cases/change-password/change-password.handler.js';
import { ChangeProfileController } from './use-cases/change-profile/change-profile.controller.js';
import { ChangeProfileHandler } from './use-cases/change-profile/change-profile.handler.js';
import {
  CompletePasswordResetController,
} from './use-cases/complete-password-reset/complete-password-reset.controller.js';
import { CompletePasswordResetHandler } from './use-cases/complete-password-reset/complete-password-reset.handler.js';
import { ConfirmEmailChangeController } from './use-cases/confirm-email-change/confirm-email-change.controller.js';
import {
  ApproveEmailChangeHandler,
  ConfirmEmailChangeHandler,
  EmailChangeAgreement,
} from './use-cases/confirm-email-change/confirm-email-change.handler.js';
import { EmailMove } from './use-cases/confirm-email-change/email-move.js';
import { DeleteAccountController } from './use-cases/delete-account/delete-account.controller.js';
import { DeleteAccountHandler } from './use-cases/delete-account/delete-account.handler.js';
import { EndSessionController } from './use-cases/end-session/end-session.controller.js';
import { EndSessionHandler } from './use-cases/end-session/end-session.handler.js';
import { AccountOpening } from './use-cases/open-account/account-opening.js';
import { InvitedAccount } from './use-cases/open-account/invited-account.js';
import { RequestEmailChangeController } from './use-cases/request-email-change/request-email-change.controller.js';
import { RequestEmailChangeHandler } from './use-cases/request-email-change/request-email-change.handler.js';
import { RequestSignUpController } from './use-cases/request-sign-up/request-sign-up.controller.js';
import { RequestSignUpHandler } from './use-cases/request-sign-up/request-sign-up.handler.js';
import { SendPasswordResetHandler } from './use-cases/send-password-reset/send-password-reset.handler.js';
import { SignInController } from './use-cases/sign-in/sign-in.controller.js';
import { SignInHandler } from './use-cases/sign-in/sign-in.handler.js';
import { VerifySignUpController } from './use-cases/verify-sign-up/verify-sign-up.controller.js';
import { VerifySignUpHandler } from './use-cases/verify-sign-up/verify-sign-up.handler.js';

/** The processes of this context, by class: each has its `process`. */
export const ACCOUNT_PROCESSES = [
  AccountOpeningProcess,
  PasswordResetProcess,
  PasswordAftermathProcess,
  EmailChangeProcess,
  AccountMail,
  AccountDeletion,
] as const;

/** For other contexts, as classes to inject. */
const SHARED = [Accounts, Directory, InvitedAccount, PasswordCheck, Postman, Sessions, SessionStart];

/** A person's identity. What it needs from outside is named in `tokens.ts`; global modules provide it. */
@Module({
  controllers: [
    AskPasswordResetController,
    ChangePasswordController,
    ChangeProfileController,
    CompletePasswordResetController,
    ConfirmEmailChangeController,
    DeleteAccountController,
    DeletionPreviewController,
    EndSessionController,
    MyAccountController,
    MyDataController,
    MySessionsController,
    RequestEmailChangeController,
    RequestSignUpController,
    SignInController,
    VerifySignUpController,
  ],
  providers: [
    AccountOpening,
    Correspondence,
    Credentials,
    EmailChangeAgreement,
    EmailMove,
    Links,
    MyAccounts,
    PasswordAttempts,
    PasswordSwitch,
    PersonalExport,
    SignUpDetails,
    ApproveEmailChangeHandler,
    AskPasswordResetHandler,
    ChangePasswordHandler,
    ChangeProfileHandler,
    CompletePasswordResetHandler,
    ConfirmEmailChangeHandler,
    DeleteAccountHandler,
    EndSessionHandler,
    RequestEmailChangeHandler,
    RequestSignUpHandler,
    SendPasswordResetHandler,
    SignInHandler,
    VerifySignUpHandler,
    ...ACCOUNT_PROCESSES,
    ...SHARED,
  ],
  exports: SHARED,
})
export class AccountsModule {}
