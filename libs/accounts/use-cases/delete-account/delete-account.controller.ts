import { Controller, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { CallerOf, Command, type HttpReply, IsCommand, password, type PersonCaller, PersonsOnly, ValidBody } from '#libs/http';
import { takeSession } from '../../give-session.js';
import { type AccountSettings } from '../../ports.js';
import { ACCOUNT_SETTINGS } from '../../tokens.js';
import { DeleteAccountCommand } from './delete-account.handler.js';

const body = z.strictObject({ password });
const answer = z.object({ deletionId: z.string() });

@Controller('v1/me/deletion')
@PersonsOnly()
export class DeleteAccountController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(ACCOUNT_SETTINGS) private readonly settings: AccountSettings,
  ) {}

  @Post()
  @IsCommand({
    summary: 'Delete my account',
    description:
      'For good. The workspaces that I own are removed with all that is in them; in the others the owner takes over ' +
      'my work. See the preview first.',
    answer,
    status: 202,
    errors: { 401: ['invalid_credentials'], 429: ['too_many_attempts'] },
  })
  async delete(
    @ValidBody(body) { password: given }: z.infer<typeof body>,
    @CallerOf() { accountId, address: client }: PersonCaller,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.infer<typeof answer>> {
    const accepted = await this.commands.execute(new DeleteAccountCommand(scope, { accountId, password: given, client }));
    if (!scope.dryRun) takeSession(reply, this.settings);
    return accepted;
  }
}
