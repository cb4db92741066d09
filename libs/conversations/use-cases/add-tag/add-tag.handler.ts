import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { type ConversationEvent } from '../../domain/events.js';
import { WorkCommand } from '../../work-command.js';
import { Work } from '../../work.js';
import { addTag, type AddTag } from './add-tag.js';

export class AddTagCommand extends WorkCommand<AddTag, Conversation, ConversationEvent> {}

@CommandHandler(AddTagCommand)
export class AddTagHandler implements ICommandHandler<AddTagCommand> {
  constructor(private readonly work: Work) {}

  execute(command: AddTagCommand) {
    return this.work.carryOut(conversationDecider, command, addTag);
  }
}
