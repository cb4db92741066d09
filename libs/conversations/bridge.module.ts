import { Global, Module } from '@nestjs/common';
import { WORK_COUNTS } from '#libs/workspaces';
import { MemberWorkCounts } from './work-counts.js';

/** What the workspaces ask of the conversations: how much work stands under members. */
@Global()
@Module({
  providers: [{ provide: WORK_COUNTS, useClass: MemberWorkCounts }],
  exports: [WORK_COUNTS],
})
export class ConversationsBridge {}
