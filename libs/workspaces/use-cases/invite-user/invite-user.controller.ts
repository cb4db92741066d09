import { Controller, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { emailKeyOf, parseEmailAddress } from '#libs/accounts';
import { type CommandScope, RosterError } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  Command,
  fieldErrors,
  InvalidRequest,
  IsCommand,
  problemOf,
  ValidBody,
  ValidParams,
} from '#libs/http';
import { LinkTokens } from '#libs/vault';
import { type UserInvited } from '../../domain/events.js';
import { Gate } from '../../gate.js';
import { invitation, type InvitationBody, inWorkspace, type InWorkspace } from '../../schemas.js';
import { INVITATION_HOURS } from '../../tokens.js';
import { type WorkspaceOutcome } from '../../workspace-command.js';
import { type InviteUser } from './invite-user.js';
import { InviteUserCommand } from './invite-user.handler.js';
import { type BulkResult, type BulkRow, InviteUsersCommand } from './invite-users.handler.js';

const MOST = 1000;

const invited = z.object({
  memberId: z.string(),
  state: z.literal('invited'),
  invitation: z.object({ expiresAt: z.iso.datetime() }),
});

/** Rows are checked one by one, so that a bad one spoils no other (I-9). */
const bulk = z.strictObject({ invitations: z.array(z.unknown()).min(1).max(MOST) });

const bulkResults = z.object({
  results: z.array(
    z.object({
      index: z.int(),
      status: z.int(),
      memberId: z.string().optional(),
      code: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});

@Controller('v1/workspaces/:workspaceId/invitations')
export class InviteUserController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    private readonly tokens: LinkTokens,
    @Inject(INVITATION_HOURS) private readonly hours: number,
  ) {}

  @Post()
  @IsCommand({
    summary: 'Invite somebody',
    description: 'Sends an invitation by email. The seat begins now (B-1).',
    answer: invited,
    status: 201,
    errors: { 403: ['capability_required'], 409: ['already_member', 'already_invited'], 422: ['unknown_inboxes'] },
  })
  async invite(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidBody(invitation) body: InvitationBody,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<z.infer<typeof invited>> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const outcome = await this.commands.execute(new InviteUserCommand(workspaceId, scope, this.wanted(body)));
    return invitedAnswer(outcome);
  }

  @Post('bulk')
  @IsCommand({
    summary: 'Invite up to 1,000 people',
    description: 'Each row has its own result; one bad row spoils no other.',
    answer: bulkResults,
    errors: { 403: ['capability_required'] },
  })
  async inviteMany(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidBody(bulk) { invitations }: z.infer<typeof bulk>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<z.infer<typeof bulkResults>> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const rows = invitations.map((row) => this.row(row));
    const results = await this.commands.execute(new InviteUsersCommand(workspaceId, scope, rows));
    return { results: results.map(resultAnswer) };
  }

  private row(row: unknown): BulkRow {
    const parsed = invitation.safeParse(row);
    if (!parsed.success) return new InvalidRequest(fieldErrors(parsed.error));
    try {
      return this.wanted(parsed.data);
    } catch (error) {
      if (error instanceof RosterError) return error;
      throw error;
    }
  }

  private wanted({ email, role, inboxIds }: InvitationBody): InviteUser {
    const address = parseEmailAddress(email);
    if (!address) throw InvalidRequest.at('email', 'Not an email address');
    const emailKey = emailKeyOf(this.tokens, address);
    return { memberId: uuidv7(), emailKey, email: address.written, role, inboxIds, hours: this.hours };
  }
}

function invitedAnswer({ events }: WorkspaceOutcome): z.infer<typeof invited> {
  const [{ data }] = events as readonly [UserInvited];
  return { memberId: data.memberId, state: 'invited', invitation: { expiresAt: data.expiresAt } };
}

function resultAnswer(result: BulkResult, index: number) {
  if (!(result instanceof RosterError)) return { index, status: 201, memberId: invitedAnswer(result).memberId };
  const { status, code, detail } = problemOf(result);
  const memberId = result.details.extensions?.['memberId'];
  const [first] = result.details.errors ?? [];
  return {
    index,
    status,
    code,
    detail: first ? [first.path, first.message].filter(Boolean).join(': ') : detail,
    ...(typeof memberId === 'string' ? { memberId } : {}),
  };
}
