import { RosterError } from '#libs/event-sourcing';

/** The same reply was recorded before, by somebody else or as something else. */
export class ReplyDiffers extends RosterError {
  readonly code = 'reply_differs';
  readonly kind = 'conflict';
  constructor() {
    super('There is another reply with this replyId in the conversation.', {
      remedy: 'Take a new replyId for a new reply.',
    });
  }
}

/** who created a workflow does not change. */
export class CreatorDiffers extends RosterError {
  readonly code = 'creator_differs';
  readonly kind = 'conflict';
  constructor(createdBy: string) {
    super('Another member created this workflow.', {
      remedy: 'Name its creator, or take a new workflowId.',
      extensions: { createdBy },
    });
  }
}
