import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Decide, UnknownEvent } from '#libs/event-sourcing';
import { given } from '../../../test/support/given.js';
import {
  domainDecider,
  type DomainReservation,
  type DomainReservationEvent,
  freeDomain,
  reserveDomain,
  type ReserveDomain,
} from './domain-reservation.js';
import { Taken } from './errors.js';

const DOMAIN = 'acme.test';
const founding = { accountId: 'account-of-ann', memberId: 'ann', emailKey: 'key-of-ann', name: 'Acme' };
const wanted = (workspaceId: string): ReserveDomain => ({ domain: DOMAIN, workspaceId, founding, claiming: null });
type Fact = DomainReservationEvent;
const reserved = (workspaceId: string): Fact => ({ type: 'DomainReserved', data: wanted(workspaceId) });
const freed = (workspaceId: string): Fact => ({ type: 'DomainFreed', data: { domain: DOMAIN, workspaceId } });

type DecideDomain = Decide<DomainReservation, DomainReservationEvent>;
const reserve = (workspaceId: string): DecideDomain => (state) => reserveDomain(state, wanted(workspaceId));
const free = (workspaceId: string): DecideDomain => (state) => freeDomain(state, { domain: DOMAIN, workspaceId });

describe('reserving a domain over the whole service', () => {
  it('[D-2] is for whoever comes first', () => {
    given(domainDecider).when(reserve('w')).then([reserved('w')]);
  });

  it('[D-8] is refused where another workspace has it', () => {
    given(domainDecider, reserved('w')).when(reserve('v')).thenRejects(Taken);
    expect(() => given(domainDecider, reserved('w')).when(reserve('v')).events).toThrow(
      expect.objectContaining({ code: 'domain_taken', kind: 'conflict' }),
    );
  });

  it('changes nothing where this workspace has it already', () => {
    given(domainDecider, reserved('w')).when(reserve('w')).thenNothing();
  });

  it('[D-8] is possible again once it is free', () => {
    given(domainDecider, reserved('w'), freed('w')).when(reserve('v')).then([reserved('v')]);
  });

  it('[D-4] names the founder, so that anybody who finds the workspace missing can found it in their name', () => {
    expect(given(domainDecider, reserved('w')).state).toEqual({ heldBy: 'w', founding });
    expect(given(domainDecider, reserved('w'), freed('w')).state).toEqual({ heldBy: null, founding: null });
  });

  it('[D-4] of any number who want it at the same moment, in any order, one workspace gets it', () => {
    const wishes = fc.array(fc.constantFrom('u', 'v', 'w', 'x'), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(wishes, (workspaces) => {
        const written: DomainReservationEvent[] = [];
        const outcomes = workspaces.map((workspaceId) => {
          try {
            written.push(...given(domainDecider, ...written).when(reserve(workspaceId)).events);
            return workspaceId;
          } catch (error) {
            expect(error).toBeInstanceOf(Taken);
            return null;
          }
        });
        const [first] = workspaces;
        expect(written).toEqual([reserved(first as string)]);
        expect(outcomes).toEqual(workspaces.map((workspaceId) => (workspaceId === first ? first : null)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('freeing a domain', () => {
  it('[D-8] is for the workspace that has it', () => {
    given(domainDecider, reserved('w')).when(free('w')).then([freed('w')]);
  });

  it('changes nothing where another has it, or nobody', () => {
    given(domainDecider, reserved('w')).when(free('v')).thenNothing();
    given(domainDecider).when(free('w')).thenNothing();
    given(domainDecider, reserved('w'), freed('w')).when(free('w')).thenNothing();
  });
});

describe('the stream of a domain', () => {
  it('says so when it holds an event that it does not know', () => {
    const unknown = { type: 'DomainSold', data: {} } as unknown as DomainReservationEvent;
    expect(() => given(domainDecider, unknown)).toThrow(UnknownEvent);
  });
});
