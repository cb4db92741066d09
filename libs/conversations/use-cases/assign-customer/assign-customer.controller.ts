import { Controller, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import { type Caller, CallerOf, Command, id, IsCommand, ValidBody, ValidParams } from '#libs/http';
import { Gate } from '#libs/workspaces';
import { customer, type CustomerItem } from '../../schemas.js';
import { AssignCustomerCommand } from './assign-customer.handler.js';

const ofCustomer = z.object({ workspaceId: id, customerId: id });
const body = z.strictObject({ memberId: id });

@Controller('v1/workspaces/:workspaceId/customers/:customerId/csm')
export class AssignCustomerController {
  constructor(
    private readonly commands: CommandBus,
    private readonly gate: Gate,
  ) {}

  @Put()
  @IsCommand({
    summary: 'Give a customer account its CSM',
    answer: customer,
    errors: { 403: ['capability_required'], 409: ['member_removed', 'not_joined'] },
  })
  async assign(
    @ValidParams(ofCustomer) { workspaceId, customerId }: z.infer<typeof ofCustomer>,
    @ValidBody(body) { memberId }: z.infer<typeof body>,
    @CallerOf() caller: Caller,
    @Command() scope: CommandScope,
  ): Promise<CustomerItem> {
    const inside = await this.gate.enter(workspaceId, caller);
    const command = new AssignCustomerCommand(inside, scope, customerId, { customerId, csmId: memberId });
    const { csmId: originalCsmId = memberId } = (await this.commands.execute(command)).state;
    return { customerId, csmId: inside.state.heirOf(originalCsmId), originalCsmId };
  }
}
