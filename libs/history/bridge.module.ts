import { Global, Module } from '@nestjs/common';
import { Accounts } from '#libs/accounts';
import { PAST_TABLES } from '#libs/workspaces';
import { People } from './entries/people.js';
import { HistoryTables } from './past/past-tables.js';
import { Past } from './past/past.js';
import { PastProfiles } from './past/profiles.js';

/** What the workspaces ask of the history: their tables as they stood. */
@Global()
@Module({
  providers: [Accounts, Past, PastProfiles, People, { provide: PAST_TABLES, useClass: HistoryTables }],
  exports: [PAST_TABLES, Past, People],
})
export class HistoryBridge {}
