import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { collectionOf, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  cursor as cursorText,
  Cursors,
  IsQuery,
  limit,
  pageOf,
  requireServiceAsItself,
  ServicesOnly,
  ValidParams,
  ValidQuery,
} from '#libs/http';
import { allows, CAPABILITIES, ROLE_GUIDE, ROLES, standingFor } from '../domain/capabilities.js';
import { Gate } from '../gate.js';
import { workspaceList, type WorkspaceLine } from '../projections/workspace-list.projection.js';
import { inWorkspace, type InWorkspace, role } from '../schemas.js';
import { WorkspaceSummaries, workspaceSummary, type WorkspaceSummary } from './workspace-summary.js';

const rolesAnswer = z.object({
  capabilities: z.array(
    z.object({
      capability: z.string(),
      admin: z.boolean(),
      user: z.boolean(),
      ownerOnly: z.boolean(),
    }),
  ),
  roles: z.array(z.object({ role, summary: z.string(), capabilities: z.array(z.string()) })),
  guide: z.array(z.object({ who: z.string(), roles: z.array(role), reason: z.string() })),
});

const SUMMARIES = {
  admin: 'Full access: members, settings, templates, workflows, history and billing.',
  user: 'Works with customers, actions and the queue. Also called CSM.',
} as const;

const workspaces = pageOf(
  z.object({ workspaceId: z.string(), name: z.string(), ownerId: z.string(), members: z.int() }),
);
const page = z.strictObject({ limit, cursor: cursorText.optional() });
const CURSOR = 'workspaces';

@Controller('v1/workspaces')
export class WorkspaceController {
  constructor(
    private readonly gate: Gate,
    private readonly summaries: WorkspaceSummaries,
    private readonly cursors: Cursors,
    @Inject(READ_STORE) private readonly store: ReadStore,
  ) {}

  @Get()
  @ServicesOnly()
  @IsQuery({ summary: 'All workspaces', description: 'For services as themselves only.', answer: workspaces })
  async list(
    @ValidQuery(page) query: z.infer<typeof page>,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof workspaces>> {
    requireServiceAsItself(caller);
    const after = query.cursor === undefined ? {} : { after: this.cursors.decode(CURSOR, query.cursor) as string[] };
    const found = await this.store.find<WorkspaceLine>(collectionOf(workspaceList), {
      filter: {},
      sort: { _id: 1 },
      limit: query.limit + 1,
      ...after,
    });
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(({ _id, name, ownerId, members }) => ({ workspaceId: _id, name, ownerId, members })),
      nextCursor: found.length > query.limit && last ? this.cursors.encode(CURSOR, [last._id]) : null,
    };
  }

  @Get(':workspaceId')
  @IsQuery({ summary: 'A workspace at a glance', answer: workspaceSummary })
  async summary(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @CallerOf() caller: Caller,
  ): Promise<WorkspaceSummary> {
    return this.summaries.of(await this.gate.enter(workspaceId, caller));
  }

  @Get(':workspaceId/roles')
  @IsQuery({ summary: 'What each role may do, and who should have which', answer: rolesAnswer })
  async roles(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof rolesAnswer>> {
    await this.gate.enter(workspaceId, caller);
    return ROLES_ANSWER;
  }
}

const ROLES_ANSWER: z.infer<typeof rolesAnswer> = {
  capabilities: CAPABILITIES.map((capability) => ({
    capability,
    admin: allows({ role: 'admin', owner: false }, capability),
    user: allows({ role: 'user', owner: false }, capability),
    ownerOnly: standingFor(capability) === 'owner',
  })),
  roles: ROLES.map((name) => ({
    role: name,
    summary: SUMMARIES[name],
    capabilities: CAPABILITIES.filter((capability) => allows({ role: name, owner: false }, capability)),
  })),
  guide: ROLE_GUIDE.map(({ who, roles, reason }) => ({ who, roles: [...roles], reason })),
};
