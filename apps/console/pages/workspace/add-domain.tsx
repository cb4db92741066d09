import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Problem } from '../../kit/problem';

interface AddDomainProps {
  readonly workspaceId: string;
  /** The domains that the workspace has already. */
  readonly known: readonly string[];
}

/** D-8: a domain that one's own verified address belongs to. */
export function AddDomain({ workspaceId, known }: AddDomainProps) {
  const { data: me } = useQuery(meQuery);
  const own = me?.email.slice(me.email.lastIndexOf('@') + 1).toLowerCase() ?? '';
  const [typed, setTyped] = useState<string>();
  const add = useCommand({
    workspaceId,
    send: (domain: string) =>
      roster.post('/v1/workspaces/{workspaceId}/domains', { params: { path: { workspaceId } }, body: { domain, autoJoin: true } }),
    says: (answer) => `${answer.domain} belongs to this workspace now. People who sign up with it join by themselves.`,
    done: () => setTyped(''),
  });
  const domain = (typed ?? (known.includes(own) ? '' : own)).trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(domain);
      }}
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Add a domain"
            description={
              <>
                It must be the domain of your own verified address, <bdi>{me?.email ?? ''}</bdi>.
              </>
            }
            placeholder="example.com"
            required
            maxLength={253}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            value={typed ?? (known.includes(own) ? '' : own)}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            style={{ flex: '1 1 220px' }}
          />
          <Button type="submit" variant="default" loading={add.isPending}>
            Add domain
          </Button>
        </Group>
        {known.includes(own) && (
          <Text size="xs" c="dimmed">
            Your own is here already. Another one is added by an admin whose verified address belongs to it.
          </Text>
        )}
        <Problem error={add.error} />
      </Stack>
    </form>
  );
}
