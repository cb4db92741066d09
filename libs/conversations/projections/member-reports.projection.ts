import { idOf, type Opened, type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type ConversationOpened, type ConversationStatusChanged, type ReplyAdded } from '../domain/events.js';
import { placeOf, workId } from '../domain/work-id.js';

/** What one member did themselves. No removal changes it. */
export interface MemberReport extends ReadDocument {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly replies: number;
  readonly notes: number;
  /** Conversations that are closed, and whose closing counts for this member. */
  readonly conversationsClosed: number;
}

export type MemberReportsEvent = ConversationOpened | ConversationStatusChanged | ReplyAdded;

export const memberReports: Projection<MemberReport, MemberReportsEvent> = {
  name: 'member-reports',
  version: 1,
  indexes: [{ workspaceId: 1, _id: 1 }],
  handles: ['ConversationOpened', 'ConversationStatusChanged', 'ReplyAdded'],
  touches(event) {
    const { workspaceId } = placeOf(idOf(event.stream));
    const members = membersIn(event).filter((memberId) => memberId !== null);
    return { ids: members.map((id) => workId({ workspaceId, id })) };
  },
  fold(id, document, event) {
    const { workspaceId, id: memberId } = placeOf(id);
    const report = document ?? { _id: id, workspaceId, memberId, replies: 0, notes: 0, conversationsClosed: 0 };
    if (event.type === 'ReplyAdded') {
      const counted = event.data.kind === 'reply' ? 'replies' : 'notes';
      return { ...report, [counted]: report[counted] + 1 };
    }
    const by = event.data.creditedTo === memberId ? 1 : -1;
    return { ...report, conversationsClosed: report.conversationsClosed + by };
  },
};

function membersIn(event: Opened<MemberReportsEvent>): readonly (string | null)[] {
  switch (event.type) {
    case 'ConversationOpened':
      return [event.data.creditedTo];
    case 'ConversationStatusChanged':
      return [event.data.creditedTo, event.data.formerCreditedTo];
    case 'ReplyAdded':
      return [event.data.authorId];
  }
}
