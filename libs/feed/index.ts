export { EventFeed, type FeedPage } from './event-feed.js';
export { FeedModule } from './feed.module.js';
