import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMember } from '../../app/member-context';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useCommand } from '../../kit/command';
import { fieldErrors } from '../../kit/field-errors';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';

/** The address that somebody signs in with (P-4). */
export function EmailSection() {
  const { member, self } = useMember();
  return (
    <Section title="Email address" lead={self ? 'What you sign in with.' : 'What they sign in with.'}>
      <Text size="sm">
        <bdi>{member.email}</bdi>
      </Text>
      {self ? (
        <Text size="sm">
          <Anchor component={Link} to="/settings" hash="profile" inherit underline="always">
            Change it in My settings
          </Anchor>
          , with your password.
        </Text>
      ) : (
        <OtherAddress />
      )}
    </Section>
  );
}

function OtherAddress() {
  const { workspaceId } = useWorkspace();
  const { member } = useMember();
  const [email, setEmail] = useState('');
  const ask = useCommand({
    workspaceId,
    send: () =>
      roster.post('/v1/workspaces/{workspaceId}/members/{memberId}/email', {
        params: { path: { workspaceId, memberId: member.memberId } },
        body: { email: email.trim() },
      }),
    says: () => `Emails are on their way to ${email.trim()} and to ${member.email ?? 'the present address'}.`,
    done: () => setEmail(''),
  });
  const errors = fieldErrors(ask.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <Stack>
        <TextInput
          label="New email address"
          description="Both addresses must confirm: the new one that it is theirs, the present one that it agrees. Until then nothing changes."
          type="email"
          required
          autoComplete="off"
          value={email}
          error={errors['email']}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <Problem error={ask.error} />
        <Group>
          <Button type="submit" variant="default" loading={ask.isPending}>
            Ask for the change
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
