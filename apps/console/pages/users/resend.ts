import { useCallback } from 'react';
import { roster } from '../../app/roster';
import { announceProblem } from '../../kit/announce';
import { useCommand } from '../../kit/command';
import { nameOf } from '../../kit/person';
import { type TableItem } from './view';

type Invited = Pick<TableItem, 'memberId' | 'email' | 'name'>;

/** Sends an invitation once more (I-3). */
export function useResend(workspaceId: string): (member: Invited) => void {
  const { mutate } = useCommand({
    workspaceId,
    send: ({ memberId }: Invited) =>
      roster.post('/v1/workspaces/{workspaceId}/members/{memberId}/invitation/resending', {
        params: { path: { workspaceId, memberId } },
      }),
    says: (_, member) => `A new link is on its way to ${nameOf(member)}. Earlier links no longer work.`,
  });
  return useCallback((member) => mutate(member, { onError: announceProblem }), [mutate]);
}
