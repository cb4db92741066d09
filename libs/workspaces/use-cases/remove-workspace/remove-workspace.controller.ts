import { Controller, Delete } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { PasswordCheck } from '#libs/accounts';
import { type CommandScope } from '#libs/event-sourcing';
import { CallerOf, Command, IsCommand, password, type PersonCaller, PersonsOnly, title, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '../../gate.js';
import { inWorkspace, type InWorkspace } from '../../schemas.js';
import { RemoveWorkspaceCommand } from './remove-workspace.handler.js';

const body = z.strictObject({ password, name: title.optional() });

@Controller('v1/workspaces/:workspaceId')
@PersonsOnly()
export class RemoveWorkspaceController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    private readonly passwords: PasswordCheck,
  ) {}

  @Delete()
  @IsCommand({
    summary: 'Remove the workspace',
    description: 'With its inboxes, members and knowledge base, for good. Only the owner may, with the password.',
    errors: { 401: ['invalid_credentials'], 403: ['owner_only'], 422: ['name_differs'], 429: ['too_many_attempts'] },
  })
  async remove(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidBody(body) { password: given, name }: z.infer<typeof body>,
    @CallerOf() caller: PersonCaller,
    @Command() request: CommandScope,
  ): Promise<void> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request, 'workspace.remove');
    await this.passwords.byAccount(caller.accountId, given, caller.address);
    await this.commands.execute(new RemoveWorkspaceCommand(workspaceId, scope, { name }));
  }
}
