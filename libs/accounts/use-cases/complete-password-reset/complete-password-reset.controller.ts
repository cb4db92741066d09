import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { Command, IsCommand, linkToken, password, Public, ValidBody } from '#libs/http';
import { CompletePasswordResetCommand } from './complete-password-reset.handler.js';

const body = z.strictObject({ token: linkToken, newPassword: password });

@Controller('v1/password-resets/completion')
@Public()
export class CompletePasswordResetController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @IsCommand({
    summary: 'Choose a new password',
    description: 'With the link from the email. Ends every session and begins none.',
    errors: { 404: ['not_found'], 410: ['reset_expired', 'reset_used', 'reset_replaced'] },
  })
  async complete(@ValidBody(body) wanted: z.infer<typeof body>, @Command() scope: CommandScope): Promise<void> {
    await this.commands.execute(new CompletePasswordResetCommand(scope, wanted));
  }
}
