import { Controller, Headers, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { ACCOUNT_SETTINGS, type AccountSettings, Directory, giveSession } from '#libs/accounts';
import { type CommandScope } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  Command,
  Documented,
  type HttpReply,
  IsCommand,
  linkToken,
  password,
  personName,
  Public,
  ValidBody,
} from '#libs/http';
import { type InvitationLink, InvitationLinks } from '../../invitation-links.js';
import { role } from '../../schemas.js';
import { AcceptInvitationCommand } from './accept-invitation.handler.js';
import { userJoinedByInvitation } from './accept-invitation.js';
import { OpenInvitations } from './open-invitations.js';

const previewBody = z.strictObject({ token: linkToken });
const preview = z.object({
  workspaceName: z.string(),
  invitedBy: z.string().nullable(),
  email: z.string(),
  role,
  needsAccount: z.boolean(),
  expiresAt: z.iso.datetime(),
});

const acceptBody = z.strictObject({ token: linkToken, name: personName.optional(), password: password.optional() });
const accepted = z.object({ accountId: z.string(), workspaceId: z.string(), memberId: z.string() });

const GONE = ['invitation_expired', 'invitation_revoked', 'invitation_replaced', 'invitation_used'];

@Controller('v1/invitations')
@Public()
export class AcceptInvitationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly links: InvitationLinks,
    private readonly invitations: OpenInvitations,
    private readonly directory: Directory,
    @Inject(ACCOUNT_SETTINGS) private readonly settings: AccountSettings,
  ) {}

  @Post('preview')
  @Documented({
    summary: 'What an invitation says',
    description: 'Changes nothing. The role is the one that accepting gives now.',
    answer: preview,
    errors: { 404: ['not_found'], 410: GONE },
  })
  async preview(@ValidBody(previewBody) { token }: z.infer<typeof previewBody>): Promise<z.infer<typeof preview>> {
    const link = this.links.read(token);
    const { workspace, member, email } = await this.invitations.behind(link ?? NOWHERE);
    const { holder } = await this.directory.holderOf(member.emailKey);
    const { invitedBy } = member.invitation;
    const inviter = invitedBy === null ? null : (workspace.members.get(invitedBy)?.accountId ?? null);
    return {
      workspaceName: workspace.name,
      invitedBy: inviter === null ? null : (await this.directory.account(inviter)).name,
      email,
      role: userJoinedByInvitation(workspace, member, '', 'invitation').data.role,
      needsAccount: holder === null,
      expiresAt: member.invitation.expiresAt,
    };
  }

  @Post('acceptance')
  @IsCommand({
    summary: 'Accept an invitation',
    description:
      'Without an account: with a name and a new password. With one: in its session, or with its password. The link works once.',
    answer: accepted,
    errors: {
      401: ['sign_in_required', 'invalid_credentials'],
      403: ['other_address'],
      404: ['not_found'],
      409: ['already_member'],
      410: GONE,
      429: ['too_many_attempts'],
    },
  })
  async accept(
    @ValidBody(acceptBody) body: z.infer<typeof acceptBody>,
    @CallerOf() caller: Caller,
    @Headers('user-agent') userAgent: string | undefined,
    @Command() scope: CommandScope,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<z.infer<typeof accepted>> {
    const signedIn = caller.kind === 'person' ? caller.accountId : null;
    const wanted = { ...body, signedIn, client: caller.address, userAgent };
    const { session, ...answer } = await this.commands.execute(new AcceptInvitationCommand(scope, wanted));
    if (session) giveSession(reply, session, this.settings);
    return answer;
  }
}

/** A workspace that is not there, looked at for a forged link, so that it takes as long as any other (I-7). */
const NOWHERE: InvitationLink = { workspaceId: '00000000-0000-7000-8000-000000000000', memberId: '', linkNo: 0, expiresAt: '' };
