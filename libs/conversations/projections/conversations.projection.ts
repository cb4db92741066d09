import { idOf, type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type ConversationStatus } from '#libs/workspaces';
import {
  type ConversationAssigned,
  type ConversationChanged,
  type ConversationOpened,
  type ConversationStatusChanged,
  type TagAdded,
} from '../domain/events.js';

/** One conversation, without its replies, which may be thousands. Members stand in it as they were named. */
export interface ConversationRow extends ReadDocument {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly inboxId: string;
  readonly subject: string;
  readonly status: ConversationStatus;
  readonly assigneeId: string | null;
  readonly tags: readonly { readonly tag: string; readonly createdBy: string }[];
}

export type ConversationsEvent =
  | ConversationOpened
  | ConversationChanged
  | ConversationAssigned
  | ConversationStatusChanged
  | TagAdded;

/** Found by the members whose work is somebody's now, so a transfer touches no document. */
export const conversations: Projection<ConversationRow, ConversationsEvent> = {
  name: 'conversations',
  version: 1,
  indexes: [
    { workspaceId: 1, _id: 1 },
    { workspaceId: 1, status: 1, _id: 1 },
    { workspaceId: 1, assigneeId: 1, _id: 1 },
    { workspaceId: 1, assigneeId: 1, status: 1, _id: 1 },
  ],
  handles: [
    'ConversationOpened',
    'ConversationChanged',
    'ConversationAssigned',
    'ConversationStatusChanged',
    'TagAdded',
  ],
  touches: (event) => ({ ids: [idOf(event.stream)] }),
  fold(id, row, event) {
    if (event.type === 'ConversationOpened') {
      const { workspaceId, conversationId, inboxId, subject, status, assigneeId } = event.data;
      return { _id: id, workspaceId, conversationId, inboxId, subject, status, assigneeId, tags: [] };
    }
    if (!row) throw new Error(`A ${event.type} of a conversation that is not there.`);
    switch (event.type) {
      case 'ConversationChanged':
        return { ...row, inboxId: event.data.inboxId, subject: event.data.subject };
      case 'ConversationAssigned':
        return { ...row, assigneeId: event.data.assigneeId };
      case 'ConversationStatusChanged':
        return { ...row, status: event.data.status };
      case 'TagAdded':
        return { ...row, tags: [...row.tags, { tag: event.data.tag, createdBy: event.data.createdBy }] };
    }
  },
};
