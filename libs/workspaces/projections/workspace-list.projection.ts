import { idOf, type Projection, type ReadDocument } from '#libs/event-sourcing';
import {
  type InvitationRevoked,
  type OwnershipTransferred,
  seatDelta,
  type UserInvited,
  type UserJoined,
  type UserRemoved,
  type WorkspaceFounded,
  type WorkspaceRemoved,
  type WorkspaceRenamed,
} from '../domain/events.js';

/** One line of the list of all workspaces, for services. */
export interface WorkspaceLine extends ReadDocument {
  readonly name: string;
  readonly ownerId: string;
  /** Invited and joined. */
  readonly members: number;
}

export type WorkspaceListEvent =
  | WorkspaceFounded
  | WorkspaceRenamed
  | OwnershipTransferred
  | UserInvited
  | UserJoined
  | InvitationRevoked
  | UserRemoved
  | WorkspaceRemoved;

export const workspaceList: Projection<WorkspaceLine, WorkspaceListEvent> = {
  name: 'workspace-list',
  version: 1,
  indexes: [{ _id: 1 }],
  handles: [
    'WorkspaceFounded',
    'WorkspaceRenamed',
    'OwnershipTransferred',
    'UserInvited',
    'UserJoined',
    'InvitationRevoked',
    'UserRemoved',
    'WorkspaceRemoved',
  ],
  touches: (event) => ({ ids: [idOf(event.stream)] }),
  fold(id, line, event) {
    if (event.type === 'WorkspaceFounded') {
      return { _id: id, name: event.data.name, ownerId: event.data.founderId, members: 0 };
    }
    if (!line) throw new Error(`A ${event.type} of a workspace that is not there.`);
    switch (event.type) {
      case 'WorkspaceRenamed':
        return { ...line, name: event.data.name };
      case 'OwnershipTransferred':
        return { ...line, ownerId: event.data.to };
      case 'WorkspaceRemoved':
        return null;
      default:
        return { ...line, members: line.members + seatDelta(event) };
    }
  },
};
