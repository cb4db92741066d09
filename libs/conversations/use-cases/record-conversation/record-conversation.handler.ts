import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { type ConversationEvent } from '../../domain/events.js';
import { WorkCommand } from '../../work-command.js';
import { Work } from '../../work.js';
import { recordConversation, type RecordConversation } from './record-conversation.js';

export class RecordConversationCommand extends WorkCommand<RecordConversation, Conversation, ConversationEvent> {}

@CommandHandler(RecordConversationCommand)
export class RecordConversationHandler implements ICommandHandler<RecordConversationCommand> {
  constructor(private readonly work: Work) {}

  execute(command: RecordConversationCommand) {
    return this.work.carryOut(conversationDecider, command, recordConversation);
  }
}
