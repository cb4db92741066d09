import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWorkspace } from '../../app/workspace-context';
import { NoPermission } from '../../kit/no-permission';
import { Page } from '../../kit/page';
import { InviteForm } from './invite-form';

/** Several people at once (I-1, I-9), for those who manage users. */
export function InvitePage() {
  const { workspaceId, can } = useWorkspace();
  const manages = can('users.manage');
  return (
    <Stack gap="sm">
      {manages && (
        <Anchor component={Link} to={`/workspaces/${workspaceId}/users`} size="sm" w="fit-content">
          ← Users
        </Anchor>
      )}
      <Page title="Invite members">
        {manages ? <InviteForm /> : <NoPermission title="Only admins invite members." />}
      </Page>
    </Stack>
  );
}
