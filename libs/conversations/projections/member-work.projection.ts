import { idOf, type Opened, type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type ConversationStatus } from '#libs/workspaces';
import {
  type ConversationAssigned,
  type ConversationOpened,
  type ConversationStatusChanged,
  type CustomerAssigned,
  type ReplyAdded,
} from '../domain/events.js';
import { placeOf, workId } from '../domain/work-id.js';

/** How much work stands under one member, as it was given to them; what they inherited stands under others. */
export interface MemberWork extends ReadDocument {
  readonly conversations: Readonly<Record<ConversationStatus, number>>;
  readonly replies: number;
  readonly notes: number;
  readonly customers: number;
}

export type MemberWorkEvent =
  | ConversationOpened
  | ConversationAssigned
  | ConversationStatusChanged
  | ReplyAdded
  | CustomerAssigned;

const NONE = { conversations: { active: 0, pending: 0, closed: 0 }, replies: 0, notes: 0, customers: 0 } as const;

/** What a removal will move is counted as it comes, so counting it costs the same however much it is. */
export const memberWork: Projection<MemberWork, MemberWorkEvent> = {
  name: 'member-work',
  version: 1,
  indexes: [{ _id: 1 }],
  handles: [
    'ConversationOpened',
    'ConversationAssigned',
    'ConversationStatusChanged',
    'ReplyAdded',
    'CustomerAssigned',
  ],
  touches(event) {
    const { workspaceId } = placeOf(idOf(event.stream));
    const members = membersIn(event).filter((memberId) => memberId !== null);
    return { ids: members.map((id) => workId({ workspaceId, id })) };
  },
  fold(id, document, event) {
    const work = document ?? { _id: id, ...NONE };
    const memberId = placeOf(id).id;
    switch (event.type) {
      case 'ConversationOpened':
        return withConversation(work, event.data.status, 1);
      case 'ConversationAssigned':
        return withConversation(work, event.data.status, event.data.assigneeId === memberId ? 1 : -1);
      case 'ConversationStatusChanged':
        return withConversation(withConversation(work, event.data.formerStatus, -1), event.data.status, 1);
      case 'ReplyAdded': {
        const counted = event.data.kind === 'reply' ? 'replies' : 'notes';
        return { ...work, [counted]: work[counted] + 1 };
      }
      case 'CustomerAssigned':
        return { ...work, customers: work.customers + (event.data.csmId === memberId ? 1 : -1) };
    }
  },
};

function membersIn(event: Opened<MemberWorkEvent>): readonly (string | null)[] {
  switch (event.type) {
    case 'ConversationOpened':
    case 'ConversationStatusChanged':
      return [event.data.assigneeId];
    case 'ConversationAssigned':
      return [event.data.assigneeId, event.data.formerAssigneeId];
    case 'ReplyAdded':
      return [event.data.authorId];
    case 'CustomerAssigned':
      return [event.data.csmId, event.data.formerCsmId];
  }
}

function withConversation(work: MemberWork, status: ConversationStatus, by: 1 | -1): MemberWork {
  const { conversations } = work;
  return { ...work, conversations: { ...conversations, [status]: conversations[status] + by } };
}
