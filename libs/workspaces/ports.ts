import { type MovedWork } from './domain/events.js';

/** The statuses that a conversation can have. */
export const CONVERSATION_STATUSES = ['active', 'pending', 'closed'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

/** What would move with a member. */
export interface MovingWork extends Omit<MovedWork, 'conversations'> {
  readonly conversations: {
    readonly total: number;
    readonly byStatus: Readonly<Record<ConversationStatus, number>>;
  };
}

/** Counts the work of members. Implemented by the conversations. */
export interface WorkCounts {
  /**
   * The work that stands under any of these members, by counts that are kept: it costs the same however much work it is
   * . Everything counts that was written before it was asked. @throws NotCaughtUp
   */
  of(workspaceId: string, memberIds: readonly string[]): Promise<MovingWork>;
}
