import { type operations } from '#libs/client';

export type Kind = NonNullable<NonNullable<operations['History.list']['parameters']['query']>['type']>;

const WORDS: Readonly<Record<Kind, string>> = {
  UserInvited: 'Invited',
  InvitationResent: 'Invitation sent again',
  InvitationRevoked: 'Invitation revoked',
  UserJoined: 'Joined',
  RoleChanged: 'Role changed',
  OwnershipTransferred: 'Ownership passed on',
  InboxAccessChanged: 'Inboxes of a member changed',
  MemberAddressChanged: 'Address changed',
  ConversationsTransferred: 'Work passed on',
  UserRemoved: 'Removed or left',
  DomainClaimed: 'Domain added',
  DomainJoiningChanged: 'Joining by domain changed',
  DomainReleased: 'Domain released',
  InboxAdded: 'Inbox added',
  InboxRenamed: 'Inbox renamed',
  InboxRemoved: 'Inbox removed',
  WorkspaceFounded: 'Workspace founded',
  WorkspaceRenamed: 'Workspace renamed',
  WorkspaceRemoved: 'Workspace removed',
};

export const KINDS = Object.entries(WORDS).map(([value, label]) => ({ value, label }));

export function isKind(text: string): text is Kind {
  return text in WORDS;
}

/** What happened, in two or three words; a kind that is newer than this page by its own name. */
export function kindName(type: string): string {
  return isKind(type) ? WORDS[type] : type;
}
