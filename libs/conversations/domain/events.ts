import { type DomainEvent } from '#libs/event-sourcing';
import { type ConversationStatus } from '#libs/workspaces';

/**
 * What internal services record. Every member stands here as they were named at the time, and nothing is rewritten when
 * one is removed: whose work it is now, reading resolves.
 */

export type ReplyKind = 'reply' | 'note';

export type ConversationOpened = DomainEvent<
  'ConversationOpened',
  {
    readonly workspaceId: string;
    readonly conversationId: string;
    readonly inboxId: string;
    readonly subject: string;
    readonly status: ConversationStatus;
    readonly assigneeId: string | null;
    /** Whose closing the report counts, where it came closed and assigned. */
    readonly creditedTo: string | null;
  }
>;
export type ConversationChanged = DomainEvent<
  'ConversationChanged',
  {
    readonly inboxId: string;
    readonly formerInboxId: string;
    readonly subject: string;
    readonly formerSubject: string;
  }
>;
export type ConversationAssigned = DomainEvent<
  'ConversationAssigned',
  {
    readonly assigneeId: string | null;
    readonly formerAssigneeId: string | null;
    /** That of the conversation; it does not change. */
    readonly status: ConversationStatus;
  }
>;
export type ConversationStatusChanged = DomainEvent<
  'ConversationStatusChanged',
  {
    readonly status: ConversationStatus;
    readonly formerStatus: ConversationStatus;
    readonly assigneeId: string | null;
    /** Whose closing the report counts from now on: who was responsible at that moment. No removal changes it. */
    readonly creditedTo: string | null;
    /** Whose closing it was until now, where it was closed. */
    readonly formerCreditedTo: string | null;
  }
>;
export type ReplyAdded = DomainEvent<
  'ReplyAdded',
  { readonly replyId: string; readonly authorId: string; readonly kind: ReplyKind }
>;
export type TagAdded = DomainEvent<'TagAdded', { readonly tag: string; readonly createdBy: string }>;

export type ConversationEvent =
  | ConversationOpened
  | ConversationChanged
  | ConversationAssigned
  | ConversationStatusChanged
  | ReplyAdded
  | TagAdded;

export type WorkflowCreated = DomainEvent<
  'WorkflowCreated',
  {
    readonly workspaceId: string;
    readonly workflowId: string;
    readonly name: string;
    /** For good, whoever succeeds them. */
    readonly createdBy: string;
  }
>;
export type WorkflowRenamed = DomainEvent<'WorkflowRenamed', { readonly name: string; readonly formerName: string }>;

export type WorkflowEvent = WorkflowCreated | WorkflowRenamed;

/** A customer account has a CSM: its first, or another. */
export type CustomerAssigned = DomainEvent<
  'CustomerAssigned',
  {
    readonly workspaceId: string;
    readonly customerId: string;
    readonly csmId: string;
    readonly formerCsmId: string | null;
  }
>;
