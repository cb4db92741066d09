import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Conversation, conversationDecider } from '../../domain/conversation.js';
import { type ConversationEvent } from '../../domain/events.js';
import { WorkCommand } from '../../work-command.js';
import { Work } from '../../work.js';
import { changeStatus, type ChangeStatus } from './change-status.js';

export class ChangeStatusCommand extends WorkCommand<ChangeStatus, Conversation, ConversationEvent> {}

@CommandHandler(ChangeStatusCommand)
export class ChangeStatusHandler implements ICommandHandler<ChangeStatusCommand> {
  constructor(private readonly work: Work) {}

  execute(command: ChangeStatusCommand) {
    return this.work.carryOut(conversationDecider, command, changeStatus);
  }
}
