import { Group, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Membership } from '../../app/queries';
import { RoleBadge } from '../../kit/person';
import classes from './rows.module.css';

/** Where somebody is a member, and as what. */
export function MyWorkspaces({ memberships }: { readonly memberships: readonly Membership[] }) {
  return (
    <ul className={classes['rows']} aria-label="Your workspaces">
      {memberships.map(({ workspaceId, workspaceName, role, owner }) => (
        <li key={workspaceId}>
          <UnstyledButton component={Link} to={`/workspaces/${workspaceId}`} className={classes['link'] ?? ''}>
            <Group justify="space-between" wrap="nowrap" gap="md">
              <Text component="bdi" fw={600} miw={0}>
                {workspaceName}
              </Text>
              <Group gap="sm" wrap="nowrap">
                <RoleBadge role={role} owner={owner} />
                <IconChevronRight aria-hidden size={16} />
              </Group>
            </Group>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
