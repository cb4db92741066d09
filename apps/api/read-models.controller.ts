import { Controller, Get, Inject, Post } from '@nestjs/common';
import { type Logger } from 'pino';
import { z } from 'zod';
import { type ModelStanding, type ProjectionStatus, Rebuilding, START } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  Documented,
  LOGGER,
  NotFound,
  requireServiceAsItself,
  Scopes,
  ServicesOnly,
  ValidBody,
  ValidParams,
} from '#libs/http';

const generation = z.object({
  generation: z.int(),
  state: z.enum(['live', 'catching_up', 'waiting', 'stopped', 'elsewhere']),
  position: z.number(),
  error: z.string().optional(),
});
const readModel = z.object({
  name: z.string(),
  version: z.int(),
  serving: generation,
  beside: generation.nullable(),
  former: generation.nullable(),
});
const list = z.object({ head: z.number(), items: z.array(readModel) });
const comparison = z.object({
  compared: z.int(),
  differences: z.int(),
  unsettled: z.int(),
  first: z.array(z.object({ id: z.string(), kind: z.enum(['missing', 'extra', 'different']) })),
});

const named = z.object({ name: z.string().regex(/^[a-z0-9-]{1,100}$/) });
const rebuilding = z.strictObject({ anew: z.boolean().optional() });
const switching = z.strictObject({ acceptDifferences: z.boolean().optional() });

type Named = z.infer<typeof named>;
type Generation = z.infer<typeof generation>;
type ReadModel = z.infer<typeof readModel>;
type Switched = ReadModel & { readonly comparison: z.infer<typeof comparison> };

/** For operators. It is about how the service keeps what it knows, not about what it knows: no event tells of it. */
@Controller('v1/projections')
@ServicesOnly()
@Scopes('operate')
export class ReadModelsController {
  constructor(
    private readonly rebuilding: Rebuilding,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @Documented({
    summary: 'The read models and their generations',
    description:
      '`serving` is what queries read, `beside` what has been or is being built to be switched to, `former` what served ' +
      'before. Each has folded everything up to its `position`; `head` is that of the last event. Both are numbers ' +
      "of the log's own, of events or of bytes, -1 for nothing: they tell how much is done.",
    answer: list,
  })
  async all(@CallerOf() caller: Caller): Promise<z.infer<typeof list>> {
    requireServiceAsItself(caller);
    const { head, standing } = await this.rebuilding.list();
    return { head, items: standing.map(viewOf) };
  }

  @Post(':name/rebuild')
  @Documented({
    summary: 'Begin to build a read model anew, beside the one that serves',
    description:
      'Where that is going on already, or done and not switched to, it is the answer; `anew` begins another one.',
    answer: readModel,
    status: 202,
    errors: { 409: ['generations_changed'] },
  })
  async rebuild(
    @ValidParams(named) { name }: Named,
    @ValidBody(rebuilding) { anew = false }: z.infer<typeof rebuilding>,
    @CallerOf() caller: Caller,
  ): Promise<ReadModel> {
    requireServiceAsItself(caller);
    return this.done('is built anew', caller, await this.rebuilding.rebuild(name, { anew }));
  }

  @Post(':name/switch')
  @Documented({
    summary: 'Let the read model that was built beside serve',
    description:
      'First it is compared with the one that serves, row by row. Where they differ nothing is switched, unless ' +
      '`acceptDifferences`: `comparison` of the problem names the first 100 rows by their ids.',
    answer: readModel.extend({ comparison }),
    errors: { 409: ['nothing_beside', 'generation_behind', 'differences_found', 'generations_changed'] },
  })
  async switch(
    @ValidParams(named) { name }: Named,
    @ValidBody(switching) { acceptDifferences = false }: z.infer<typeof switching>,
    @CallerOf() caller: Caller,
  ): Promise<Switched> {
    requireServiceAsItself(caller);
    const found = await this.rebuilding.switch(name, { acceptDifferences });
    const view = this.done('serves in another generation', caller, found?.standing);
    if (!found) throw new NotFound();
    return { ...view, comparison: { ...found.comparison, first: [...found.comparison.first] } };
  }

  @Post(':name/back')
  @Documented({
    summary: 'Let the read model serve that served before',
    description: 'Whatever is in it. The one that it comes back from stays beside, to be switched to again.',
    answer: readModel,
    errors: { 409: ['no_way_back', 'generation_behind', 'generations_changed'] },
  })
  async back(@ValidParams(named) { name }: Named, @CallerOf() caller: Caller): Promise<ReadModel> {
    requireServiceAsItself(caller);
    return this.done('serves in its former generation', caller, await this.rebuilding.back(name));
  }

  /** @throws NotFound */
  private done(what: string, caller: Caller, standing: ModelStanding | undefined): ReadModel {
    if (!standing) throw new NotFound();
    const { name, generations } = standing;
    const { serving, beside, former } = generations;
    const service = caller.kind === 'service' ? caller.name : undefined;
    this.logger.info({ projection: name, serving, beside, former, service }, `a read model ${what}`);
    return viewOf(standing);
  }
}

function viewOf({ name, version, generations, statuses }: ModelStanding): ReadModel {
  const { serving, beside, former } = generations;
  const view = (of: number) => generationOf(of, statuses.get(of));
  return {
    name,
    version,
    serving: view(serving),
    beside: beside === null ? null : view(beside),
    former: former === null ? null : view(former),
  };
}

/** One that this process has only just learnt about is as if another ran it, and nowhere yet. */
function generationOf(of: number, status: ProjectionStatus | undefined): Generation {
  const { state, position, error } = status ?? { state: 'elsewhere', position: START };
  return { generation: of, state, position, ...(error === undefined ? {} : { error }) };
}
