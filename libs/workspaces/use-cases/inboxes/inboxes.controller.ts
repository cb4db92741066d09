import { Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, id, IsCommand, IsQuery, pageOf, title, ValidBody, ValidParams } from '#libs/http';
import { type InboxAdded } from '../../domain/events.js';
import { Gate } from '../../gate.js';
import { inWorkspace, type InWorkspace } from '../../schemas.js';
import { AddInboxCommand, RemoveInboxCommand, RenameInboxCommand } from './inboxes.handler.js';

const body = z.strictObject({ name: title });
const ofInbox = z.object({ workspaceId: id, inboxId: id });
const inbox = z.object({ inboxId: z.string(), name: z.string() });
const inboxes = pageOf(inbox);

@Controller('v1/workspaces/:workspaceId/inboxes')
export class InboxesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Get()
  @IsQuery({ summary: 'The inboxes of the workspace', answer: inboxes })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof inboxes>> {
    const { state } = await this.gate.enter(workspaceId, caller);
    const items = [...state.inboxes].map(([inboxId, name]) => ({ inboxId, name }));
    return { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)), nextCursor: null };
  }

  @Post()
  @IsCommand({
    summary: 'Add an inbox',
    answer: inbox,
    status: 201,
    errors: { 403: ['capability_required'], 409: ['inbox_name_taken', 'too_many_inboxes'] },
  })
  async add(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidBody(body) { name }: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<z.infer<typeof inbox>> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const outcome = await this.commands.execute(new AddInboxCommand(workspaceId, scope, { inboxId: uuidv7(), name }));
    const [{ data }] = outcome.events as readonly [InboxAdded];
    return data;
  }

  @Patch(':inboxId')
  @IsCommand({
    summary: 'Rename an inbox',
    answer: inbox,
    errors: { 403: ['capability_required'], 409: ['inbox_name_taken'] },
  })
  async rename(
    @ValidParams(ofInbox) { workspaceId, inboxId }: z.infer<typeof ofInbox>,
    @ValidBody(body) { name }: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<z.infer<typeof inbox>> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    await this.commands.execute(new RenameInboxCommand(workspaceId, scope, { inboxId, name }));
    return { inboxId, name };
  }

  @Delete(':inboxId')
  @IsCommand({
    summary: 'Remove an inbox',
    description: 'Members lose the access to it and nothing else.',
    errors: { 403: ['capability_required'] },
  })
  async remove(
    @ValidParams(ofInbox) { workspaceId, inboxId }: z.infer<typeof ofInbox>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<void> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    await this.commands.execute(new RemoveInboxCommand(workspaceId, scope, { inboxId }));
  }
}
