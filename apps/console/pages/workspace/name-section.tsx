import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type WorkspaceSummary } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';

const MOST_CHARACTERS = 200;

export function NameSection({ workspace: { workspaceId, name } }: { readonly workspace: WorkspaceSummary }) {
  // What somebody else calls it meanwhile shows, unless one is typing.
  const [typed, setTyped] = useState<string>();
  const rename = useCommand({
    workspaceId,
    send: (body: { readonly name: string }) =>
      roster.patch('/v1/workspaces/{workspaceId}', { params: { path: { workspaceId } }, body }),
    says: (answer) => `The workspace is now called ${answer.name}.`,
    done: () => setTyped(undefined),
  });
  const wanted = (typed ?? name).trim();
  return (
    <Section id="name" title="Name" lead="Shown to members, and in every invitation email.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== name) rename.mutate({ name: wanted });
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end" gap="sm">
            <TextInput
              label="Workspace name"
              required
              maxLength={MOST_CHARACTERS}
              value={typed ?? name}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              style={{ flex: '1 1 220px' }}
              dir="auto"
            />
            <Button type="submit" loading={rename.isPending} disabled={wanted === name || wanted === ''}>
              Rename
            </Button>
          </Group>
          <Problem error={rename.error} />
        </Stack>
      </form>
    </Section>
  );
}
