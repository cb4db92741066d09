import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inboxesQuery } from '../../app/queries';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useCommand } from '../../kit/command';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { InboxRow } from './inbox-row';
import classes from './workspace.module.css';

/** As the service limits it; it refuses one more in its own words. */
const MOST_INBOXES = 1000;
/** From so many on, one looks for a name rather than along the list. */
const WORTH_SEARCHING = 12;

export function InboxesSection() {
  const { workspaceId } = useWorkspace();
  const query = useQuery(inboxesQuery(workspaceId));
  const [search, setSearch] = useState('');
  return (
    <Section
      id="inboxes"
      title="Inboxes"
      lead="Where conversations come in. Which ones somebody may use is chosen at the invitation and on the member's page."
    >
      <Shown query={query}>
        {({ items }) => (
          <>
            {items.length > WORTH_SEARCHING && (
              <TextInput
                label="Find an inbox"
                value={search}
                onChange={({ currentTarget }) => setSearch(currentTarget.value)}
              />
            )}
            {items.length === 0 ? (
              <Text size="sm">There is no inbox yet. Add the first one below.</Text>
            ) : (
              <ul className={classes['rows']} aria-label="Inboxes">
                {items
                  .filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
                  .map((inbox) => (
                    <InboxRow key={inbox.inboxId} workspaceId={workspaceId} inbox={inbox} />
                  ))}
              </ul>
            )}
            <AddInbox workspaceId={workspaceId} count={items.length} />
          </>
        )}
      </Shown>
    </Section>
  );
}

function AddInbox({ workspaceId, count }: { readonly workspaceId: string; readonly count: number }) {
  const [name, setName] = useState('');
  const add = useCommand({
    workspaceId,
    send: (body: { readonly name: string }) =>
      roster.post('/v1/workspaces/{workspaceId}/inboxes', { params: { path: { workspaceId } }, body }),
    says: (inbox) => `The inbox ${inbox.name} is added. Nobody may use it yet.`,
    done: () => setName(''),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ name });
      }}
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Add an inbox"
            placeholder="Support"
            required
            maxLength={200}
            dir="auto"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            style={{ flex: '1 1 220px' }}
          />
          <Button type="submit" variant="default" loading={add.isPending}>
            Add inbox
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {count.toLocaleString()} of at most {MOST_INBOXES.toLocaleString()}.
        </Text>
        <Problem error={add.error} />
      </Stack>
    </form>
  );
}
