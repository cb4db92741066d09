import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { roster } from '../../app/roster';
import { announce } from '../../kit/announce';
import { useCommand } from '../../kit/command';
import { Confirm } from '../../kit/confirm';
import { PasswordField } from '../../kit/password-field';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { Preview } from './deletion-preview';
import { type DeletionPreview, deletionPreviewQuery } from './deletion-query';
import { otherThanPassword, wrongPassword } from './wrong-password';

/** what will go, the password, a last question; then nobody is signed in. */
export function DeleteSection({ email }: { readonly email: string }) {
  const query = useQuery(deletionPreviewQuery);
  return (
    <Section title="Delete account" lead="For good, and by you alone: no admin can do it for you." danger>
      <Shown query={query}>
        {(preview) => (
          <>
            <Preview preview={preview} />
            <List size="sm" spacing={4}>
              <List.Item>You are signed out everywhere at once.</List.Item>
              <List.Item>Your name, address, phone and job title become unreadable everywhere, in the history too.</List.Item>
              <List.Item>
                <bdi>{email}</bdi> is free to sign up afresh.
              </List.Item>
            </List>
            <Ask preview={preview} email={email} />
          </>
        )}
      </Shown>
    </Section>
  );
}

function Ask({ preview, email }: { readonly preview: DeletionPreview; readonly email: string }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [asked, ask] = useState(false);
  const remove = useCommand({
    send: async () => {
      try {
        await roster.post('/v1/me/deletion', { body: { password } });
      } catch (error) {
        // Most likely the password: back to its field, with the reason beside it.
        ask(false);
        throw error;
      }
      await navigate({ to: '/sign-in' });
      queries.clear();
      announce('Your account is being deleted, and you are signed out. It takes a few moments, and goes on without you.', { stays: true });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask(true);
      }}
    >
      <Stack>
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label="Your password"
          autoComplete="current-password"
          value={password}
          error={wrongPassword(remove.error)}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Problem error={otherThanPassword(remove.error)} />
        <Group>
          <Button type="submit" color="red">
            Delete account
          </Button>
        </Group>
      </Stack>
      <Confirm
        opened={asked}
        title="Delete your account for good?"
        action="Delete my account"
        danger
        busy={remove.isPending}
        error={null}
        onConfirm={() => remove.mutate()}
        onClose={() => ask(false)}
      >
        <Text size="sm">{inWords(preview)} Nobody can undo this.</Text>
      </Confirm>
    </form>
  );
}

function inWords({ workspacesRemoved, workspacesLeft }: DeletionPreview): string {
  const removed = workspacesRemoved.map(({ name }) => name).join(', ');
  const left = workspacesLeft.map(({ name }) => name).join(', ');
  return [removed && `Removed: ${removed}.`, left && `Left: ${left}.`].filter(Boolean).join(' ');
}
