import { Inject, Injectable } from '@nestjs/common';
import { collectionOf, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { type Workspace } from '#libs/workspaces';
import { type ConversationRow } from '../projections/conversations.projection.js';
import { replies, type ReplyRow } from '../projections/replies.projection.js';
import { type ConversationItem, type ReplyItem, summaryOf } from '../schemas.js';
import { type KnownAs, People } from './people.js';

/** Conversations as callers see them: with all that was said, each under whoever answers for it now. */
@Injectable()
export class ConversationViews {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    private readonly people: People,
  ) {}

  async of(rows: readonly ConversationRow[], workspace: Workspace): Promise<ConversationItem[]> {
    const said = await this.repliesOf(rows);
    const authors = [...said.values()].flat().map(({ authorId }) => workspace.heirOf(authorId));
    const known = await this.people.behind(workspace, authors);
    return rows.map((row) => ({
      ...summaryOf(row, workspace),
      replies: (said.get(row._id) ?? []).map((reply) => replyItem(reply, workspace, known)),
      tags: [...row.tags],
    }));
  }

  /** In the order in which they were recorded. */
  private async repliesOf(rows: readonly ConversationRow[]): Promise<ReadonlyMap<string, readonly ReplyRow[]>> {
    const ids = rows.map(({ _id }) => _id);
    const found = ids.length === 0 ? [] : await this.store.loadWhere<ReplyRow>(REPLIES, 'conversation', ids);
    const said = new Map<string, ReplyRow[]>();
    for (const { document } of found) {
      const others = said.get(document.conversation);
      if (others) others.push(document);
      else said.set(document.conversation, [document]);
    }
    for (const of of said.values()) of.sort((one, other) => one.revision - other.revision);
    return said;
  }
}

const REPLIES = collectionOf(replies);

function replyItem(
  { replyId, kind, authorId: originalAuthorId, at }: ReplyRow,
  workspace: Workspace,
  known: (memberId: string) => KnownAs,
): ReplyItem {
  const authorId = workspace.heirOf(originalAuthorId);
  return { replyId, kind, authorId, author: known(authorId), originalAuthorId, at };
}
