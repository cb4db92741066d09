import { Controller, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { CallerOf, Command, IsCommand, password, type PersonCaller, PersonsOnly, ValidBody } from '#libs/http';
import { ChangePasswordCommand } from './change-password.handler.js';

const body = z.strictObject({ currentPassword: password, newPassword: password });

@Controller('v1/me/password')
@PersonsOnly()
export class ChangePasswordController {
  constructor(private readonly commands: CommandBus) {}

  @Put()
  @IsCommand({
    summary: 'Change my password',
    description: 'Ends my other sessions. I am told by email.',
    errors: { 401: ['invalid_credentials'], 429: ['too_many_attempts'] },
  })
  async change(
    @ValidBody(body) passwords: z.infer<typeof body>,
    @CallerOf() { accountId, sessionId, address: client }: PersonCaller,
    @Command() scope: CommandScope,
  ): Promise<void> {
    await this.commands.execute(new ChangePasswordCommand(scope, { accountId, sessionId, client, ...passwords }));
  }
}
