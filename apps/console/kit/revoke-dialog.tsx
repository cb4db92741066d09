import { Text } from '@mantine/core';
import { type Member } from '../app/queries';
import { roster } from '../app/roster';
import { useWorkspace } from '../app/workspace-context';
import { useCommand } from './command';
import { Confirm } from './confirm';
import { nameOf } from './person';

interface RevokeDialogProps {
  readonly member: Pick<Member, 'memberId' | 'name' | 'email'>;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Once what is shown no longer has them. */
  readonly onRevoked?: () => void;
  /** Away from a page of somebody who is not there any more, before it is read again. */
  readonly leave?: () => Promise<void>;
}

/** Ends an invitation and its seat (I-4). */
export function RevokeDialog({ member, opened, onClose, onRevoked, leave }: RevokeDialogProps) {
  const { workspaceId } = useWorkspace();
  const name = nameOf(member);
  const revoke = useCommand({
    workspaceId,
    send: async () => {
      await roster.delete('/v1/workspaces/{workspaceId}/members/{memberId}/invitation', {
        params: { path: { workspaceId, memberId: member.memberId } },
      });
      await leave?.();
    },
    says: () => `The invitation of ${name} is revoked.`,
    done: () => onRevoked?.(),
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
