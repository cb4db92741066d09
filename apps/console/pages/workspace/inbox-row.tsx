import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type Inbox } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Problem } from '../../kit/problem';
import { RemoveInbox } from './remove-inbox';
import classes from './workspace.module.css';

interface InboxRowProps {
  readonly workspaceId: string;
  readonly inbox: Inbox;
}

export function InboxRow({ workspaceId, inbox }: InboxRowProps) {
  const [renaming, setRenaming] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasRenaming = useRef(false);
  useEffect(() => {
    if (wasRenaming.current && !renaming) opener.current?.focus();
    wasRenaming.current = renaming;
  }, [renaming]);
  if (renaming) return <Rename workspaceId={workspaceId} inbox={inbox} end={() => setRenaming(false)} />;
  return (
    <li className={classes['row']}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={600} component="bdi">
          {inbox.name}
        </Text>
        <Group gap="xs">
          <Button ref={opener} variant="default" size="xs" onClick={() => setRenaming(true)} aria-label={`Rename ${inbox.name}`}>
            Rename
          </Button>
          <RemoveInbox workspaceId={workspaceId} inbox={inbox} />
        </Group>
      </Group>
    </li>
  );
}

function Rename({ workspaceId, inbox: { inboxId, name }, end }: InboxRowProps & { readonly end: () => void }) {
  const [typed, setTyped] = useState(name);
  const rename = useCommand({
    workspaceId,
    send: () =>
      roster.patch('/v1/workspaces/{workspaceId}/inboxes/{inboxId}', {
        params: { path: { workspaceId, inboxId } },
        body: { name: typed },
      }),
    says: (inbox) => `The inbox is now called ${inbox.name}.`,
    done: end,
  });
  return (
    <li className={classes['row']}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end" gap="xs">
            <TextInput
              label={
                <>
                  New name of <bdi>{name}</bdi>
                </>
              }
              required
              maxLength={200}
              dir="auto"
              data-autofocus
              autoFocus
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              onKeyDown={({ key }) => key === 'Escape' && end()}
              style={{ flex: '1 1 200px' }}
            />
            <Button type="submit" loading={rename.isPending}>
              Save name
            </Button>
            <Button variant="default" onClick={end}>
              Cancel
            </Button>
          </Group>
          <Problem error={rename.error} />
        </Stack>
      </form>
    </li>
  );
}
