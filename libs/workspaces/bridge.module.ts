import { Global, Module } from '@nestjs/common';
import { MEMBERSHIPS, PLACEMENT } from '#libs/accounts';
import { DomainReservations } from './domain-reservations.js';
import { WorkspaceMemberships } from './memberships.js';
import { WorkspacePlacement } from './placement.js';
import { Workspaces } from './workspaces.js';

/** What the accounts ask of the workspaces: where a sign-up belongs, and where an account belongs. */
@Global()
@Module({
  providers: [
    Workspaces,
    DomainReservations,
    { provide: PLACEMENT, useClass: WorkspacePlacement },
    { provide: MEMBERSHIPS, useClass: WorkspaceMemberships },
  ],
  exports: [PLACEMENT, MEMBERSHIPS],
})
export class WorkspaceBridge {}
