import { type Decider, type DomainEvent, UnknownEvent } from '#libs/event-sourcing';
import { Taken } from './errors.js';

/** Enough to found the workspace that a domain is reserved for, by whoever finds it not founded yet (D-4). */
export interface Founding {
  readonly accountId: string;
  readonly memberId: string;
  readonly emailKey: string;
  readonly name: string;
}

/** Enough to finish claiming a further domain, or to give it back (D-8). */
export interface Claiming {
  readonly memberId: string;
  readonly accountId: string;
  readonly autoJoin: boolean;
}

export type DomainReserved = DomainEvent<
  'DomainReserved',
  {
    readonly domain: string;
    readonly workspaceId: string;
    readonly founding: Founding | null;
    readonly claiming: Claiming | null;
  }
>;
export type DomainFreed = DomainEvent<'DomainFreed', { readonly domain: string; readonly workspaceId: string }>;
export type DomainReservationEvent = DomainReserved | DomainFreed;

export interface DomainReservation {
  /** The workspace that has the domain, or is about to. */
  readonly heldBy: string | null;
  readonly founding: Founding | null;
}

/** The stream `domain-<name>`: a domain belongs to one workspace at a time, over the whole service (D-8). */
export const domainDecider: Decider<DomainReservation, DomainReservationEvent> = {
  category: 'domain',
  initial: { heldBy: null, founding: null },
  evolve: (_, event) => {
    switch (event.type) {
      case 'DomainReserved':
        return { heldBy: event.data.workspaceId, founding: event.data.founding };
      case 'DomainFreed':
        return { heldBy: null, founding: null };
      default:
        throw new UnknownEvent(event);
    }
  },
};

export type ReserveDomain = DomainReserved['data'];

/** @throws Taken where another workspace has it */
export function reserveDomain(reservation: DomainReservation, command: ReserveDomain): readonly DomainReservationEvent[] {
  if (reservation.heldBy === command.workspaceId) return [];
  if (reservation.heldBy !== null) throw new Taken('domain_taken');
  return [{ type: 'DomainReserved', data: command }];
}

/** Nothing where the domain is not this workspace's (any more). */
export function freeDomain(
  reservation: DomainReservation,
  { domain, workspaceId }: { readonly domain: string; readonly workspaceId: string },
): readonly DomainReservationEvent[] {
  if (reservation.heldBy !== workspaceId) return [];
  return [{ type: 'DomainFreed', data: { domain, workspaceId } }];
}
