import { Text } from '@mantine/core';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useCommand } from '../../kit/command';
import { Confirm } from '../../kit/confirm';
import { nameOf } from '../../kit/person';
import { type TableItem } from './view';

interface RevokeDialogProps {
  readonly member: TableItem;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** Ends an invitation and its seat (I-4). */
export function RevokeDialog({ member, opened, onClose, onRevoked }: RevokeDialogProps) {
  const { workspaceId } = useWorkspace();
  const name = nameOf(member);
  const revoke = useCommand({
    workspaceId,
    send: () =>
      roster.delete('/v1/workspaces/{workspaceId}/members/{memberId}/invitation', {
        params: { path: { workspaceId, memberId: member.memberId } },
      }),
    says: () => `The invitation of ${name} is revoked.`,
    done: onRevoked,
  });
  return (
    <Confirm
      opened={opened}
      title={`Revoke the invitation of ${name}?`}
      action="Revoke invitation"
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={() => {
        onClose();
        revoke.reset();
      }}
    >
      <Text size="sm">The link stops working at once and the seat ends. The address can be invited again.</Text>
    </Confirm>
  );
}
