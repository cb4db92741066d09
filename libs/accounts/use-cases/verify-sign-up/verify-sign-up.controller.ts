import { Controller, Headers, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { Command, type HttpReply, IsCommand, linkToken, Public, ValidBody } from '#libs/http';
import { giveSession } from '../../give-session.js';
import { type AccountSettings } from '../../ports.js';
import { ACCOUNT_SETTINGS } from '../../tokens.js';
import { VerifySignUpCommand } from './verify-sign-up.handler.js';

const body = z.strictObject({ token: linkToken });
const verified = z.object({
  accountId: z.string(),
  workspaceId: z.string(),
  memberId: z.string(),
  outcome: z.enum(['founded', 'joined', 'accepted']),
  advice: z.string().optional(),
});

@Controller('v1/sign-ups/verification')
@Public()
export class VerifySignUpController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(ACCOUNT_SETTINGS) private readonly settings: AccountSettings,
  ) {}

  @Post()
  @IsCommand({
    summary: 'Verify the address of a sign-up',
    description: 'Opens the account, founds or joins a workspace, and begins a session.',
    answer: verified,
    errors: { 404: ['not_found'], 410: ['verification_expired', 'verification_used'] },
  })
  async verify(
    @ValidBody(body) { token }: z.infer<typeof body>,
    @Headers('user-agent') userAgent: string | undefined,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.infer<typeof verified>> {
    const { session, ...answer } = await this.commands.execute(new VerifySignUpCommand(scope, { token, userAgent }));
    if (session) giveSession(reply, session, this.settings);
    return answer;
  }
}
