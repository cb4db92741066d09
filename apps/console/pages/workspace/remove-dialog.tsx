import { List, PasswordInput, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { inboxesQuery, meQuery, type WorkspaceSummary } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Confirm } from '../../kit/confirm';

interface RemoveDialogProps {
  readonly workspace: WorkspaceSummary;
  readonly opened: boolean;
  readonly close: () => void;
}

/** Says what will go, and asks for the password and the name before it does. */
export function RemoveDialog({ workspace, opened, close }: RemoveDialogProps) {
  const { workspaceId, name } = workspace;
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useCommand({
    send: async () => {
      const params = { path: { workspaceId } };
      await roster.delete('/v1/workspaces/{workspaceId}', { params, body: { password, name: typed } });
      // Away from the pages of what is gone, to one's workspaces as they are now.
      await queries.invalidateQueries({ queryKey: meQuery.queryKey, refetchType: 'none' });
      await navigate({ to: '/' });
    },
    says: () => `The workspace ${name} is removed.`,
  });
  return (
    <Confirm
      opened={opened}
      title="Remove this workspace?"
      action="Remove workspace for good"
      danger
      busy={remove.isPending}
      error={remove.error}
      notYet={typed !== name || password === ''}
      onConfirm={() => remove.mutate()}
      onClose={() => {
        close();
        setTyped('');
        setPassword('');
        remove.reset();
      }}
    >
      <Losses workspace={workspace} />
      <TextInput
        label={
          <>
            Type the name of the workspace, <bdi>{name}</bdi>
          </>
        }
        required
        autoComplete="off"
        dir="auto"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <PasswordInput
        label="Your password"
        required
        autoComplete="current-password"
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
    </Confirm>
  );
}

function Losses({ workspace: { workspaceId, counts, domains } }: { readonly workspace: WorkspaceSummary }) {
  const { data: inboxes } = useQuery(inboxesQuery(workspaceId));
  const { members, joined, invited } = counts;
  return (
    <>
      <Text size="sm">This goes at once and for good:</Text>
      <List size="sm" spacing={4} aria-label="What goes">
        <List.Item>
          {many(members, 'member')} ({joined} joined, {invited} invited): everybody loses access at their next click,
          invitations stop working, and {members === 1 ? '1 seat ends' : `${members} seats end`}.
        </List.Item>
        {inboxes !== undefined && <List.Item>{many(inboxes.items.length, 'inbox', 'inboxes')} and the knowledge base.</List.Item>}
        <List.Item>
          {domains.length === 0
            ? 'No domain belongs to the workspace.'
            : `${domains.map(({ domain }) => domain).join(', ')}: free for another workspace to claim.`}
        </List.Item>
      </List>
      <Text size="sm">
        Everybody&rsquo;s account stays, yours too. The bill up to now and the history stay readable for the services that
        billing and auditors use.
      </Text>
    </>
  );
}

function many(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : several}`;
}
