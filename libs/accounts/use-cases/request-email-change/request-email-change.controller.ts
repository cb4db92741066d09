import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import {
  CallerOf,
  Command,
  emailAddress,
  IsCommand,
  password,
  type PersonCaller,
  PersonsOnly,
  ValidBody,
} from '#libs/http';
import { message } from '../../schemas.js';
import { RequestEmailChangeCommand } from './request-email-change.handler.js';

const body = z.strictObject({ email: emailAddress, password });

@Controller('v1/me/email')
@PersonsOnly()
export class RequestEmailChangeController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @IsCommand({
    summary: 'Ask for another email address',
    description: 'It counts once the link that goes to the new address was used.',
    answer: message,
    status: 202,
    errors: { 401: ['invalid_credentials'], 429: ['too_many_attempts'] },
  })
  async request(
    @ValidBody(body) wanted: z.infer<typeof body>,
    @CallerOf() { accountId, address: client }: PersonCaller,
    @Command() scope: CommandScope,
  ): Promise<z.infer<typeof message>> {
    const asker = { by: 'person', password: wanted.password, client } as const;
    await this.commands.execute(new RequestEmailChangeCommand(scope, { accountId, email: wanted.email, asker }));
    return { message: 'We have sent an email to the new address. It counts once the link in it was used.' };
  }
}
