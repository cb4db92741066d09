import { idOf, type Projection, type ReadDocument } from '#libs/event-sourcing';
import { type ReplyAdded, type ReplyKind } from '../domain/events.js';

/** A reply or a note. The member is the one who wrote it. */
export interface ReplyRow extends ReadDocument {
  /** The id of its conversation's document. */
  readonly conversation: string;
  readonly replyId: string;
  readonly kind: ReplyKind;
  readonly authorId: string;
  /** ISO time */
  readonly at: string;
  /** Of its event in the conversation: what replies are in order by. */
  readonly revision: number;
}

/** A document for each, so that a conversation of thousands costs no more to go on with than a new one. */
export const replies: Projection<ReplyRow, ReplyAdded> = {
  name: 'replies',
  version: 1,
  indexes: [{ conversation: 1, revision: 1, _id: 1 }],
  handles: ['ReplyAdded'],
  touches: (event) => ({ ids: [`${idOf(event.stream)}.${event.data.replyId}`] }),
  fold(id, _, event) {
    const { replyId, kind, authorId } = event.data;
    const { revision, metadata } = event;
    return { _id: id, conversation: idOf(event.stream), replyId, kind, authorId, at: metadata.at, revision };
  },
};
