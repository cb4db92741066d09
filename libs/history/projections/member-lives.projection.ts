import { idOf, type Opened, type Projection, type ReadDocument } from '#libs/event-sourcing';
import {
  type InvitationRevoked,
  type Role,
  type RoleChanged,
  type UserInvited,
  type UserJoined,
  type UserRemoved,
} from '#libs/workspaces';

/** When what happened to one member. Holds nothing personal: names are found by the account or the invitation. */
export interface MemberLife extends ReadDocument {
  readonly workspaceId: string;
  /** Null until they join. */
  readonly accountId: string | null;
  readonly invited: { readonly at: string; readonly revision: number } | null;
  readonly joinedAt: string | null;
  /** When they were removed or their invitation revoked; null too where their workspace is gone as a whole. */
  readonly endedAt: string | null;
  /** Every role they had, and since when. */
  readonly roles: readonly { readonly at: string; readonly role: Role }[];
}

export type MemberLifeEvent = UserInvited | UserJoined | RoleChanged | InvitationRevoked | UserRemoved;

export const memberLives: Projection<MemberLife, MemberLifeEvent> = {
  name: 'history-members',
  version: 1,
  indexes: [{ workspaceId: 1, accountId: 1, _id: 1 }],
  handles: ['UserInvited', 'UserJoined', 'RoleChanged', 'InvitationRevoked', 'UserRemoved'],
  touches: (event) => ({ ids: [event.data.memberId] }),
  fold(id, life, event) {
    const { at } = event.metadata;
    switch (event.type) {
      case 'UserInvited':
        return { ...newLife(id, event), invited: { at, revision: event.revision } };
      case 'UserJoined': {
        const before = life ?? newLife(id, event);
        const { accountId, role } = event.data;
        const changed = before.roles.at(-1)?.role !== role;
        return { ...before, accountId, joinedAt: at, roles: changed ? [...before.roles, { at, role }] : before.roles };
      }
      case 'RoleChanged':
        return life && { ...life, roles: [...life.roles, { at, role: event.data.role }] };
      case 'InvitationRevoked':
      case 'UserRemoved':
        return life && { ...life, endedAt: at };
    }
  },
};

function newLife(id: string, event: Opened<UserInvited | UserJoined>): MemberLife {
  const { role } = event.data;
  return {
    _id: id,
    workspaceId: idOf(event.stream),
    accountId: null,
    invited: null,
    joinedAt: null,
    endedAt: null,
    roles: [{ at: event.metadata.at, role }],
  };
}
