import { Controller, Get } from '@nestjs/common';
import { type z } from 'zod';
import { collectionOf } from '#libs/event-sourcing';
import { type Caller, CallerOf, id, IsQuery, ValidParams, ValidQuery } from '#libs/http';
import { Gate } from '#libs/workspaces';
import { type CustomerRow, customers } from '../projections/customers.projection.js';
import { customerPage, inWorkspace, type InWorkspace, page } from '../schemas.js';
import { Pages, whoseWork } from './pages.js';

const listQuery = page.extend({ csmId: id.optional() });

@Controller('v1/workspaces/:workspaceId/customers')
export class CustomersController {
  constructor(
    private readonly gate: Gate,
    private readonly pages: Pages,
  ) {}

  @Get()
  @IsQuery({
    summary: 'Customer accounts, each with its CSM',
    description: 'Under each CSM stand also the customer accounts that they took over.',
    answer: customerPage,
    errors: { 403: ['capability_required'] },
  })
  async list(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @ValidQuery(listQuery) { csmId, ...wanted }: z.infer<typeof listQuery>,
    @CallerOf() caller: Caller,
  ): Promise<z.infer<typeof customerPage>> {
    const { state } = await this.gate.enterFor(workspaceId, caller, 'customers.view');
    const filter = { workspaceId, ...(csmId === undefined ? {} : { csmId: whoseWork(state, csmId) }) };
    const kind = `customers ${workspaceId} ${csmId ?? ''}`;
    const { rows, nextCursor } = await this.pages.of<CustomerRow>(collectionOf(customers), kind, filter, wanted);
    const items = rows.map(({ customerId, csmId: originalCsmId }) => ({
      customerId,
      csmId: state.heirOf(originalCsmId),
      originalCsmId,
    }));
    return { items, nextCursor };
  }
}
