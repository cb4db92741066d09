import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf } from '#libs/client';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';

export type Preview = AnswerOf<'/v1/workspaces/{workspaceId}/members/{memberId}/removal-preview', 'get'>;

/** What removing a member would do. It counts afresh each time it is looked at. */
export function removalPreviewQuery(workspaceId: string, memberId: string) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'removal-preview', memberId),
    queryFn: ({ signal }) =>
      roster.get('/v1/workspaces/{workspaceId}/members/{memberId}/removal-preview', {
        params: { path: { workspaceId, memberId } },
        signal,
      }),
    staleTime: 0,
  });
}
