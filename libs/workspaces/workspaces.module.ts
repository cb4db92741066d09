import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { type Projection } from '#libs/event-sourcing';
import { DomainReservations } from './domain-reservations.js';
import { Gate } from './gate.js';
import { InvitationLinks } from './invitation-links.js';
import { InvitedAddresses } from './invited-addresses.js';
import { Leaving } from './leaving.js';
import { Acceptance } from './processes/acceptance.process.js';
import { AddressFollowing } from './processes/address-following.process.js';
import { DomainUpkeep } from './processes/domain-upkeep.process.js';
import { WorkspaceMail } from './processes/workspace-mail.process.js';
import { userTable } from './projections/user-table.projection.js';
import { workspaceList } from './projections/workspace-list.projection.js';
import { MemberViews } from './queries/member-views.js';
import { MembersController } from './queries/members.controller.js';
import { RemovalCandidates } from './queries/removal-candidates.js';
import { RemovalPreviewController } from './queries/removal-preview.controller.js';
import { UserTable } from './queries/user-table.js';
import { WorkspaceController } from './queries/workspace.controller.js';
import { WorkspaceSummaries } from './queries/workspace-summary.js';
import { AcceptInvitationController } from './use-cases/accept-invitation/accept-invitation.controller.js';
import { AcceptInvitationHandler } from './use-cases/accept-invitation/accept-invitation.handler.js';
import { AdministerAccountController } from './use-cases/administer-account/administer-account.controller.js';
import { ChangeInboxAccessController } from './use-cases/change-inbox-access/change-inbox-access.controller.js';
import { ChangeInboxAccessHandler } from './use-cases/change-inbox-access/change-inbox-access.handler.js';
import { ChangeRoleController } from './use-cases/change-role/change-role.controller.js';
import { ChangeRoleHandler } from './use-cases/change-role/change-role.handler.js';
import { DomainsController } from './use-cases/domains/domains.controller.js';
import {
  ChangeDomainJoiningHandler,
  ClaimDomainHandler,
  ReleaseDomainHandler,
} from './use-cases/domains/domains.handler.js';
import { EvaluateAccessController } from './use-cases/evaluate-access/evaluate-access.controller.js';
import { InboxesController } from './use-cases/inboxes/inboxes.controller.js';
import { AddInboxHandler, RemoveInboxHandler, RenameInboxHandler } from './use-cases/inboxes/inboxes.handler.js';
import { InviteUserController } from './use-cases/invite-user/invite-user.controller.js';
import { InviteUserHandler } from './use-cases/invite-user/invite-user.handler.js';
import { InviteUsersHandler } from './use-cases/invite-user/invite-users.handler.js';
import { RemoveMemberController } from './use-cases/remove-member/remove-member.controller.js';
import { RemoveMemberHandler } from './use-cases/remove-member/remove-member.handler.js';
import { RemoveWorkspaceController } from './use-cases/remove-workspace/remove-workspace.controller.js';
import { RemoveWorkspaceHandler } from './use-cases/remove-workspace/remove-workspace.handler.js';
import { RenameWorkspaceController } from './use-cases/rename-workspace/rename-workspace.controller.js';
import { RenameWorkspaceHandler } from './use-cases/rename-workspace/rename-workspace.handler.js';
import { ResendInvitationController } from './use-cases/resend-invitation/resend-invitation.controller.js';
import { ResendInvitationHandler } from './use-cases/resend-invitation/resend-invitation.handler.js';
import { OpenInvitations } from './use-cases/accept-invitation/open-invitations.js';
import { RevokeInvitationController } from './use-cases/revoke-invitation/revoke-invitation.controller.js';
import { RevokeInvitationHandler } from './use-cases/revoke-invitation/revoke-invitation.handler.js';
import { TransferOwnershipController } from './use-cases/transfer-ownership/transfer-ownership.controller.js';
import { TransferOwnershipHandler } from './use-cases/transfer-ownership/transfer-ownership.handler.js';
import { Workspaces } from './workspaces.js';

/** The read models of this context. */
export const WORKSPACE_PROJECTIONS = [userTable, workspaceList] as unknown as readonly Projection[];

/** The processes of this context, by class: each has its `process`. */
export const WORKSPACE_PROCESSES = [WorkspaceMail, DomainUpkeep, AddressFollowing, Acceptance] as const;

@Module({
  imports: [AccountsModule],
  controllers: [
    AcceptInvitationController,
    AdministerAccountController,
    ChangeInboxAccessController,
    ChangeRoleController,
    DomainsController,
    EvaluateAccessController,
    InboxesController,
    InviteUserController,
    MembersController,
    RemovalPreviewController,
    RemoveMemberController,
    RemoveWorkspaceController,
    RenameWorkspaceController,
    ResendInvitationController,
    RevokeInvitationController,
    TransferOwnershipController,
    WorkspaceController,
  ],
  providers: [
    DomainReservations,
    Gate,
    InvitationLinks,
    InvitedAddresses,
    OpenInvitations,
    Leaving,
    MemberViews,
    RemovalCandidates,
    UserTable,
    Workspaces,
    WorkspaceSummaries,
    AcceptInvitationHandler,
    AddInboxHandler,
    ChangeDomainJoiningHandler,
    ChangeInboxAccessHandler,
    ChangeRoleHandler,
    ClaimDomainHandler,
    InviteUserHandler,
    InviteUsersHandler,
    ReleaseDomainHandler,
    RemoveInboxHandler,
    RemoveMemberHandler,
    RemoveWorkspaceHandler,
    RenameInboxHandler,
    RenameWorkspaceHandler,
    ResendInvitationHandler,
    RevokeInvitationHandler,
    TransferOwnershipHandler,
    ...WORKSPACE_PROCESSES,
  ],
  exports: [Gate, Workspaces],
})
export class WorkspacesModule {}
