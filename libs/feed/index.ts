export { Bell } from './bell.js';
export { EventFeed } from './event-feed.js';
export { FeedModule } from './feed.module.js';
export { FeedPage } from './feed-page.js';
