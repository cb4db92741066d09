import { Badge, Group, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rolesQuery, type Roles } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { wordsFor } from '../../kit/capability-words';
import { RoleBadge } from '../../kit/person';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';

/** What each role may do, and which role suits whom. */
export function RolesSection() {
  const { workspaceId } = useWorkspace();
  const query = useQuery(rolesQuery(workspaceId));
  return (
    <Section id="roles" title="Roles" lead="There are two. A change of role works at the member's next click.">
      <Shown query={query}>
        {({ capabilities, guide }) => (
          <>
            <Matrix capabilities={capabilities} />
            <Guide guide={guide} />
          </>
        )}
      </Shown>
    </Section>
  );
}

function Matrix({ capabilities }: Pick<Roles, 'capabilities'>) {
  return (
    <Table aria-label="What each role may do" layout="fixed" verticalSpacing={6} horizontalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Capability</Table.Th>
          <Table.Th scope="col" ta="center" w={52}>
            User
          </Table.Th>
          <Table.Th scope="col" ta="center" w={92}>
            Admin
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {capabilities.map(({ capability, user, admin, ownerOnly }) => (
          <Table.Tr key={capability}>
            <Table.Th scope="row" fw={400}>
              {wordsFor(capability)}
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {capability}
              </Text>
            </Table.Th>
            <Table.Td ta="center">
              <May allowed={user} />
            </Table.Td>
            <Table.Td ta="center">
              {ownerOnly ? (
                <Badge variant="outline" color="gray" tt="none">
                  Owner only
                </Badge>
              ) : (
                <May allowed={admin} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function May({ allowed }: { readonly allowed: boolean }) {
  return (
    <>
      {allowed ? <IconCheck aria-hidden size={18} /> : <IconMinus aria-hidden size={18} color="var(--mantine-color-dimmed)" />}
      <VisuallyHidden>{allowed ? 'Yes' : 'No'}</VisuallyHidden>
    </>
  );
}

function Guide({ guide }: Pick<Roles, 'guide'>) {
  return (
    <div>
      <Title order={3} mb="xs">
        Which role for whom
      </Title>
      <Table aria-label="Which role for whom" layout="fixed" verticalSpacing={6} horizontalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Who</Table.Th>
            <Table.Th scope="col" w={120}>
              Role
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {guide.map(({ who, roles, reason }) => (
            <Table.Tr key={who}>
              <Table.Th scope="row" fw={400}>
                {who}
                <Text size="xs" c="dimmed">
                  {reason}
                </Text>
              </Table.Th>
              <Table.Td>
                <Group gap={4}>
                  {roles.map((role) => (
                    <RoleBadge key={role} role={role} />
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
