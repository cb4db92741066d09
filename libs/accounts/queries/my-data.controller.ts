import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { CallerOf, IsQuery, type PersonCaller, PersonsOnly } from '#libs/http';
import { myAccount, session } from '../schemas.js';
import { type MyData, PersonalExport } from './my-data.js';

const myData = myAccount.extend({
  sessions: z.array(session).readonly(),
  events: z
    .array(z.object({ eventId: z.string(), type: z.string(), at: z.iso.datetime(), data: z.object({}).loose() }))
    .readonly(),
});

@Controller('v1/me/export')
@PersonsOnly()
export class MyDataController {
  constructor(private readonly data: PersonalExport) {}

  @Get()
  @IsQuery({
    summary: 'Everything about me',
    description: 'The account, its profile, workspaces, invitations and sessions, and every event of it and its addresses.',
    answer: myData,
  })
  of(@CallerOf() caller: PersonCaller): Promise<MyData> {
    return this.data.of(caller);
  }
}
