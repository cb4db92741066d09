import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWorkspace } from '../app/workspace-context';
import { memberHistoryQuery } from './member-history-query';

/** Who changed a member last, and what: for somebody whose own change came too late. */
export function LastChange({ memberId }: { readonly memberId: string }) {
  const { workspaceId, can } = useWorkspace();
  const { data } = useQuery({ ...memberHistoryQuery(workspaceId, memberId, 1), enabled: can('history.read') });
  const summary = data?.items[0]?.summary;
  if (summary === undefined) return null;
  return (
    <Text size="sm">
      Changed meanwhile: <bdi>{summary}</bdi>
    </Text>
  );
}
