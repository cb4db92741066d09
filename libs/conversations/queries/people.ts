import { Inject, Injectable } from '@nestjs/common';
import { collectionOf, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { type PersonRow, userTable, type Workspace } from '#libs/workspaces';

/** How a member is shown to customers (P-3). Null: not said, or forgotten. */
export interface KnownAs {
  readonly name: string | null;
  readonly jobTitle: string | null;
}

const NOBODY: KnownAs = { name: null, jobTitle: null };

/** The people behind members, present and removed ones, as their profiles are now. */
@Injectable()
export class People {
  constructor(@Inject(READ_STORE) private readonly store: ReadStore) {}

  async behind(workspace: Workspace, memberIds: Iterable<string>): Promise<(memberId: string) => KnownAs> {
    const accounts = new Map<string, string>();
    for (const memberId of new Set(memberIds)) {
      const accountId = accountOf(workspace, memberId);
      if (accountId !== null) accounts.set(memberId, accountId);
    }
    const rows = await this.store.load<PersonRow>(collectionOf(userTable), [...new Set(accounts.values())]);
    return (memberId) => {
      const row = rows.get(accounts.get(memberId) ?? '');
      return row ? { name: row.document.name, jobTitle: row.document.jobTitle } : NOBODY;
    };
  }
}

function accountOf(workspace: Workspace, memberId: string): string | null {
  return (workspace.members.get(memberId) ?? workspace.former.get(memberId))?.accountId ?? null;
}
