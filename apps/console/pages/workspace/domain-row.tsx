import { Button, Group, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type WorkspaceSummary } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Confirm } from '../../kit/confirm';
import { Problem } from '../../kit/problem';
import classes from './workspace.module.css';

interface DomainRowProps {
  readonly workspaceId: string;
  readonly domain: WorkspaceSummary['domains'][number];
}

/** One domain: whether its people join by themselves, and letting go of it. */
export function DomainRow({ workspaceId, domain: { domain, autoJoin } }: DomainRowProps) {
  const params = { path: { workspaceId, domain } };
  const change = useCommand({
    workspaceId,
    send: (wanted: boolean) =>
      roster.patch('/v1/workspaces/{workspaceId}/domains/{domain}', { params, body: { autoJoin: wanted } }),
    says: (answer) => `Joining by ${domain} is ${answer.autoJoin ? 'on' : 'off'}.`,
  });
  // Until the answer is read back, what was asked for.
  const on = change.isPending ? change.variables : autoJoin;
  return (
    <li className={classes['row']}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Switch
          label={
            <Text component="span" fw={600} size="sm">
              {domain}
            </Text>
          }
          description={on ? meaningOn(domain) : meaningOff(domain)}
          checked={on}
          onChange={({ currentTarget }) => {
            if (!change.isPending) change.mutate(currentTarget.checked);
          }}
          style={{ flex: '1 1 240px' }}
        />
        <Release workspaceId={workspaceId} domain={domain} />
      </Group>
      <Problem error={change.error} />
    </li>
  );
}

function meaningOn(domain: string): string {
  return `On: whoever signs up with an address @${domain} joins as User at once. Each takes a seat.`;
}

function meaningOff(domain: string): string {
  return (
    `Off: whoever signs up with an address @${domain} gets a workspace of their own, ` +
    'and the advice to ask you for an invitation. Members stay.'
  );
}

function Release({ workspaceId, domain }: { readonly workspaceId: string; readonly domain: string }) {
  const [opened, { open, close }] = useDisclosure();
  const release = useCommand({
    workspaceId,
    send: () => roster.delete('/v1/workspaces/{workspaceId}/domains/{domain}', { params: { path: { workspaceId, domain } } }),
    says: () => `${domain} no longer belongs to this workspace.`,
    done: close,
  });
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Release ${domain}`}>
        Release
      </Button>
      <Confirm
        opened={opened}
        title={`Release ${domain}?`}
        action="Release domain"
        danger
        busy={release.isPending}
        error={release.error}
        onConfirm={() => release.mutate()}
        onClose={() => {
          close();
          release.reset();
        }}
      >
        <Text size="sm">
          Members with an address of it stay. Nobody joins by it any more, and another workspace may claim it: the next
          person who signs up with such an address founds one that does.
        </Text>
        <Text size="sm">To keep the domain and only stop people from joining, turn joining off instead.</Text>
      </Confirm>
    </>
  );
}
