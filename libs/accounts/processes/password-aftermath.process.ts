import { Injectable } from '@nestjs/common';
import { idOf, type Process } from '#libs/event-sourcing';
import { type PasswordChanged, type PasswordReset } from '../domain/events.js';
import { PasswordSwitch } from '../password-switch.js';

/** Ends sessions and removes the former hash, where the request itself did not get to it (C-2, C-6). */
@Injectable()
export class PasswordAftermathProcess {
  readonly process: Process<PasswordChanged | PasswordReset>;

  constructor(passwordSwitch: PasswordSwitch) {
    this.process = {
      name: 'password-aftermath',
      handles: ['PasswordChanged', 'PasswordReset'],
      parallel: 4,
      react: (event) => passwordSwitch.settle(idOf(event.stream), event.revision, event),
    };
  }
}
