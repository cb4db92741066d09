import { Avatar, Badge, Group, Text } from '@mantine/core';
import { type Role } from '../app/queries';

interface PersonProps {
  readonly name: string | null;
  readonly email: string | null;
  readonly avatarUrl?: string | undefined;
}

/** Somebody with picture, name and address. Names are text, whatever is in them, and keep their direction to themselves. */
export function Person({ name, email, avatarUrl }: PersonProps) {
  const shown = name ?? email ?? 'Erased person';
  return (
    <Group gap="sm" wrap="nowrap" miw={0}>
      <Avatar src={avatarUrl ?? null} alt="" size={32} radius="xl" name={shown} color="initials" />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} truncate component="bdi" display="block">
          {shown}
        </Text>
        {name !== null && email !== null && (
          <Text size="xs" c="dimmed" truncate component="bdi" display="block">
            {email}
          </Text>
        )}
      </div>
    </Group>
  );
}

/** How somebody is called in a sentence. */
export function nameOf({ name, email }: { readonly name: string | null; readonly email: string | null }): string {
  return name ?? email ?? 'an erased person';
}

const ROLES: Readonly<Record<Role, string>> = { admin: 'Admin', user: 'User' };

export function roleName(role: Role): string {
  return ROLES[role];
}

export function RoleBadge({ role, owner }: { readonly role: Role; readonly owner?: boolean }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Badge variant="light" color={role === 'admin' ? 'roster' : 'gray'} tt="none">
        {roleName(role)}
      </Badge>
      {owner === true && (
        <Badge variant="outline" color="gray" tt="none">
          Owner
        </Badge>
      )}
    </Group>
  );
}
