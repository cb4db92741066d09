import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { inWorkspace, type Inbox } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Confirm } from '../../kit/confirm';

interface RemoveInboxProps {
  readonly workspaceId: string;
  readonly inbox: Inbox;
}

export function RemoveInbox({ workspaceId, inbox: { inboxId, name } }: RemoveInboxProps) {
  const [opened, { open, close }] = useDisclosure();
  const remove = useCommand({
    workspaceId,
    send: () =>
      roster.delete('/v1/workspaces/{workspaceId}/inboxes/{inboxId}', { params: { path: { workspaceId, inboxId } } }),
    says: () => `The inbox ${name} is removed.`,
    done: close,
  });
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Remove ${name}`}>
        Remove
      </Button>
      <Confirm
        opened={opened}
        title="Remove this inbox?"
        action="Remove inbox"
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => {
          close();
          remove.reset();
        }}
      >
        <Text size="sm">
          <bdi>{name}</bdi> goes for good. <Users workspaceId={workspaceId} inboxId={inboxId} /> No conversation is deleted.
        </Text>
      </Confirm>
    </>
  );
}

/** How many members the inbox is taken from. */
function Users({ workspaceId, inboxId }: { readonly workspaceId: string; readonly inboxId: string }) {
  const { data } = useQuery({
    queryKey: inWorkspace(workspaceId, 'members', 'by inbox'),
    queryFn: ({ signal }) =>
      roster.get('/v1/workspaces/{workspaceId}/members', { params: { path: { workspaceId }, query: { limit: 1 } }, signal }),
  });
  const count = data?.counts.byInbox[inboxId];
  if (count === undefined) return <>Members who may use it lose the access to it and nothing else.</>;
  if (count === 0) return <>No member may use it at the moment.</>;
  return <>{count === 1 ? '1 member loses' : `${count} members lose`} the access to it and nothing else.</>;
}
