import { Module } from '@nestjs/common';
import { type Projection } from '#libs/event-sourcing';
import { WorkspacesModule } from '#libs/workspaces';
import { seats } from './projections/seats.projection.js';
import { SeatChangesController } from './queries/seat-changes.controller.js';
import { SeatFeed } from './queries/seat-feed.js';
import { SeatLedger } from './queries/seat-ledger.js';
import { SeatsController } from './queries/seats.controller.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { Reconciliation } from './reconciliation/reconciliation.js';

/** The read models of this context. */
export const BILLING_PROJECTIONS: readonly Projection[] = [seats];

@Module({
  imports: [WorkspacesModule],
  controllers: [SeatsController, SeatChangesController, ReconciliationController],
  providers: [SeatLedger, SeatFeed, Reconciliation],
})
export class BillingModule {}
