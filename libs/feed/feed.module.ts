import { Module } from '@nestjs/common';
import { WorkspacesModule } from '#libs/workspaces';
import { EventFeed } from './event-feed.js';
import { EventsController } from './events.controller.js';
import { Readers } from './reader.js';

/** The event feed (S-4): what other services and the console follow. */
@Module({
  imports: [WorkspacesModule],
  controllers: [EventsController],
  providers: [EventFeed, Readers],
})
export class FeedModule {}
