import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { inWorkspace, type Role, workspaceQuery } from '../../app/queries';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';

const PAUSE_MS = 400;

interface SeatCostProps {
  readonly emails: readonly string[];
  readonly role: Role;
}

/** What it will cost (B-1), before it is done: the service counts, and changes nothing (S-3). */
export function SeatCost({ emails, role }: SeatCostProps) {
  const { workspaceId } = useWorkspace();
  const [asked] = useDebouncedValue(emails, PAUSE_MS);
  const seats = useQuery(workspaceQuery(workspaceId)).data?.counts.members;
  const { data } = useQuery({
    queryKey: inWorkspace(workspaceId, 'invitation-cost', role, asked),
    queryFn: async ({ signal }) => {
      const { seatDelta } = await roster.dryRun('post', '/v1/workspaces/{workspaceId}/invitations/bulk', {
        params: { path: { workspaceId } },
        body: { invitations: asked.map((email) => ({ email, role })) },
        signal,
      });
      return { seatDelta, of: asked.length };
    },
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return (
    <Text size="sm" role="status">
      {emails.length === 0 || !data || seats === undefined
        ? 'Everybody who is invited is one seat, from now on and also before they join.'
        : wordsFor(data.seatDelta, data.of, seats)}
    </Text>
  );
}

function wordsFor(added: number, asked: number, seats: number): string {
  const none = asked - added;
  if (added === 0) return 'This adds no seat: they have one already, or cannot be invited.';
  const from = `from ${seats.toLocaleString()} to ${(seats + added).toLocaleString()}`;
  const count = added === 1 ? '1 seat' : `${added.toLocaleString()} seats`;
  const words = `This adds ${count}, ${from}, from now on and also before they join.`;
  if (none === 0) return words;
  const others = none === 1 ? '1 address adds' : `${none.toLocaleString()} addresses add`;
  return `${words} ${others} none: they have a seat already, or cannot be invited.`;
}
