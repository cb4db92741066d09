import { queryOptions } from '@tanstack/react-query';
import { inWorkspace } from '../app/queries';
import { roster } from '../app/roster';

const MOST = 200;

/** The joined admins but one: who could become owner after them. */
export function otherAdminsQuery(workspaceId: string, memberId: string) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'other-admins', memberId),
    queryFn: async ({ signal }) => {
      const { items } = await roster.get('/v1/workspaces/{workspaceId}/members', {
        params: { path: { workspaceId }, query: { role: 'admin', state: 'joined', limit: MOST } },
        signal,
      });
      return items.filter((admin) => admin.memberId !== memberId);
    },
  });
}
