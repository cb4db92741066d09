import { Alert, Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Member, memberQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { Moment } from '../../kit/moment';
import { nameOf } from '../../kit/person';

/** What became of somebody who was removed, and who has their work now. */
export function Departed({ member: { removedAt, successorId } }: { readonly member: Member }) {
  return (
    <Alert color="gray" variant="light" title="No longer a member">
      <Text size="sm">
        Removed on <Moment at={removedAt} />. {successorId !== undefined && <Successor memberId={successorId} />}
        {' Invited again, they are a new member: their old work does not come back.'}
      </Text>
    </Alert>
  );
}

function Successor({ memberId }: { readonly memberId: string }) {
  const { workspaceId } = useWorkspace();
  const { data } = useQuery(memberQuery(workspaceId, memberId));
  return (
    <>
      Their work belongs to{' '}
      <Anchor component={Link} to={`/workspaces/${workspaceId}/users/${memberId}`} inherit underline="always">
        <bdi>{data ? nameOf(data) : 'their successor'}</bdi>
      </Anchor>
      .
    </>
  );
}
