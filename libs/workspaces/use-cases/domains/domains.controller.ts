import { Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { Accounts, parseDomain } from '#libs/accounts';
import { type CommandScope } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  Command,
  id,
  InvalidRequest,
  IsCommand,
  IsQuery,
  NotFound,
  pageOf,
  ValidBody,
  ValidParams,
} from '#libs/http';
import { Gate, type Inside } from '../../gate.js';
import { inWorkspace, type InWorkspace } from '../../schemas.js';
import { ChangeDomainJoiningCommand, ClaimDomainCommand, ReleaseDomainCommand } from './domains.handler.js';

const domainName = z.string().min(1).max(253);
const claimBody = z.strictObject({ domain: domainName, autoJoin: z.boolean().default(true) });
const changeBody = z.strictObject({ autoJoin: z.boolean() });
const ofDomain = z.object({ workspaceId: id, domain: domainName });
const domainItem = z.object({ domain: z.string(), autoJoin: z.boolean() });
const domains = pageOf(domainItem);

@Controller('v1/workspaces/:workspaceId/domains')
export class DomainsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
    private readonly accounts: Accounts,
  ) {}

  @Get()
  @IsQuery({ summary: 'The domains of the workspace', answer: domains })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof domains>> {
    const { state } = await this.gate.enter(workspaceId, caller);
    const items = [...state.domains].map(([domain, autoJoin]) => ({ domain, autoJoin }));
    return { items: items.sort((a, b) => (a.domain < b.domain ? -1 : 1)), nextCursor: null };
  }

  @Post()
  @IsCommand({
    summary: 'Add a domain',
    description: 'People who sign up with it join by themselves. It must be the domain of your own verified address.',
    answer: domainItem,
    status: 201,
    errors: { 403: ['capability_required', 'domain_not_yours'], 409: ['domain_taken'], 422: ['public_domain'] },
  })
  async add(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidBody(claimBody) { domain: text, autoJoin }: z.infer<typeof claimBody>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<z.infer<typeof domainItem>> {
    const inside = await this.gate.enterFor(workspaceId, caller, 'organization.manage');
    const domain = parseDomain(text);
    if (!domain) throw InvalidRequest.at('domain', 'Not a domain');
    const wanted = { domain, autoJoin, ownDomain: await this.ownDomain(inside) };
    const scope = request.as(inside.actor);
    const { state } = await this.commands.execute(new ClaimDomainCommand(workspaceId, scope, wanted));
    return { domain, autoJoin: state.domains.get(domain) ?? autoJoin };
  }

  @Patch(':domain')
  @IsCommand({
    summary: 'Turn joining by a domain on or off',
    answer: domainItem,
    errors: { 403: ['capability_required'] },
  })
  async change(
    @ValidParams(ofDomain) { workspaceId, domain: text }: z.infer<typeof ofDomain>,
    @ValidBody(changeBody) { autoJoin }: z.infer<typeof changeBody>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<z.infer<typeof domainItem>> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    const domain = named(text);
    await this.commands.execute(new ChangeDomainJoiningCommand(workspaceId, scope, { domain, autoJoin }));
    return { domain, autoJoin };
  }

  @Delete(':domain')
  @IsCommand({
    summary: 'Let go of a domain',
    description: 'Members stay. Another workspace may then claim it.',
    errors: { 403: ['capability_required'] },
  })
  async release(
    @ValidParams(ofDomain) { workspaceId, domain: text }: z.infer<typeof ofDomain>,
    @CallerOf() caller: Caller,
    @Command() request: CommandScope,
  ): Promise<void> {
    const scope = await this.gate.scopeFor(workspaceId, caller, request);
    await this.commands.execute(new ReleaseDomainCommand(workspaceId, scope, { domain: named(text) }));
  }

  private async ownDomain({ member }: Inside): Promise<string | null> {
    return member?.accountId ? this.accounts.domain(member.accountId) : null;
  }
}

function named(text: string): string {
  const domain = parseDomain(text);
  if (!domain) throw new NotFound();
  return domain;
}
