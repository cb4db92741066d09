import { queryOptions } from '@tanstack/react-query';
import { inWorkspace } from '../app/queries';
import { roster } from '../app/roster';

/** The newest entries of the history that are about one member. */
export function memberHistoryQuery(workspaceId: string, memberId: string, limit: number) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'member-history', memberId, limit),
    queryFn: ({ signal }) => readHistory(workspaceId, memberId, { limit }, signal),
  });
}

export function readHistory(
  workspaceId: string,
  memberId: string,
  page: { readonly limit?: number; readonly cursor?: string },
  signal: AbortSignal,
) {
  return roster.get('/v1/workspaces/{workspaceId}/history', {
    params: { path: { workspaceId }, query: { subject: memberId, ...page } },
    signal,
  });
}
