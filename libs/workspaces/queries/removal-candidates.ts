import { Inject, Injectable } from '@nestjs/common';
import { collectionOf, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { type Workspace } from '../domain/workspace.js';
import { type MemberRow, userTable } from '../projections/user-table.projection.js';

/** As many as are named: in a large workspace a search finds the others. */
const MOST = 200;

export interface RemovalCandidate {
  readonly memberId: string;
  readonly name: string | null;
}

/** Who could take over a member's work: the other joined members, by name. */
@Injectable()
export class RemovalCandidates {
  constructor(@Inject(READ_STORE) private readonly store: ReadStore) {}

  async of({ workspaceId, members }: Workspace, memberId: string): Promise<RemovalCandidate[]> {
    const rows = await this.store.find<MemberRow>(collectionOf(userTable), {
      filter: { workspaceId, state: 'joined' },
      sort: { 'sort.name': 1, _id: 1 },
      limit: MOST + 1,
    });
    const others = rows.filter(({ _id }) => _id !== memberId && members.get(_id)?.state === 'joined');
    return others.slice(0, MOST).map(({ _id, name, email }) => ({ memberId: _id, name: name ?? email }));
  }
}
