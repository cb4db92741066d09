import { Controller, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, id, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '../../gate.js';
import { MemberViews } from '../../queries/member-views.js';
import { inWorkspace, type InWorkspace, memberDetails, type MemberDetails } from '../../schemas.js';
import { TransferOwnershipCommand } from './transfer-ownership.handler.js';

const body = z.strictObject({ memberId: id });

@Controller('v1/workspaces/:workspaceId/owner')
export class TransferOwnershipController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    private readonly members: MemberViews,
  ) {}

  @Put()
  @IsCommand({
    summary: 'Pass ownership to another admin',
    description: 'Only the owner may. Answers with the new owner.',
    answer: memberDetails,
    errors: { 403: ['owner_only'], 409: ['choose_new_owner'] },
  })
  async transfer(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidBody(body) wanted: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<MemberDetails> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const { state } = await this.commands.execute(new TransferOwnershipCommand(workspaceId, scope, wanted));
    return this.members.details(state, wanted.memberId);
  }
}
