import { z } from 'zod';
import { cursor, id, limit, pageOf } from '#libs/http';
import { CONVERSATION_STATUSES, type Workspace } from '#libs/workspaces';
import { heirOf } from './domain/asking.js';
import { type Conversation } from './domain/conversation.js';

/** Parts of requests and answers that several routes share. */

export { inWorkspace, type InWorkspace } from '#libs/workspaces';

export const ofConversation = z.object({ workspaceId: id, conversationId: id });
export type OfConversation = z.infer<typeof ofConversation>;

export const page = z.strictObject({ limit, cursor: cursor.optional() });
export type PageQuery = z.infer<typeof page>;

export const status = z.enum(CONVERSATION_STATUSES);
export const replyKind = z.enum(['reply', 'note']);

/** What an email may have as its subject, and more; as a line of text. */
export const subject = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1)
  .max(1000)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'No control characters or line breaks');

/** A conversation without what was said in it: the answer to a command. */
export const conversationSummary = z.object({
  conversationId: z.string(),
  inboxId: z.string(),
  subject: z.string(),
  status,
  assigneeId: z.string().nullable().describe('Whose it is now'),
  originalAssigneeId: z.string().nullable().describe('As it was assigned'),
});
export type ConversationSummary = z.infer<typeof conversationSummary>;

const reply = z.object({
  replyId: z.string(),
  kind: replyKind,
  authorId: z.string().describe('Who answers for it now'),
  author: z.object({ name: z.string().nullable(), jobTitle: z.string().nullable() }),
  originalAuthorId: z.string().describe('Who wrote it'),
  at: z.iso.datetime(),
});
export type ReplyItem = z.infer<typeof reply>;

export const conversation = conversationSummary.extend({
  replies: z.array(reply),
  tags: z.array(z.object({ tag: z.string(), createdBy: z.string() })),
});
export type ConversationItem = z.infer<typeof conversation>;

export const workflow = z.object({ workflowId: z.string(), name: z.string(), createdBy: z.string() });
export type WorkflowItem = z.infer<typeof workflow>;

export const customer = z.object({
  customerId: z.string(),
  csmId: z.string().describe('Whose it is now'),
  originalCsmId: z.string().describe('As it was given'),
});
export type CustomerItem = z.infer<typeof customer>;

export const conversationPage = pageOf(conversation);
export const workflowPage = pageOf(workflow);
export const customerPage = pageOf(customer);

type Told = Pick<Conversation, 'conversationId' | 'inboxId' | 'subject' | 'status' | 'assigneeId'>;

/** A conversation, and whose it is as the workspace is now. */
export function summaryOf(one: Told, workspace: Workspace): ConversationSummary {
  const { conversationId, inboxId, subject: about, status: now, assigneeId } = one;
  return {
    conversationId,
    inboxId,
    subject: about,
    status: now,
    assigneeId: heirOf(workspace, assigneeId),
    originalAssigneeId: assigneeId,
  };
}
