import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMember } from '../../app/member-context';
import { meQuery } from '../../app/queries';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { announce } from '../../kit/announce';
import { useCommand } from '../../kit/command';
import { Confirm } from '../../kit/confirm';
import { type Preview } from './removal-query';
import { inWords, type Receipt } from './removal-receipt';
import { type Successor } from './successor-select';

interface RemoveDialogProps {
  readonly opened: boolean;
  readonly name: string;
  /** Undefined where somebody leaves and the owner takes over. */
  readonly successor: Successor | undefined;
  readonly preview: Preview;
  readonly onClose: () => void;
  readonly onRemoved: (receipt: Receipt) => void;
}

/** The last word before somebody is removed, or leaves. */
export function RemoveDialog({ opened, name, successor, preview, onClose, onRemoved }: RemoveDialogProps) {
  const { workspaceId, membership } = useWorkspace();
  const { member, self } = useMember();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useCommand({
    workspaceId,
    send: async () => {
      const { transferTo, transferred } = await roster.post('/v1/workspaces/{workspaceId}/members/{memberId}/removal', {
        params: { path: { workspaceId, memberId: member.memberId } },
        body: successor ? { transferTo: successor.memberId } : {},
      });
      if (!self) {
        onRemoved({ name, successorId: transferTo, successorName: successor?.name ?? 'the owner', transferred });
        return;
      }
      // Away from a workspace that is not one's own any more, before it is read again.
      await navigate({ to: '/' });
      queries.setQueryData(meQuery.queryKey, (me) =>
        me && { ...me, memberships: me.memberships.filter((one) => one.workspaceId !== workspaceId) },
      );
      announce(`You have left ${membership.workspaceName}. ${successor?.name ?? 'The owner'} has your work now: ${inWords(transferred)}.`);
    },
  });
  const close = () => {
    onClose();
    remove.reset();
  };
  const counts = { ...preview, conversations: preview.conversations.total };
  return (
    <Confirm
      opened={opened}
      title={self ? `Leave ${membership.workspaceName}?` : `Remove ${name}?`}
      action={self ? 'Leave' : 'Remove'}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={close}
    >
      <Text size="sm">
        <bdi>{successor?.name ?? 'The owner'}</bdi> takes over {inWords(counts)}.
      </Text>
      <Text size="sm">
        {self ? 'Your' : 'Their'} access ends with the next request, and the seat at once. This cannot be undone.
      </Text>
    </Confirm>
  );
}
