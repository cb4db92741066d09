import { Injectable } from '@nestjs/common';
import { CommandRunner, type CommandScope } from '#libs/event-sourcing';
import {
  domainDecider,
  type DomainReservation,
  freeDomain,
  reserveDomain,
  type ReserveDomain,
} from './domain/domain-reservation.js';

/** The streams of all domains: which workspace holds which (D-8). */
@Injectable()
export class DomainReservations {
  constructor(private readonly runner: CommandRunner) {}

  async holder(domain: string): Promise<DomainReservation> {
    return (await this.runner.read(domainDecider, domain)).state;
  }

  /** @throws Taken where another workspace has it */
  async reserve(wanted: ReserveDomain, scope: CommandScope): Promise<void> {
    await this.runner.run(domainDecider, wanted.domain, scope, (reservation) => reserveDomain(reservation, wanted));
  }

  async free(domain: string, workspaceId: string, scope: CommandScope): Promise<void> {
    await this.runner.run(domainDecider, domain, scope, (reservation) => freeDomain(reservation, { domain, workspaceId }));
  }
}
