import { Controller, Get } from '@nestjs/common';
import { CallerOf, IsQuery, type PersonCaller, PersonsOnly } from '#libs/http';
import { type MyAccount, myAccount } from '../schemas.js';
import { MyAccounts } from './my-account.js';

@Controller('v1/me')
@PersonsOnly()
export class MyAccountController {
  constructor(private readonly accounts: MyAccounts) {}

  @Get()
  @IsQuery({
    summary: 'Who I am',
    description: 'The account, its profile, its workspaces with what one may do in each, and invitations that wait.',
    answer: myAccount,
  })
  get(@CallerOf() { accountId }: PersonCaller): Promise<MyAccount> {
    return this.accounts.of(accountId);
  }
}
