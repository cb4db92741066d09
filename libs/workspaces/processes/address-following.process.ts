import { Inject, Injectable } from '@nestjs/common';
import { Accounts, type EmailChanged } from '#libs/accounts';
import {
  collectionOf,
  type CommandScope,
  idOf,
  type Opened,
  type Process,
  READ_STORE,
  type ReadStore,
} from '#libs/event-sourcing';
import { NotCaughtUp, READ_MODELS, type ReadModels } from '#libs/http';
import { WorkspaceDeparture } from '../departure.js';
import { type UserJoined } from '../domain/events.js';
import { type MemberRow, userTable } from '../projections/user-table.projection.js';
import { followAddress, type FollowAddress } from '../use-cases/follow-address/follow-address.js';
import { WorkspaceCommand } from '../workspace-command.js';
import { Workspaces } from '../workspaces.js';

class Follow extends WorkspaceCommand<FollowAddress> {}

const MOST = 1000;
const PATIENCE_MS = 10_000;

/**
 * Takes an account's change of address to every workspace that it is a member of, and looks once more at who joins, in
 * case the address changed while they were on their way (P-4, I-6), or the account was deleted.
 */
@Injectable()
export class AddressFollowing {
  readonly process: Process<EmailChanged | UserJoined> = {
    name: 'address-following',
    handles: ['EmailChanged', 'UserJoined'],
    react: (event, scope) => this.react(event, scope),
  };

  constructor(
    private readonly workspaces: Workspaces,
    private readonly accounts: Accounts,
    private readonly departure: WorkspaceDeparture,
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
  ) {}

  private async react(event: Opened<EmailChanged | UserJoined>, scope: CommandScope): Promise<void> {
    if (event.type === 'UserJoined') return this.follow(idOf(event.stream), event.data.accountId, scope);
    const accountId = idOf(event.stream);
    if (!(await this.readModels.caughtUp(event.position, PATIENCE_MS, [userTable.name]))) throw new NotCaughtUp();
    const find = { filter: { accountId, kind: 'member' }, sort: { _id: 1 as const }, limit: MOST };
    for (const { workspaceId } of await this.store.find<MemberRow>(collectionOf(userTable), find)) {
      await this.follow(workspaceId, accountId, scope);
    }
  }

  private async follow(workspaceId: string, accountId: string, scope: CommandScope): Promise<void> {
    if (await this.accounts.isClosed(accountId)) return this.departure.leave(workspaceId, accountId, scope);
    const emailKey = await this.accounts.emailKey(accountId);
    // Not opened yet: it will be with the address that it joined with.
    if (emailKey === null) return;
    await this.workspaces.carryOut(new Follow(workspaceId, scope.incidental(), { accountId, emailKey }), followAddress);
  }
}
