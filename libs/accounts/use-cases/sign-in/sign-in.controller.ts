import { Controller, Headers, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  Command,
  emailAddress,
  type HttpReply,
  IsCommand,
  password,
  Public,
  ValidBody,
} from '#libs/http';
import { giveSession } from '../../give-session.js';
import { type AccountSettings } from '../../ports.js';
import { membership } from '../../schemas.js';
import { ACCOUNT_SETTINGS } from '../../tokens.js';
import { SignInCommand } from './sign-in.handler.js';

const body = z.strictObject({ email: emailAddress, password });
const signedIn = z.object({
  accountId: z.string(),
  memberships: z.array(membership),
  expiresAt: z.iso.datetime(),
});

@Controller('v1/sessions')
@Public()
export class SignInController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(ACCOUNT_SETTINGS) private readonly settings: AccountSettings,
  ) {}

  @Post()
  @IsCommand({
    summary: 'Sign in',
    description: 'Begins a session of seven days, as the cookie roster_session.',
    answer: signedIn,
    errors: { 401: ['invalid_credentials'], 403: ['email_not_verified'], 429: ['too_many_attempts'] },
  })
  async signIn(
    @ValidBody(body) credentials: z.infer<typeof body>,
    @CallerOf() { address: client }: Caller,
    @Headers('user-agent') userAgent: string | undefined,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.infer<typeof signedIn>> {
    const command = new SignInCommand(scope, { ...credentials, client, userAgent });
    const { accountId, session, memberships } = await this.commands.execute(command);
    giveSession(reply, session, this.settings);
    const { expiresAt } = session;
    return { accountId, memberships: memberships.map(({ capabilities: _, ...rest }) => rest), expiresAt };
  }
}
