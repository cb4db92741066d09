import { Global, Module } from '@nestjs/common';
import { Accounts, DEPARTURE, MEMBERSHIPS, PLACEMENT } from '#libs/accounts';
import { WorkspaceDeparture } from './departure.js';
import { DomainReservations } from './domain-reservations.js';
import { WorkspaceMemberships } from './memberships.js';
import { WorkspacePlacement } from './placement.js';
import { Workspaces } from './workspaces.js';

/** What the accounts ask of the workspaces: where a sign-up belongs, where an account belongs, and how it leaves. */
@Global()
@Module({
  providers: [
    Accounts,
    Workspaces,
    DomainReservations,
    { provide: PLACEMENT, useClass: WorkspacePlacement },
    WorkspaceDeparture,
    { provide: DEPARTURE, useExisting: WorkspaceDeparture },
    { provide: MEMBERSHIPS, useClass: WorkspaceMemberships },
  ],
  exports: [PLACEMENT, MEMBERSHIPS, DEPARTURE, WorkspaceDeparture],
})
export class WorkspaceBridge {}
