import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMember } from '../../app/member-context';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useCommand } from '../../kit/command';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { InvitationSection } from './invitation-section';

/** C-1: nobody sets or reads a password; an admin has a reset email sent. Who is only invited has none yet. */
export function MemberPasswordPage() {
  const { member, self } = useMember();
  const { can } = useWorkspace();
  if (member.state === 'invited') return <InvitationSection />;
  if (member.state === 'removed') {
    return (
      <Section title="Password">
        <Text size="sm">Somebody who is no longer a member looks after their password alone.</Text>
      </Section>
    );
  }
  return (
    <Section title="Password" lead={`Nobody can see or set ${self ? 'your' : 'their'} password but ${self ? 'you' : 'they themselves'}.`}>
      {self && (
        <Text size="sm">
          <Anchor component={Link} to="/settings" hash="password" inherit underline="always">
            Change it in My settings
          </Anchor>
          .
        </Text>
      )}
      {can('users.manage') && <SendReset />}
    </Section>
  );
}

function SendReset() {
  const { workspaceId } = useWorkspace();
  const { member } = useMember();
  const send = useCommand({
    workspaceId,
    send: () =>
      roster.post('/v1/workspaces/{workspaceId}/members/{memberId}/password-reset', {
        params: { path: { workspaceId, memberId: member.memberId } },
      }),
    says: () => `A reset email is on its way to ${member.email ?? 'them'}.`,
  });
  return (
    <>
      <Text size="sm">
        The email goes to <bdi>{member.email}</bdi>. Its link works once, for 30 minutes; a newer one replaces it. Using it ends every
        session of the account. If it has run out, send another.
      </Text>
      <Problem error={send.error} />
      <Group>
        <Button variant="default" onClick={() => send.mutate()} loading={send.isPending}>
          Send reset email
        </Button>
      </Group>
    </>
  );
}
