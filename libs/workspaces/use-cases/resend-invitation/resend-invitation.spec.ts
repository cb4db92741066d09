import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Actor, type Decide } from '#libs/event-sourcing';
import { given, NOON } from '../../../../test/support/given.js';
import {
  asking,
  founded,
  hoursAfter,
  invited,
  joined,
  resent,
  revoked,
} from '../../../../test/support/workspace-history.js';
import { AlreadyJoined, CapabilityRequired, NotThere, ResentTooOften } from '../../domain/errors.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { type Workspace, workspaceDecider } from '../../domain/workspace.js';
import { resendInvitation } from './resend-invitation.js';

type At = { readonly at?: string };
const acme = (...events: readonly (WorkspaceEvent & At)[]) => given(workspaceDecider, ...founded(...events));
const asked = (actor: Actor | string = 'ann', hours = 72, memberId = 'bo'): Decide<Workspace, WorkspaceEvent> => {
  return (workspace, { now }) => resendInvitation(workspace, { memberId, hours }, asking(actor, now));
};
const event = (linkNo: number, expiresAt: string) => ({
  type: 'InvitationResent',
  data: { memberId: 'bo', linkNo, expiresAt },
});
const after = (seconds: number, milliseconds = 0) =>
  new Date(Date.parse(NOON) + seconds * 1000 + milliseconds).toISOString();
/** Resendings so many seconds after noon. */
const resendings = (...seconds: readonly number[]) =>
  seconds.map((second, index) => resent('bo', index + 2, after(second)));
const waits = (history: readonly (WorkspaceEvent & At)[], now: string): number | undefined => {
  const attempt = () => acme(...history).when(asked(), now).events;
  expect(attempt).toThrow(ResentTooOften);
  try {
    attempt();
  } catch (error) {
    return (error as ResentTooOften).details.retryAfterSeconds;
  }
  return undefined;
};

describe('resending an invitation', () => {
  it('[I-3] makes a new link with a new life', () => {
    acme(invited('bo')).when(asked('ann', 24)).then([event(2, hoursAfter(NOON, 24))]);
    acme(invited('bo'), ...resendings(0)).when(asked(), after(60)).then([event(3, hoursAfter(after(60), 72))]);
  });

  it('[I-2] [I-3] works for an invitation whose link has expired', () => {
    const later = hoursAfter(NOON, 1000);
    acme(invited('bo')).when(asked(), later).then([event(2, hoursAfter(later, 72))]);
  });

  it('[I-3] is possible right after the invitation itself', () => {
    acme(invited('bo')).when(asked(), NOON).then([event(2, hoursAfter(NOON, 72))]);
  });

  it('[I-3] waits until a whole minute has passed since the last time, and says how long', () => {
    const history = [invited('bo'), ...resendings(0)];
    expect(waits(history, after(0))).toBe(60);
    expect(waits(history, after(59))).toBe(1);
    expect(waits(history, after(59, 999))).toBe(1);
    acme(...history).when(asked(), after(60)).then([event(3, hoursAfter(after(60), 72))]);
  });

  it('[I-3] waits after five in a day until the first of them is a day old', () => {
    const day = 24 * 3600;
    const history = [invited('bo'), ...resendings(0, 60, 120, 180, 240)];
    expect(waits(history, after(300))).toBe(day - 300);
    expect(waits(history, after(day - 1))).toBe(1);
    acme(...history).when(asked(), after(day)).then([event(7, hoursAfter(after(day), 72))]);
  });

  it('[I-3] counts a day from each resending on, not by the calendar', () => {
    const day = 24 * 3600;
    const history = [invited('bo'), ...resendings(0, 3600, 7200, 10_800, 14_400, day)];
    expect(waits(history, after(day + 60))).toBe(3600 - 60);
  });

  it('[I-3] for any waits, is refused exactly where there was one in the last minute or five in the last day', () => {
    const pause = fc.constantFrom(0, 1, 30, 59, 60, 61, 600, 4 * 3600, 6 * 3600, 24 * 3600);
    const pauses = fc.array(pause, { maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(pauses, (seconds) => {
        const times: number[] = [];
        let now = 0;
        for (const waited of seconds) {
          now += waited;
          const within = (span: number) => times.filter((time) => time > now - span).length;
          const free = within(60) < 1 && within(24 * 3600) < 5;
          const decision = acme(invited('bo'), ...resendings(...times)).when(asked(), after(now));
          if (!free) decision.thenRejects(ResentTooOften);
          else decision.then([event(times.push(now) + 1, hoursAfter(after(now), 72))]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('[I-3] is not for somebody who has joined, was revoked or never was invited', () => {
    acme(invited('bo'), joined('bo', 'user', 'invitation')).when(asked()).thenRejects(AlreadyJoined);
    acme(joined('bo')).when(asked()).thenRejects(AlreadyJoined);
    acme(invited('bo'), revoked('bo')).when(asked()).thenRejects(NotThere);
    acme().when(asked()).thenRejects(NotThere);
  });

  it('[I-3] counts for each member alone', () => {
    const cy = { type: 'InvitationResent', data: { memberId: 'cy', linkNo: 2, expiresAt: hoursAfter(NOON, 72) } };
    acme(invited('bo'), invited('cy'), ...resendings(0)).when(asked('ann', 72, 'cy'), after(1)).then([
      { ...cy, data: { ...cy.data, expiresAt: hoursAfter(after(1), 72) } },
    ]);
  });

  it('[R-2] is for members with users.manage', () => {
    acme(invited('bo'), joined('cy')).when(asked('cy')).thenRejects(CapabilityRequired);
  });

  it('[S-7] is not there for strangers', () => {
    acme(invited('bo')).when(asked('eve')).thenRejects(NotThere);
    acme(invited('bo')).when(asked('bo')).thenRejects(NotThere);
    given(workspaceDecider).when(asked({ kind: 'service', id: 'crm' })).thenRejects(NotThere);
  });
});
