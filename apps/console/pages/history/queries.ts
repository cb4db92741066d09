import { infiniteQueryOptions } from '@tanstack/react-query';
import { type AnswerOf } from '#libs/client';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';
import { type View } from './view';

export type Entry = AnswerOf<'/v1/workspaces/{workspaceId}/history', 'get'>['items'][number];
export type Difference = AnswerOf<'/v1/workspaces/{workspaceId}/history/difference', 'get'>;
export type Verdict = AnswerOf<'/v1/workspaces/{workspaceId}/history/verification', 'get'>;
export type PastMember = AnswerOf<'/v1/workspaces/{workspaceId}/members', 'get'>['items'][number];

const PAGE = 50;

/** The entries of a view, page by page (H-2). */
export function entriesQuery(workspaceId: string, view: View) {
  return infiniteQueryOptions({
    queryKey: inWorkspace(workspaceId, 'history', view),
    queryFn: ({ pageParam, signal }) =>
      roster.get('/v1/workspaces/{workspaceId}/history', {
        params: { path: { workspaceId }, query: { ...view, limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) } },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** The table of users as it was, page by page (T-5). @param asOf ISO time */
export function pastTableQuery(workspaceId: string, asOf: string) {
  return infiniteQueryOptions({
    queryKey: inWorkspace(workspaceId, 'past table', asOf),
    queryFn: ({ pageParam, signal }) =>
      roster.get('/v1/workspaces/{workspaceId}/members', {
        params: { path: { workspaceId }, query: { asOf, limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) } },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** When the nearest change before or after a moment was; null where there is none. @param at ISO time */
export async function changeBeside(workspaceId: string, at: string, way: 'before' | 'after'): Promise<string | null> {
  const beside = new Date(Date.parse(at) + (way === 'before' ? -1 : 1)).toISOString();
  const query = way === 'before' ? ({ to: beside, order: 'desc' } as const) : ({ from: beside, order: 'asc' } as const);
  const { items } = await roster.get('/v1/workspaces/{workspaceId}/history', {
    params: { path: { workspaceId }, query: { ...query, limit: 1 } },
  });
  return items[0]?.at ?? null;
}
