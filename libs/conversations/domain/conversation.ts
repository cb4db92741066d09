import { Map as HashMap, Set as HashSet } from 'immutable';
import { type Decider, type Folded, UnknownEvent } from '#libs/event-sourcing';
import { type ConversationStatus } from '#libs/workspaces';
import { type ConversationEvent, type ReplyKind } from './events.js';

/** A conversation as its commands are decided on. Members are those that were named, whoever succeeded them since. */
export interface Conversation {
  /** Empty before it was opened. */
  readonly conversationId: string;
  readonly inboxId: string;
  readonly subject: string;
  readonly status: ConversationStatus;
  readonly assigneeId: string | null;
  /** Whose closing the report counts; null while it is open. */
  readonly creditedTo: string | null;
  readonly tags: HashSet<string>;
  /** By id, as much as tells a repetition from another reply: the texts are kept elsewhere. */
  readonly replies: HashMap<string, string>;
}

export function isOpened({ conversationId }: Conversation): boolean {
  return conversationId !== '';
}

/** What two replies with one id must have in common. */
export function replyMark({ authorId, kind }: { readonly authorId: string; readonly kind: ReplyKind }): string {
  return `${kind} ${authorId}`;
}

const NONE: Conversation = {
  conversationId: '',
  inboxId: '',
  subject: '',
  status: 'active',
  assigneeId: null,
  creditedTo: null,
  tags: HashSet(),
  replies: HashMap(),
};

function evolve(conversation: Conversation, event: Folded<ConversationEvent>): Conversation {
  switch (event.type) {
    case 'ConversationOpened': {
      const { conversationId, inboxId, subject, status, assigneeId, creditedTo } = event.data;
      return { ...conversation, conversationId, inboxId, subject, status, assigneeId, creditedTo };
    }
    case 'ConversationChanged': {
      const { inboxId, subject } = event.data;
      return { ...conversation, inboxId, subject };
    }
    case 'ConversationAssigned':
      return { ...conversation, assigneeId: event.data.assigneeId };
    case 'ConversationStatusChanged': {
      const { status, creditedTo } = event.data;
      return { ...conversation, status, creditedTo };
    }
    case 'ReplyAdded': {
      const { replyId } = event.data;
      return { ...conversation, replies: conversation.replies.set(replyId, replyMark(event.data)) };
    }
    case 'TagAdded':
      return { ...conversation, tags: conversation.tags.add(event.data.tag) };
    default:
      throw new UnknownEvent(event);
  }
}

interface StoredConversation extends Omit<Conversation, 'tags' | 'replies'> {
  readonly tags: readonly string[];
  readonly replies: readonly (readonly [string, string])[];
}

const SNAPSHOT_EVENTS = 1000;

/** The streams `conversation-<workspaceId>.<conversationId>`. */
export const conversationDecider: Decider<Conversation, ConversationEvent> = {
  category: 'conversation',
  initial: NONE,
  evolve,
  weigh: ({ replies, tags }) => 1 + (replies.size + tags.size) / 10,
  snapshots: {
    version: 1,
    every: ({ replies }) => Math.max(SNAPSHOT_EVENTS, replies.size),
    write: ({ tags, replies, ...conversation }): StoredConversation => ({
      ...conversation,
      tags: [...tags],
      replies: [...replies],
    }),
    read: (stored) => {
      const { tags, replies, ...conversation } = stored as StoredConversation;
      return { ...conversation, tags: HashSet(tags), replies: HashMap(replies) };
    },
  },
};
