import { type Actor } from '#libs/event-sourcing';
import { type Asking } from '../../libs/conversations/domain/asking.js';
import {
  type ConversationAssigned,
  type ConversationEvent,
  type ConversationOpened,
  type ConversationStatusChanged,
  type ReplyKind,
} from '../../libs/conversations/domain/events.js';
import { type WorkspaceEvent } from '../../libs/workspaces/domain/events.js';
import { type Workspace, workspaceDecider } from '../../libs/workspaces/domain/workspace.js';
import { given } from './given.js';
import { by, founded, inbox, WORKSPACE } from './workspace-history.js';

/** Events as specs of conversations tell them: the conversation `c` in the inbox `i` of ann's workspace `w`. */

export const CONVERSATION = 'c';
/** Of conversations, workflows and customers with that id. */
export const streamOf = (category: string, id = CONVERSATION, workspaceId = WORKSPACE): string =>
  `${category}-${workspaceId}.${id}`;

export function opened(more: Partial<ConversationOpened['data']> = {}) {
  const { status = 'active', assigneeId = null, creditedTo = status === 'closed' ? assigneeId : null } = more;
  return {
    type: 'ConversationOpened',
    data: {
      workspaceId: WORKSPACE,
      conversationId: CONVERSATION,
      inboxId: 'i',
      subject: 'Help',
      ...more,
      status,
      assigneeId,
      creditedTo,
    },
  } as const satisfies ConversationEvent;
}

export function assigned(
  assigneeId: string | null,
  formerAssigneeId: string | null = null,
  status: ConversationAssigned['data']['status'] = 'active',
) {
  return {
    type: 'ConversationAssigned',
    data: { assigneeId, formerAssigneeId, status },
  } as const satisfies ConversationEvent;
}

export function statusChanged(
  formerStatus: ConversationStatusChanged['data']['status'],
  status: ConversationStatusChanged['data']['status'],
  assigneeId: string | null = null,
  credit: Partial<ConversationStatusChanged['data']> = {},
) {
  return {
    type: 'ConversationStatusChanged',
    data: { status, formerStatus, assigneeId, creditedTo: null, formerCreditedTo: null, ...credit },
  } as const satisfies ConversationEvent;
}

export function replied(replyId: string, authorId: string, kind: ReplyKind = 'reply') {
  return { type: 'ReplyAdded', data: { replyId, authorId, kind } } as const satisfies ConversationEvent;
}

export function tagged(tag: string, createdBy: string) {
  return { type: 'TagAdded', data: { tag, createdBy } } as const satisfies ConversationEvent;
}

/** Ann's workspace with the inbox `i` after these events. */
export function workspaceAfter(...events: readonly WorkspaceEvent[]): Workspace {
  return given(workspaceDecider, ...founded(inbox('i'), ...events)).state;
}

export function askingIn(workspace: Workspace, actor: Actor | string = 'ann'): Asking {
  return { workspace, actor: typeof actor === 'string' ? by(actor) : actor };
}
