import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { Command, emailAddress, IsCommand, Public, ValidBody } from '#libs/http';
import { message } from '../../schemas.js';
import { AskPasswordResetCommand } from './ask-password-reset.handler.js';

const body = z.strictObject({ email: emailAddress });

@Controller('v1/password-resets')
@Public()
export class AskPasswordResetController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @IsCommand({
    summary: 'Ask for a link to choose a new password',
    description: 'The answer is the same for every address.',
    answer: message,
    status: 202,
    errors: { 429: ['too_many_requests'] },
  })
  async ask(
    @ValidBody(body) wanted: z.infer<typeof body>,
    @Command() scope: CommandScope,
  ): Promise<z.infer<typeof message>> {
    await this.commands.execute(new AskPasswordResetCommand(scope, wanted));
    return { message: 'If there is an account with this address, we have sent it an email.' };
  }
}
