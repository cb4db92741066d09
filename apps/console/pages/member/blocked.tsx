import { Alert, Anchor, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMember } from '../../app/member-context';
import { workspaceQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';

/** What stands in the way of a removal, and what to do about it: in the place of the button. */
export function Blocked({ blockers }: { readonly blockers: readonly string[] }) {
  return (
    <>
      {blockers.map((blocker) => (
        <Alert key={blocker} color="gray" variant="light" icon={<IconLock aria-hidden />} title={<Title blocker={blocker} />} role="note">
          <Text size="sm" component="div">
            {blocker === 'owner_must_transfer' ? <OwnerRemedy /> : <PromoteFirst />}
          </Text>
        </Alert>
      ))}
    </>
  );
}

function Title({ blocker }: { readonly blocker: string }) {
  const { self, name } = useMember();
  const who = self ? 'You are' : `${name} is`;
  return <>{blocker === 'owner_must_transfer' ? `${who} the owner of the workspace.` : `${who} the only admin.`}</>;
}

function OwnerRemedy() {
  const { workspaceId } = useWorkspace();
  const { self, name } = useMember();
  const { data: summary } = useQuery(workspaceQuery(workspaceId));
  if (!self) {
    return (
      <>
        The owner cannot be removed. Only <bdi>{name}</bdi> can pass the ownership on to another admin.
      </>
    );
  }
  if (summary?.counts.admins === 1) return <PromoteFirst />;
  return (
    <>
      <Anchor component={Link} to={`/workspaces/${workspaceId}/settings`} hash="owner" inherit underline="always">
        Pass the ownership on
      </Anchor>{' '}
      to another admin first.
    </>
  );
}

function PromoteFirst() {
  const { workspaceId } = useWorkspace();
  return (
    <>
      There is no other admin yet.{' '}
      <Anchor component={Link} to={`/workspaces/${workspaceId}/users`} inherit underline="always">
        Promote somebody first
      </Anchor>
      , then pass the ownership on.
    </>
  );
}
