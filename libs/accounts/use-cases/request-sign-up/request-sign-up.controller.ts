import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { Command, emailAddress, IsCommand, password, personName, Public, title, ValidBody } from '#libs/http';
import { message } from '../../schemas.js';
import { RequestSignUpCommand } from './request-sign-up.handler.js';

const body = z.strictObject({ email: emailAddress, password, name: personName, workspaceName: title.optional() });

@Controller('v1/sign-ups')
@Public()
export class RequestSignUpController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @IsCommand({
    summary: 'Sign up',
    description: 'Sends an email with a link that works for 24 hours. The answer is the same for every address.',
    answer: message,
    status: 202,
    errors: { 429: ['too_many_requests'] },
  })
  async request(
    @ValidBody(body) wanted: z.infer<typeof body>,
    @Command() scope: CommandScope,
  ): Promise<z.infer<typeof message>> {
    await this.commands.execute(new RequestSignUpCommand(scope, wanted));
    return { message: 'We have sent you an email. Use the link in it to finish signing up.' };
  }
}
