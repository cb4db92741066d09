export { BILLING_PROJECTIONS, BillingModule } from './billing.module.js';
export { daysBetween, monthOf } from './domain/seconds.js';
export { daysOfUse, monthOfUse, type DayUsage, type Line, type MonthUsage, type SeatLife } from './domain/usage.js';
export { type Seat, type SeatEvent, type SeatRecord, seats } from './projections/seats.projection.js';
export { type FeedItem, SeatFeed } from './queries/seat-feed.js';
export { SeatLedger } from './queries/seat-ledger.js';
export { Reconciliation, type Reconciled } from './reconciliation/reconciliation.js';
