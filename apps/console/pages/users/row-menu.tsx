import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconMailForward, IconMailOff, IconUserCog, IconUserMinus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWorkspace } from '../../app/workspace-context';
import { nameOf } from '../../kit/person';
import { useActions } from './actions-context';
import { IN_PAGE } from './in-page';
import { type TableItem } from './view';

const SIGN = { 'aria-hidden': true, size: 16, stroke: 1.6 } as const;

/** What else can be done with a member: Manage [TD]; with an invited one also resending and revoking (I-3, I-4). */
export function RowMenu({ member }: { readonly member: TableItem }) {
  const { workspaceId } = useWorkspace();
  const { resend, askRevoke } = useActions();
  const page = `/workspaces/${workspaceId}/users/${member.memberId}`;
  return (
    <Menu position="bottom-end" width={220} portalProps={IN_PAGE}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`More for ${nameOf(member)}`}
          data-more-for={member.memberId}
        >
          <IconDots aria-hidden size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={page} leftSection={<IconUserCog {...SIGN} />}>
          Manage
        </Menu.Item>
        {member.state === 'joined' ? (
          <Menu.Item component={Link} to={`${page}/remove`} leftSection={<IconUserMinus {...SIGN} />}>
            Remove member
          </Menu.Item>
        ) : (
          <>
            <Menu.Item leftSection={<IconMailForward {...SIGN} />} onClick={() => resend(member)}>
              Resend invitation
            </Menu.Item>
            <Menu.Item leftSection={<IconMailOff {...SIGN} />} onClick={() => askRevoke(member)}>
              Revoke invitation
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
