import { type WorkspaceEvent } from '#libs/workspaces';

type WorkspaceEventType = WorkspaceEvent['type'];

const TYPES: Readonly<Record<WorkspaceEventType, true>> = {
  WorkspaceFounded: true,
  WorkspaceRenamed: true,
  DomainClaimed: true,
  DomainJoiningChanged: true,
  DomainReleased: true,
  InboxAdded: true,
  InboxRenamed: true,
  InboxRemoved: true,
  UserInvited: true,
  InvitationResent: true,
  InvitationRevoked: true,
  UserJoined: true,
  RoleChanged: true,
  OwnershipTransferred: true,
  InboxAccessChanged: true,
  MemberAddressChanged: true,
  ConversationsTransferred: true,
  UserRemoved: true,
  WorkspaceRemoved: true,
};

/** Every kind of event that a workspace's history has. */
export const EVENT_TYPES = Object.keys(TYPES) as readonly WorkspaceEventType[];

/** The members that an event is about, the one that it is mostly about first. */
export function subjectsOf({ type, data }: Pick<WorkspaceEvent, 'type' | 'data'>): readonly string[] {
  switch (type) {
    case 'WorkspaceFounded':
      return [(data as Extract<WorkspaceEvent, { type: 'WorkspaceFounded' }>['data']).founderId];
    case 'OwnershipTransferred': {
      const { from, to } = data as Extract<WorkspaceEvent, { type: 'OwnershipTransferred' }>['data'];
      return [to, from];
    }
    case 'ConversationsTransferred': {
      const { from, to } = data as Extract<WorkspaceEvent, { type: 'ConversationsTransferred' }>['data'];
      return [from, to];
    }
    case 'UserRemoved': {
      const { memberId, successorId } = data as Extract<WorkspaceEvent, { type: 'UserRemoved' }>['data'];
      return [memberId, successorId];
    }
    default:
      return 'memberId' in data ? [data.memberId] : [];
  }
}
