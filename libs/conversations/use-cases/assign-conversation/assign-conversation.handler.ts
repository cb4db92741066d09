import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { type ConversationEvent } from '../../domain/events.js';
import { WorkCommand } from '../../work-command.js';
import { Work } from '../../work.js';
import { assignConversation, type AssignConversation } from './assign-conversation.js';

export class AssignConversationCommand extends WorkCommand<AssignConversation, Conversation, ConversationEvent> {}

@CommandHandler(AssignConversationCommand)
export class AssignConversationHandler implements ICommandHandler<AssignConversationCommand> {
  constructor(private readonly work: Work) {}

  execute(command: AssignConversationCommand) {
    return this.work.carryOut(conversationDecider, command, assignConversation);
  }
}
