import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMember } from '../../app/member-context';
import { type Role, rolesQuery, type Roles, workspaceQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { roleName } from '../../kit/person';
import { RoleDialog } from '../../kit/role-dialog';
import { RoleGuide } from '../../kit/role-guide';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { whyNot } from '../../kit/why-not';

const ORDER: readonly Role[] = ['user', 'admin'];

/** The role, with what it may do and whom it suits. */
export function RoleSection() {
  const { workspaceId } = useWorkspace();
  const query = useQuery(rolesQuery(workspaceId));
  return (
    <Section title="Role" lead="A change works at once, with their next click.">
      <Shown query={query}>
        {(roles) => (
          <>
            <ChooseRole roles={roles} />
            <RoleGuide roles={roles} />
          </>
        )}
      </Shown>
    </Section>
  );
}

function ChooseRole({ roles }: { readonly roles: Roles }) {
  const { workspaceId, can, membership } = useWorkspace();
  const { member, self } = useMember();
  const { data: summary } = useQuery(workspaceQuery(workspaceId));
  const [chosen, choose] = useState<Role>();
  const [asked, ask] = useState<Role>();
  const reason = whyNot(member, { self, manages: can('users.manage'), owns: membership.owner, admins: summary?.counts.admins });
  const wanted = chosen ?? member.role;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== member.role) ask(wanted);
      }}
    >
      <Stack>
        <Radio.Group aria-label="Role" value={wanted} onChange={(value) => choose(value)}>
          <Stack gap="sm">
            {ORDER.map((role) => (
              <Radio
                key={role}
                value={role}
                label={roleName(role)}
                description={roles.roles.find((one) => one.role === role)?.summary}
                disabled={reason !== undefined && role !== member.role}
              />
            ))}
          </Stack>
        </Radio.Group>
        {reason === undefined ? (
          <Group>
            <Button type="submit" disabled={wanted === member.role}>
              Change role
            </Button>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {reason}
          </Text>
        )}
      </Stack>
      <RoleDialog
        role={asked}
        roles={roles}
        onClose={() => ask(undefined)}
        onChanged={() => {
          ask(undefined);
          choose(undefined);
        }}
      />
    </form>
  );
}
