import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import {
  CommandRunner,
  type CommandScope,
  type Decide,
  IdempotencyKeyReused,
  isRefusal,
  type Outcome,
  repetition,
  writePoint,
} from '#libs/event-sourcing';
import { Credentials } from './credentials.js';
import { type Account, accountDecider } from './domain/account.js';
import { type AccountEvent, type PasswordChanged, type PasswordReset } from './domain/events.js';
import { Sessions } from './sessions.js';

type PasswordSwitched = PasswordChanged | PasswordReset;
type DecideToSwitch = (credentialId: string) => Decide<Account, AccountEvent>;

/**
 * Puts a new password in the place of the old one. Order of writes, and what a crash after each leaves:
 *
 * 1. The new hash in the vault. No event names it: the old password counts.
 * 2. The event, `PasswordChanged` or `PasswordReset`. The new one counts; the process `password-aftermath`
 *    does the rest if need be.
 * 3. Sessions that began before it end (C-2, C-6). They go by the event's revision, so that one that began since is
 *    left alone however late this is done.
 * 4. The former hash goes.
 */
@Injectable()
export class PasswordSwitch {
  constructor(
    private readonly runner: CommandRunner,
    private readonly credentials: Credentials,
    private readonly sessions: Sessions,
  ) {}

  /** @param decide the refusals of the command; its one event names the credential that it is given */
  async carryOut(accountId: string, newPassword: string, scope: CommandScope, decide: DecideToSwitch): Promise<void> {
    const credentialId = uuidv7();
    const run = () => this.runner.run(accountDecider, accountId, scope, decide(credentialId));
    if (scope.dryRun) {
      await run();
      return;
    }
    await this.credentials.keep({ accountId, credentialId }, newPassword);
    writePoint('accounts.password.between-credential-and-event');
    const { events, revision } = await this.orForget({ accountId, credentialId }, run);
    writePoint('accounts.password.between-event-and-sessions');
    await this.settle(accountId, revision, events[0] as PasswordSwitched);
  }

  /**
   * Whether the same command was carried out before: its current password is the former one by then, its link used.
   * @throws IdempotencyKeyReused where it was another new password: a key's fingerprint knows of none
   */
  async repeated(accountId: string, newPassword: string, scope: CommandScope): Promise<boolean> {
    const before = await repetition(this.runner, accountDecider, accountId, scope);
    if (!before) return false;
    const event = before.events[0] as PasswordSwitched;
    const { credentialId } = event.data;
    if (!(await this.credentials.matches({ accountId, credentialId }, newPassword))) throw new IdempotencyKeyReused();
    await this.settle(accountId, before.revision, event);
    return true;
  }

  /** What follows the event. Harmless twice. @param revision of the event, in the account's stream */
  async settle(accountId: string, revision: number, { type, data }: PasswordSwitched): Promise<void> {
    const except = type === 'PasswordChanged' ? data.sessionId : null;
    await this.sessions.endAll(accountId, { before: revision, except });
    writePoint('accounts.password.between-sessions-and-former-credential');
    if (data.formerCredentialId !== null) await this.credentials.forget(accountId, data.formerCredentialId);
  }

  /**
   * Where the command is refused, or turns out to have been carried out before, the new hash goes again; where the log
   * fails it stays, for an event may name it.
   */
  private async orForget<State>(
    { accountId, credentialId }: { readonly accountId: string; readonly credentialId: string },
    run: () => Promise<Outcome<State, AccountEvent>>,
  ): Promise<Outcome<State, AccountEvent>> {
    try {
      const outcome = await run();
      if (outcome.repeated) await this.credentials.forget(accountId, credentialId);
      return outcome;
    } catch (error) {
      if (isRefusal(error)) await this.credentials.forget(accountId, credentialId);
      throw error;
    }
  }
}
