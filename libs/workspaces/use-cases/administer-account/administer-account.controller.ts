import { Controller, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { ChangeProfileCommand, RequestEmailChangeCommand, SendPasswordResetCommand } from '#libs/accounts';
import { type CommandScope } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  Command,
  emailAddress,
  IfMatch,
  IsCommand,
  jobTitle,
  personName,
  phone,
  ValidBody,
  ValidParams,
} from '#libs/http';
import { authorize } from '../../domain/authority.js';
import { Gate, type Inside } from '../../gate.js';
import { MemberViews } from '../../queries/member-views.js';
import { memberDetails, type MemberDetails, ofMember, type OfMember } from '../../schemas.js';

const profileBody = z.strictObject({
  name: personName.optional(),
  jobTitle: jobTitle.nullable().optional(),
  phone: phone.optional(),
});
const emailBody = z.strictObject({ email: emailAddress });

/**
 * What an admin may do for a member's account: edit the profile that the member edits too (P-2), ask for another address
 * (P-4), send a reset email (C-1). There is no call that sets or reads a password.
 */
@Controller('v1/workspaces/:workspaceId/members/:memberId')
export class AdministerAccountController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    private readonly members: MemberViews,
  ) {}

  @Patch('profile')
  @IsCommand({
    summary: "Edit a member's profile",
    description: 'The same profile that the member edits. Fields that are left out stay; null clears.',
    answer: memberDetails,
    errors: { 403: ['capability_required'], 409: ['not_joined'], 412: ['precondition_failed'] },
  })
  async editProfile(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @ValidBody(profileBody) fields: z.infer<typeof profileBody>,
    @IfMatch() revision: string | undefined,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<MemberDetails> {
    const inside = await this.gate.enter(workspaceId, caller);
    if (inside.member?.memberId !== memberId) authorize(inside.state, inside.actor, 'users.manage');
    const accountId = accountOf(inside, memberId);
    const basis = await this.members.basis(workspaceId, memberId, revision);
    const wanted = { accountId, ...defined(fields), ...(basis && { expected: basis.profile }) };
    await this.commands.execute(new ChangeProfileCommand(request.as(inside.actor), wanted));
    return this.members.details(inside.state, memberId);
  }

  @Post('email')
  @IsCommand({
    summary: "Ask for a change of a member's address",
    description: 'It counts once the new address has confirmed and the present one has approved.',
    status: 202,
    errors: { 403: ['capability_required'], 409: ['not_joined'] },
  })
  async changeEmail(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @ValidBody(emailBody) { email }: z.infer<typeof emailBody>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<void> {
    const inside = await this.gate.enterFor(workspaceId, caller, 'users.manage');
    const accountId = accountOf(inside, memberId);
    const asker = { by: 'admin', workspaceName: inside.state.name } as const;
    await this.commands.execute(new RequestEmailChangeCommand(request.as(inside.actor), { accountId, email, asker }));
  }

  @Post('password-reset')
  @IsCommand({
    summary: 'Send a member a reset email',
    description: 'The link lives for 30 minutes. Nobody but the member sees it.',
    status: 202,
    errors: { 403: ['capability_required'], 409: ['not_joined'] },
  })
  async sendReset(
    @ValidParams(ofMember) { workspaceId, memberId }: OfMember,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<void> {
    const inside = await this.gate.enterFor(workspaceId, caller, 'users.manage');
    const accountId = accountOf(inside, memberId);
    const asker = { askedBy: 'admin', workspaceId, workspaceName: inside.state.name } as const;
    await this.commands.execute(new SendPasswordResetCommand(request.as(inside.actor), { accountId, asker }));
  }
}

/** @throws NotThere, NotJoined */
function accountOf({ state }: Inside, memberId: string): string {
  return state.joinedMember(memberId).accountId;
}

/** Without the fields that were left out. */
function defined<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Fields]: Exclude<Fields[Field], undefined>;
  };
}
