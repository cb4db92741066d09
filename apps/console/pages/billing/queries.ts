import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf } from '#libs/client';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';
import { daysOf, monthOf } from './months';

export type Seats = AnswerOf<'/v1/workspaces/{workspaceId}/seats', 'get'>;
export type Period = AnswerOf<'/v1/workspaces/{workspaceId}/seats/periods/{period}', 'get'>;
export type Day = AnswerOf<'/v1/workspaces/{workspaceId}/seats/days', 'get'>['items'][number];

export interface Bill {
  readonly seats: Seats;
  readonly period: Period;
  readonly days: readonly Day[];
}

/**
 * Seats, days and lines of a month, all as of the same moment: only so do they add up to the second (B-3).
 * @param chosen a month as `2026-11`, in UTC; undefined: that of the moment @param asked ISO time; undefined: now
 */
export function billQuery(workspaceId: string, chosen: string | undefined, asked: string | undefined) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'bill', chosen ?? 'of the moment', asked ?? 'now'),
    queryFn: async ({ signal }): Promise<Bill> => {
      const path = { workspaceId };
      const moment = asked === undefined ? {} : { asOf: asked };
      const seats = await roster.get('/v1/workspaces/{workspaceId}/seats', { params: { path, query: moment }, signal });
      const { asOf } = seats;
      const month = chosen ?? monthOf(asOf);
      const period = await roster.get('/v1/workspaces/{workspaceId}/seats/periods/{period}', {
        params: { path: { workspaceId, period: month }, query: { asOf } },
        signal,
      });
      const days = await roster.get('/v1/workspaces/{workspaceId}/seats/days', {
        params: { path, query: { ...daysOf(month), asOf } },
        signal,
      });
      return { seats, period, days: days.items };
    },
  });
}
