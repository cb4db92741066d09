import { Inject, Injectable } from '@nestjs/common';
import { collectionOf, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { type Workspace } from '#libs/workspaces';
import { type ConversationRow } from '../projections/conversations.projection.js';
import { replies, type ReplyRow } from '../projections/replies.projection.js';
import { type ConversationItem, type ReplyItem, summaryOf } from '../schemas.js';
import { type KnownAs, People } from './people.js';

/** So many replies and notes are read for a page; who has more is shown alone. */
const MOST_REPLIES = 5000;

/** Conversations as callers see them: with all that was said, each under whoever answers for it now. */
@Injectable()
export class ConversationViews {
  constructor(
    @Inject(READ_STORE) private readonly store: ReadStore,
    private readonly people: People,
  ) {}

  async of(rows: readonly ConversationRow[], workspace: Workspace): Promise<ConversationItem[]> {
    return this.items(rows, workspace, await this.allRepliesOf(rows));
  }

  /**
   * As many of them, from the first on, as do not have more than 5,000 replies and notes together; one at least, however
   * many it has. @param rows in order of their ids
   */
  async firstOf(rows: readonly ConversationRow[], workspace: Workspace): Promise<ConversationItem[]> {
    const said = await this.store.find<ReplyRow>(REPLIES, {
      filter: { conversation: { $in: rows.map(({ _id }) => _id) } },
      sort: { conversation: 1, revision: 1, _id: 1 },
      limit: MOST_REPLIES + 1,
    });
    if (said.length <= MOST_REPLIES) return this.items(rows, workspace, byConversation(said));
    // What comes last may not be the end of its conversation.
    const whole = rows.slice(0, rows.findIndex(({ _id }) => _id === said.at(-1)?.conversation));
    return whole.length === 0 ? this.of(rows.slice(0, 1), workspace) : this.items(whole, workspace, byConversation(said));
  }

  private async items(rows: readonly ConversationRow[], workspace: Workspace, said: Said): Promise<ConversationItem[]> {
    const authors = [...said.values()].flat().map(({ authorId }) => workspace.heirOf(authorId));
    const known = await this.people.behind(workspace, authors);
    return rows.map((row) => ({
      ...summaryOf(row, workspace),
      replies: (said.get(row._id) ?? []).map((reply) => replyItem(reply, workspace, known)),
      tags: [...row.tags],
    }));
  }

  private async allRepliesOf(rows: readonly ConversationRow[]): Promise<Said> {
    const ids = rows.map(({ _id }) => _id);
    const found = ids.length === 0 ? [] : await this.store.loadWhere<ReplyRow>(REPLIES, 'conversation', ids);
    return byConversation(found.map(({ document }) => document).sort((one, other) => one.revision - other.revision));
  }
}

/** What was said in each conversation, in the order in which it was recorded. */
type Said = ReadonlyMap<string, readonly ReplyRow[]>;

const REPLIES = collectionOf(replies);

/** @param replies those of one conversation in order */
function byConversation(replies: readonly ReplyRow[]): Said {
  const said = new Map<string, ReplyRow[]>();
  for (const reply of replies) {
    const others = said.get(reply.conversation);
    if (others) others.push(reply);
    else said.set(reply.conversation, [reply]);
  }
  return said;
}

function replyItem(
  { replyId, kind, authorId: originalAuthorId, at }: ReplyRow,
  workspace: Workspace,
  known: (memberId: string) => KnownAs,
): ReplyItem {
  const authorId = workspace.heirOf(originalAuthorId);
  return { replyId, kind, authorId, author: known(authorId), originalAuthorId, at };
}
