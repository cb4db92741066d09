import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { WorkspacesModule } from '#libs/workspaces';
import { EventFeed } from './event-feed.js';
import { EventsController } from './events.controller.js';
import { Readers } from './reader.js';

/** The event feed (S-4): what other services and the console follow. */
@Module({
  imports: [AccountsModule, WorkspacesModule],
  controllers: [EventsController],
  providers: [EventFeed, Readers],
  exports: [EventFeed],
})
export class FeedModule {}
