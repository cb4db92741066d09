import { Controller, Delete, Inject, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { CallerOf, Command, type HttpReply, IsCommand, type PersonCaller, PersonsOnly, ValidParams } from '#libs/http';
import { takeSession } from '../../give-session.js';
import { type AccountSettings } from '../../ports.js';
import { ofSession } from '../../schemas.js';
import { ACCOUNT_SETTINGS } from '../../tokens.js';
import { EndSessionCommand } from './end-session.handler.js';

@Controller('v1/sessions')
@PersonsOnly()
export class EndSessionController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(ACCOUNT_SETTINGS) private readonly settings: AccountSettings,
  ) {}

  @Delete('current')
  @IsCommand({ summary: 'Sign out' })
  async endCurrent(
    @CallerOf() { accountId, sessionId }: PersonCaller,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<void> {
    await this.commands.execute(new EndSessionCommand(scope, { accountId, sessionId }));
    takeSession(reply, this.settings);
  }

  @Delete(':sessionId')
  @IsCommand({ summary: 'End one of my sessions', errors: { 404: ['not_found'] } })
  async end(
    @ValidParams(ofSession) { sessionId }: z.infer<typeof ofSession>,
    @CallerOf() { accountId }: PersonCaller,
    @Command() scope: CommandScope,
  ): Promise<void> {
    await this.commands.execute(new EndSessionCommand(scope, { accountId, sessionId }));
  }
}
