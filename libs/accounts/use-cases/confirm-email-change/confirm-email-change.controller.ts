import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { Command, IsCommand, linkToken, Public, ValidBody } from '#libs/http';
import {
  ApproveEmailChangeCommand,
  ConfirmEmailChangeCommand,
  type EmailChangeProgress,
} from './confirm-email-change.handler.js';

const body = z.strictObject({ token: linkToken });
const progress = z.object({
  accountId: z.string(),
  state: z.enum(['changed', 'waiting_for_approval', 'waiting_for_confirmation']),
});
const errors = {
  404: ['not_found'],
  409: ['address_taken'],
  410: ['email_change_expired', 'email_change_used', 'email_change_replaced'],
};

@Controller('v1/email-changes')
@Public()
export class ConfirmEmailChangeController {
  constructor(private readonly commands: CommandBus) {}

  @Post('confirmation')
  @IsCommand({ summary: 'Confirm a new email address', description: 'By the new address.', answer: progress, errors })
  confirm(
    @ValidBody(body) wanted: z.infer<typeof body>,
    @Command() scope: CommandScope,
  ): Promise<EmailChangeProgress> {
    return this.commands.execute(new ConfirmEmailChangeCommand(scope, wanted));
  }

  @Post('approval')
  @IsCommand({
    summary: 'Approve a new email address that an admin asked for',
    description: 'By the present address.',
    answer: progress,
    errors,
  })
  approve(
    @ValidBody(body) wanted: z.infer<typeof body>,
    @Command() scope: CommandScope,
  ): Promise<EmailChangeProgress> {
    return this.commands.execute(new ApproveEmailChangeCommand(scope, wanted));
  }
}
