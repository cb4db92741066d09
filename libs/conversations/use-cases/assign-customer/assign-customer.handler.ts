import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Customer, customerDecider } from '../../domain/customer.js';
import { type CustomerAssigned } from '../../domain/events.js';
import { WorkCommand } from '../../work-command.js';
import { Work } from '../../work.js';
import { assignCustomer, type AssignCustomer } from './assign-customer.js';

export class AssignCustomerCommand extends WorkCommand<AssignCustomer, Customer, CustomerAssigned> {}

@CommandHandler(AssignCustomerCommand)
export class AssignCustomerHandler implements ICommandHandler<AssignCustomerCommand> {
  constructor(private readonly work: Work) {}

  execute(command: AssignCustomerCommand) {
    return this.work.carryOut(customerDecider, command, assignCustomer);
  }
}
