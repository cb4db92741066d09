import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { type ConversationEvent } from '../../domain/events.js';
import { WorkCommand } from '../../work-command.js';
import { Work } from '../../work.js';
import { addReply, type AddReply } from './add-reply.js';

export class AddReplyCommand extends WorkCommand<AddReply, Conversation, ConversationEvent> {}

@CommandHandler(AddReplyCommand)
export class AddReplyHandler implements ICommandHandler<AddReplyCommand> {
  constructor(private readonly work: Work) {}

  execute(command: AddReplyCommand) {
    return this.work.carryOut(conversationDecider, command, addReply);
  }
}
