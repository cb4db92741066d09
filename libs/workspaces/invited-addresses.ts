import { Inject, Injectable } from '@nestjs/common';
import { collectionOf, type Position, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { NotCaughtUp, READ_MODELS, type ReadModels } from '#libs/http';
import { type MemberRow, userTable } from './projections/user-table.projection.js';

const PATIENCE_MS = 10_000;

/** The addresses of invited members as they were written: the streams keep only digests that can be compared. */
@Injectable()
export class InvitedAddresses {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
  ) {}

  /**
   * Null where it has been forgotten, or the member is gone.
   * @param position of an event that the read model must have seen
   * @throws NotCaughtUp
   */
  async of(memberId: string, position: Position): Promise<string | null> {
    if (!(await this.readModels.caughtUp(position, PATIENCE_MS, [userTable.name]))) throw new NotCaughtUp();
    const row = await this.store.get<MemberRow>(collectionOf(userTable), memberId);
    return row?.email ?? null;
  }
}
