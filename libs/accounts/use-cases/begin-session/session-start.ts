import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CommandRunner, type CommandScope, streamName, writePoint } from '#libs/event-sourcing';
import { accountDecider, hasEnded } from '../../domain/account.js';
import { InvalidCredentials } from '../../domain/errors.js';
import { type SignedIn, type SignInVia } from '../../domain/events.js';
import { type Verified } from '../../domain/verified.js';
import { type BegunSession, Sessions } from '../../sessions.js';
import { beginSession } from './begin-session.js';

export interface SessionWanted {
  readonly accountId: string;
  readonly via: SignInVia;
  /** What the password was compared with, where there was one. */
  readonly verified?: Verified;
  readonly userAgent?: string | undefined;
}

/**
 * Begins sessions. Order of writes: `SignedIn` in the account's stream, then the session in the vault. A crash between
 * them leaves a sign-in in the history and no session; nobody has its token, and the same command again makes it.
 *
 * A password that is changed between the two ends every session there is by then; so the account is looked at once more
 * after the session was written, and the session taken back where it comes too late.
 */
@Injectable()
export class SessionStart {
  constructor(
    private readonly runner: CommandRunner,
    private readonly sessions: Sessions,
  ) {}

  /** @throws NoAccount, InvalidCredentials */
  async begin(wanted: SessionWanted, scope: CommandScope): Promise<BegunSession> {
    const { accountId, via, verified, userAgent } = wanted;
    const command = { sessionId: uuidv7(), via, ...(verified && { verified }) };
    const person = scope.as({ kind: 'account', id: accountId });
    const outcome = await this.runner.run(accountDecider, accountId, person, (account) =>
      beginSession(account, command),
    );
    const { sessionId } = (outcome.events[0] as SignedIn).data;
    const { revision, at } = outcome;
    if (scope.dryRun) return { sessionId, createdAt: at, expiresAt: at, token: '' };
    writePoint('accounts.sign-in.between-event-and-session');
    const session = await this.sessions.begin({ accountId, sessionId, revision, at, userAgent });
    const { state } = await this.runner.read(accountDecider, accountId);
    if (!hasEnded(state, { sessionId, revision })) return session;
    await this.sessions.remove({ accountId, sessionId });
    throw new InvalidCredentials();
  }

  /** What a dry run says of a session that would begin in an account that it has only thought of. */
  plan({ accountId, via }: SessionWanted, scope: CommandScope): void {
    scope.plans(streamName(accountDecider, accountId), [{ type: 'SignedIn', data: { sessionId: uuidv7(), via } }]);
  }
}
