export { authorize } from './domain/authority.js';
export { capabilitiesOf, type Capability, type Role } from './domain/capabilities.js';
export * from './domain/events.js';
export { MemberRemoved, NotJoined, NotThere, UnknownInboxes } from './domain/errors.js';
export { type Member, Workspace, workspaceDecider } from './domain/workspace.js';
export { Gate, type Inside } from './gate.js';
export { WorkspaceMemberships } from './memberships.js';
export { WorkspacePlacement } from './placement.js';
export {
  sorted as memberRow,
  type MemberRow,
  type PersonRow,
  type Profile as PersonProfile,
  userTable,
} from './projections/user-table.projection.js';
export { type WorkspaceLine, workspaceList } from './projections/workspace-list.projection.js';
export * from './ports.js';
export { type PastTable, type PastTables } from './queries/past-table.js';
export { INVITATION_HOURS, PAST_TABLES, WORK_COUNTS } from './tokens.js';
export { RemovalCandidates } from './queries/removal-candidates.js';
export { RemoveMemberCommand, RemoveMemberHandler } from './use-cases/remove-member/remove-member.handler.js';
export { InviteUserCommand, InviteUserHandler } from './use-cases/invite-user/invite-user.handler.js';
export { WorkspaceBridge } from './bridge.module.js';
export { inWorkspace, type InWorkspace } from './schemas.js';
export { WORKSPACE_PROCESSES, WORKSPACE_PROJECTIONS, WorkspacesModule } from './workspaces.module.js';
export { Workspaces } from './workspaces.js';
