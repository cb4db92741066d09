import { type RecordedEvent } from '#libs/event-sourcing';
import { type Workspace, type WorkspaceEvent } from '#libs/workspaces';
import { type EntryActor } from './cast.js';

/** What an event changed, and that in words. */
export interface Telling {
  readonly summary: string;
  readonly change: { readonly before: object | null; readonly after: object | null };
}

/** What a sentence needs to know beside the event. */
export interface Circumstances {
  /** The workspace just before. */
  readonly before: Workspace;
  readonly actor: EntryActor;
  /** What a member is called; null for who is forgotten. */
  name(this: void, memberId: string): string | null;
}

/** An event in words that an auditor understands (H-1). */
export function tell(event: RecordedEvent, { before: workspace, actor, name }: Circumstances): Telling {
  const called = (memberId: string): string => name(memberId) ?? FORGOTTEN;
  const by = agent(actor, called);
  const { type, data } = event as unknown as WorkspaceEvent;
  const told = (summary: string, before: object | null, after: object | null): Telling => ({
    summary: summary.charAt(0).toUpperCase() + summary.slice(1),
    change: { before, after },
  });
  switch (type) {
    case 'WorkspaceFounded': {
      const { name: title, founderId } = data;
      return told(`${by} founded the workspace ${quoted(title)}.`, null, { name: title, ownerId: founderId });
    }
    case 'WorkspaceRenamed': {
      const { formerName, name: title } = data;
      const summary = `${by} renamed the workspace from ${quoted(formerName)} to ${quoted(title)}.`;
      return told(summary, { name: formerName }, { name: title });
    }
    case 'DomainClaimed': {
      const { domain, autoJoin } = data;
      return told(`${by} added the domain ${domain}; ${joining(autoJoin)}.`, null, { domain, autoJoin });
    }
    case 'DomainJoiningChanged': {
      const { domain, autoJoin } = data;
      const former = workspace.domains.get(domain) ?? null;
      const way = autoJoin ? 'on' : 'off';
      const summary = `${by} turned ${way} joining by the domain ${domain}.`;
      return told(summary, { domain, autoJoin: former }, { domain, autoJoin });
    }
    case 'DomainReleased': {
      const { domain } = data;
      return told(`${by} gave up the domain ${domain}.`, { domain, autoJoin: workspace.domains.get(domain) ?? null }, null);
    }
    case 'InboxAdded': {
      const { inboxId, name: title } = data;
      return told(`${by} added the inbox ${quoted(title)}.`, null, { inboxId, name: title });
    }
    case 'InboxRenamed': {
      const { inboxId, formerName, name: title } = data;
      const summary = `${by} renamed the inbox ${quoted(formerName)} to ${quoted(title)}.`;
      return told(summary, { inboxId, name: formerName }, { inboxId, name: title });
    }
    case 'InboxRemoved': {
      const { inboxId } = data;
      const title = workspace.inboxes.get(inboxId) ?? null;
      return told(`${by} removed the inbox ${quoted(title ?? inboxId)}.`, { inboxId, name: title }, null);
    }
    case 'UserInvited': {
      const { memberId, role, inboxIds, expiresAt } = data;
      const summary = `${by} invited ${called(memberId)} as ${role}.`;
      return told(summary, null, { state: 'invited', role, inboxIds, expiresAt });
    }
    case 'InvitationResent': {
      const { memberId, expiresAt } = data;
      const former = workspace.members.get(memberId)?.invitation?.expiresAt ?? null;
      const summary = `${by} sent the invitation of ${called(memberId)} again; every earlier link stopped working.`;
      return told(summary, { expiresAt: former }, { expiresAt });
    }
    case 'InvitationRevoked': {
      const { memberId, because } = data;
      const summary = `${by} revoked the invitation of ${called(memberId)}${because ? `, because ${BECAUSE[because]}` : ''}.`;
      return told(summary, placeOf(workspace, memberId), null);
    }
    case 'UserJoined': {
      const { memberId, role, by: way, invitedRole, reducedBecause } = data;
      const reduced = reducedBecause
        ? ` The invitation said ${invitedRole ?? 'another role'}, but whoever made it is no longer an admin.`
        : '';
      const after = { state: 'joined', role, inboxIds: workspace.members.get(memberId)?.inboxIds ?? [] };
      return told(`${called(memberId)} joined as ${role}, ${JOINED[way]}.${reduced}`, placeOf(workspace, memberId), after);
    }
    case 'RoleChanged': {
      const { memberId, formerRole, role } = data;
      const summary = `${by} changed the role of ${called(memberId)} from ${formerRole} to ${role}.`;
      return told(summary, { role: formerRole }, { role });
    }
    case 'OwnershipTransferred': {
      const { from, to, because } = data;
      const summary = because
        ? `The ownership passed from ${called(from)}, who stepped down, to ${called(to)}.`
        : `${by} passed the ownership from ${called(from)} to ${called(to)}.`;
      return told(summary, { ownerId: from }, { ownerId: to });
    }
    case 'InboxAccessChanged': {
      const { memberId, formerInboxIds, inboxIds } = data;
      const titles = inboxIds.map((id) => quoted(workspace.inboxes.get(id) ?? id)).join(', ');
      const summary = `${by} changed which inboxes ${called(memberId)} may use: ${titles || 'none'}.`;
      return told(summary, { inboxIds: formerInboxIds }, { inboxIds });
    }
    case 'MemberAddressChanged':
      // Which address, only the account says; it may be forgotten.
      return told(`The address of ${called(data.memberId)} changed with their account.`, null, null);
    case 'ConversationsTransferred': {
      const { from, to, moved } = data;
      const summary = `The work of ${called(from)} passed to ${called(to)}: ${counted(moved)}.`;
      return told(summary, { memberId: from }, { memberId: to, moved });
    }
    case 'UserRemoved': {
      const { memberId, successorId, because } = data;
      const who = called(memberId);
      const removed = because === 'left' ? `${who} left` : because ? `${who} was removed with their account` : `${by} removed ${who}`;
      const summary = `${removed}; ${called(successorId)} took over their work.`;
      return told(summary, placeOf(workspace, memberId), { state: 'removed', successorId });
    }
    case 'WorkspaceRemoved': {
      const { seats, because } = data;
      const { name: title, ownerId } = workspace;
      const reason = because ? ', because the account of its owner was deleted' : '';
      const summary = `${by} removed the workspace ${quoted(title)} with its ${many(seats, 'member')}${reason}.`;
      return told(summary, { name: title, ownerId, seats }, null);
    }
  }
}

const FORGOTTEN = 'somebody who has been forgotten';

const BECAUSE = {
  address_belongs_to_member: 'a member took that address',
  account_deleted: 'the account with that address was deleted',
} as const;

const JOINED = {
  founding: 'by founding the workspace',
  domain: 'by the domain of their address',
  invitation: "by the invitation's link",
  verification: 'by verifying the invited address',
} as const;

function agent({ kind, id, name, onBehalfOf }: EntryActor, called: (memberId: string) => string): string {
  if (kind === 'member') return name ?? FORGOTTEN;
  if (kind === 'system') return 'Roster itself';
  return onBehalfOf === undefined ? `the service ${id}` : `the service ${id}, for ${called(onBehalfOf)},`;
}

function placeOf(workspace: Workspace, memberId: string): object | null {
  const member = workspace.members.get(memberId);
  return member ? { state: member.state, role: member.role, inboxIds: member.inboxIds } : null;
}

function joining(autoJoin: boolean): string {
  return autoJoin ? 'people with an address of it join by themselves' : 'people with an address of it do not join by themselves';
}

function counted(moved: Readonly<Record<'conversations' | 'replies' | 'notes' | 'customers', number>>): string {
  const { conversations, replies, notes, customers } = moved;
  const work = [many(conversations, 'conversation'), many(replies, 'reply', 'replies'), many(notes, 'note')];
  return `${work.join(', ')} and ${many(customers, 'customer')}`;
}

function many(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

function quoted(text: string): string {
  return `“${text}”`;
}
