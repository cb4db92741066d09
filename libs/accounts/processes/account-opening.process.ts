import { Injectable } from '@nestjs/common';
import { idOf, type Process } from '#libs/event-sourcing';
import { NoAccount } from '../domain/errors.js';
import { type AddressClaimed } from '../domain/events.js';
import { AccountOpening } from '../use-cases/open-account/account-opening.js';

/** Opens the account of a verified sign-up and finds its workspace, where the request itself did not get to it. */
@Injectable()
export class AccountOpeningProcess {
  readonly process: Process<AddressClaimed>;

  constructor(opening: AccountOpening) {
    this.process = {
      name: 'account-opening',
      handles: ['AddressClaimed'],
      parallel: 4,
      async react({ stream, data: claim, personal }, scope) {
        const person = personal?.fields;
        if (claim.by !== 'sign-up' || !person) return;
        try {
          await opening.open({ emailKey: idOf(stream), claim, person }, scope);
        } catch (error) {
          if (!(error instanceof NoAccount)) throw error;
        }
      },
    };
  }
}
