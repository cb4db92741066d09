import { Inject, Injectable } from '@nestjs/common';
import { type Membership, type Memberships, type PendingInvitation } from '#libs/accounts';
import { collectionOf, type Filter, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { READ_MODELS, type ReadModels } from '#libs/http';
import { capabilitiesOf } from './domain/capabilities.js';
import { type MemberRow, userTable } from './projections/user-table.projection.js';
import { Workspaces } from './workspaces.js';

const MOST = 1000;
const PATIENCE_MS = 2000;

/** Which workspaces there are for an account: found in the read model, told from the workspaces as they are now. */
@Injectable()
export class WorkspaceMemberships implements Memberships {
  constructor(
    private readonly workspaces: Workspaces,
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
  ) {}

  async of(accountId: string): Promise<readonly Membership[]> {
    const rows = await this.rows({ accountId, kind: 'member' });
    const memberships = await Promise.all(rows.map(({ workspaceId }) => this.membership(workspaceId, accountId)));
    return memberships.filter((membership) => membership !== undefined);
  }

  async pendingInvitations(emailKey: string): Promise<readonly PendingInvitation[]> {
    const rows = await this.rows({ emailKey, kind: 'member' });
    const invitations = await Promise.all(rows.map(({ workspaceId }) => this.invitation(workspaceId, emailKey)));
    return invitations.filter((invitation) => invitation !== undefined);
  }

  private async rows(filter: Filter): Promise<readonly MemberRow[]> {
    await this.readModels.caughtUp(this.readModels.written(), PATIENCE_MS, [userTable.name]);
    return this.store.find<MemberRow>(collectionOf(userTable), { filter, sort: { _id: 1 }, limit: MOST });
  }

  private async membership(workspaceId: string, accountId: string): Promise<Membership | undefined> {
    const { state } = await this.workspaces.find(workspaceId);
    const member = state.memberOfAccount(accountId);
    if (!member) return undefined;
    const { memberId, role } = member;
    const owner = state.isOwner(member);
    const capabilities = capabilitiesOf({ role, owner });
    return { workspaceId, workspaceName: state.name, memberId, role, owner, capabilities };
  }

  private async invitation(workspaceId: string, emailKey: string): Promise<PendingInvitation | undefined> {
    const { state } = await this.workspaces.find(workspaceId);
    const member = state.memberOfAddress(emailKey);
    if (member?.state !== 'invited') return undefined;
    const { memberId, role, invitation } = member;
    return { workspaceId, workspaceName: state.name, memberId, role, expiresAt: invitation.expiresAt };
  }
}
