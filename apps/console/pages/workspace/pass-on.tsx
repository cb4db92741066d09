import { Anchor, Button, Group, List, Radio, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Confirm } from '../../kit/confirm';
import { nameOf, Person } from '../../kit/person';
import { Shown } from '../../kit/shown';

interface PassOnProps {
  readonly workspaceId: string;
  readonly ownerId: string;
}

const MOST = 200;

/** The joined admins that the ownership can go to. */
export function PassOn({ workspaceId, ownerId }: PassOnProps) {
  const query = useQuery({
    queryKey: inWorkspace(workspaceId, 'members', 'admins'),
    queryFn: async ({ signal }) => {
      const wanted = { role: 'admin', state: 'joined', limit: MOST } as const;
      const { items } = await roster.get('/v1/workspaces/{workspaceId}/members', {
        params: { path: { workspaceId }, query: wanted },
        signal,
      });
      return items.filter(({ memberId }) => memberId !== ownerId);
    },
  });
  return (
    <Shown query={query}>
      {(admins) =>
        admins.length > 0 ? (
          <ChooseOwner workspaceId={workspaceId} admins={admins} />
        ) : (
          <Text size="sm">
            You are the only admin, so there is nobody to pass the ownership on to. Promote somebody first, on the page{' '}
            <Anchor component={Link} to={`/workspaces/${workspaceId}/users`} underline="always" inherit>
              Users
            </Anchor>
            .
          </Text>
        )
      }
    </Shown>
  );
}

interface ChooseOwnerProps {
  readonly workspaceId: string;
  readonly admins: readonly { readonly memberId: string; readonly name: string | null; readonly email: string | null }[];
}

function ChooseOwner({ workspaceId, admins }: ChooseOwnerProps) {
  const [opened, { open, close }] = useDisclosure();
  const [chosen, choose] = useState<string | null>(null);
  const pass = useCommand({
    workspaceId,
    send: (memberId: string) =>
      roster.put('/v1/workspaces/{workspaceId}/owner', { params: { path: { workspaceId } }, body: { memberId } }),
    says: (owner) => `${nameOf(owner)} is the owner now.`,
    done: close,
  });
  const next = admins.find(({ memberId }) => memberId === chosen);
  return (
    <>
      <Group>
        <Button variant="default" onClick={open}>
          Pass ownership on
        </Button>
      </Group>
      <Confirm
        opened={opened}
        title="Pass ownership on"
        action="Pass ownership on"
        danger
        busy={pass.isPending}
        error={pass.error}
        notYet={next === undefined}
        onConfirm={() => chosen !== null && pass.mutate(chosen)}
        onClose={() => {
          close();
          choose(null);
          pass.reset();
        }}
      >
        <Radio.Group label="New owner" description="Joined admins. Promote somebody first if they are not here." value={chosen} onChange={choose}>
          <Stack gap="xs" mt="xs">
            {admins.map((admin) => (
              <Radio.Card key={admin.memberId} value={admin.memberId} p="xs" aria-label={nameOf(admin)}>
                <Group wrap="nowrap" gap="sm">
                  <Radio.Indicator />
                  <Person name={admin.name} email={admin.email} />
                </Group>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        <List size="sm" spacing={4}>
          <List.Item>
            {next ? <bdi>{nameOf(next)}</bdi> : 'The new owner'} can then remove the workspace, and nobody can demote or
            remove them.
          </List.Item>
          <List.Item>You stay an admin. Other admins can then demote or remove you.</List.Item>
          <List.Item>It works at once. Only the new owner can give it back.</List.Item>
        </List>
      </Confirm>
    </>
  );
}
