import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { collectionOf, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { type Caller, CallerOf, id, IsQuery, ValidParams, ValidQuery } from '#libs/http';
import { Gate, NotThere } from '#libs/workspaces';
import { workId } from '../domain/work-id.js';
import { type ConversationRow, conversations } from '../projections/conversations.projection.js';
import {
  conversation,
  type ConversationItem,
  conversationPage,
  inWorkspace,
  type InWorkspace,
  ofConversation,
  type OfConversation,
  page,
  status,
} from '../schemas.js';
import { ConversationViews } from './conversation-views.js';
import { Pages, whoseWork } from './pages.js';

const listQuery = page.extend({ assigneeId: id.optional(), status: status.optional() });
const COLLECTION = collectionOf(conversations);

@Controller('v1/workspaces/:workspaceId/conversations')
export class ConversationsController {
  constructor(
    private readonly gate: Gate,
    private readonly pages: Pages,
    private readonly views: ConversationViews,
    @Inject(READ_STORE) private readonly store: ReadStore,
  ) {}

  @Get()
  @IsQuery({
    summary: 'Conversations, with all their replies, notes and tags',
    description:
      'Under each member stands also what they took over. Where conversations are long, a page has fewer than asked for.',
    answer: conversationPage,
    errors: { 403: ['capability_required'] },
  })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(listQuery) { assigneeId, status: only, ...wanted }: z.infer<typeof listQuery>,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof conversationPage>> {
    const { state } = await this.gate.enterFor(workspaceId, caller, 'queue.process');
    const filter = {
      workspaceId,
      ...(assigneeId === undefined ? {} : { assigneeId: whoseWork(state, assigneeId) }),
      ...(only === undefined ? {} : { status: only }),
    };
    const kind = `conversations ${workspaceId} ${assigneeId ?? ''} ${only ?? ''}`;
    const { rows, nextCursor, cursorAfter } = await this.pages.of<ConversationRow>(COLLECTION, kind, filter, wanted);
    const items = await this.views.firstOf(rows, state);
    const last = items.length < rows.length ? rows[items.length - 1] : undefined;
    return { items, nextCursor: last ? cursorAfter(last) : nextCursor };
  }

  @Get(':conversationId')
  @IsQuery({ summary: 'One conversation', answer: conversation, errors: { 403: ['capability_required'] } })
  async one(
    @ValidParams(ofConversation) { workspaceId, conversationId }: OfConversation,
    @CallerOf() caller: Caller,
  ): Promise<ConversationItem> {
    const { state } = await this.gate.enterFor(workspaceId, caller, 'queue.process');
    const row = await this.store.get<ConversationRow>(COLLECTION, workId({ workspaceId, id: conversationId }));
    const [item] = row ? await this.views.of([row], state) : [];
    if (!item) throw new NotThere('conversation');
    return item;
  }
}
