import { Injectable } from '@nestjs/common';
import { CommandRunner, idOf, type Process } from '#libs/event-sourcing';
import { Directory } from '../directory.js';
import { accountDecider } from '../domain/account.js';
import { type PasswordResetAsked } from '../domain/events.js';
import { sendPasswordReset } from '../use-cases/send-password-reset/send-password-reset.js';

/** Sends a reset link where the address that was asked for has an account (C-3: who asked is told nothing). */
@Injectable()
export class PasswordResetProcess {
  readonly process: Process<PasswordResetAsked>;

  constructor(runner: CommandRunner, directory: Directory) {
    this.process = {
      name: 'password-reset',
      handles: ['PasswordResetAsked'],
      parallel: 4,
      async react({ stream, data }, scope) {
        const { holder } = await directory.holderOf(idOf(stream));
        if (!holder) return;
        const command = { resetId: data.requestId, asker: { askedBy: 'person' } } as const;
        await runner.run(accountDecider, holder.accountId, scope, (account, context) =>
          sendPasswordReset(account, command, context),
        );
      },
    };
  }
}
