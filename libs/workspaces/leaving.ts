import { Injectable } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import { type Workspace } from './domain/workspace.js';

/**
 * Members whose account is closed, and who are yet to leave. None of them may become owner: the workspace would go with
 * them, and nobody was asked.
 */
@Injectable()
export class Leaving {
  constructor(private readonly accounts: Accounts) {}

  async among({ members }: Workspace, memberIds: readonly string[]): Promise<readonly string[]> {
    const leaving = await Promise.all(
      memberIds.map(async (memberId) => {
        const accountId = members.get(memberId)?.accountId ?? null;
        return accountId !== null && (await this.accounts.isClosed(accountId)) ? [memberId] : [];
      }),
    );
    return leaving.flat();
  }
}
