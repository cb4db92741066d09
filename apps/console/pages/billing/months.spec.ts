import { expect, it } from '@jest/globals';
import { durationInWords } from './duration';
import { daysOf, isMonth, monthsBetween } from './months';

it('[B-3] a month has its own first and last day, in leap years too', () => {
  expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(daysOf('2026-02').to).toBe('2026-02-28');
  expect(daysOf('2026-12').to).toBe('2026-12-31');
});

it('lists the months from the founding to now, the newest first', () => {
  expect(monthsBetween('2025-11-30T23:59:59.999Z', '2026-01-01T00:00:00.000Z')).toEqual(['2026-01', '2025-12', '2025-11']);
  expect(monthsBetween('2026-01-31T00:00:00.000Z', '2026-01-31T00:00:00.000Z')).toEqual(['2026-01']);
});

it('knows a month from what an address may claim', () => {
  expect(['2026-11', '2026-13', '2026-00', '26-11', '2026-1', ''].map(isMonth)).toEqual([true, false, false, false, false, false]);
});

it('says a duration in its two greatest units', () => {
  expect([0, 1, 61, 3600, 90_061, 172_800].map(durationInWords)).toEqual([
    '0 seconds',
    '1 second',
    '1 minute 1 second',
    '1 hour',
    '1 day 1 hour',
    '2 days',
  ]);
});
