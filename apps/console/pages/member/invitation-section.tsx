import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useMember } from '../../app/member-context';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useCommand } from '../../kit/command';
import { Moment } from '../../kit/moment';
import { Problem } from '../../kit/problem';
import { RevokeDialog } from '../../kit/revoke-dialog';
import { Section } from '../../kit/section';

/** An open invitation: how long its link works, and a new one or an end of it (I-2 to I-4). */
export function InvitationSection() {
  const { workspaceId } = useWorkspace();
  const { member } = useMember();
  const resend = useCommand({
    workspaceId,
    send: () =>
      roster.post('/v1/workspaces/{workspaceId}/members/{memberId}/invitation/resending', {
        params: { path: { workspaceId, memberId: member.memberId } },
      }),
    says: () => `A new link is on its way to ${member.email ?? 'them'}. Every earlier one has stopped working.`,
  });
  const { invitation } = member;
  return (
    <Section
      title="Invitation"
      lead="They have not joined yet, and cost a seat all the same. Their name and job title are theirs to fill in when they accept."
    >
      {invitation && (
        <Text size="sm">
          {invitation.expired
            ? 'The link expired on '
            : 'The link in the email works until '}
          <Moment at={invitation.expiresAt} />.{' '}
          {invitation.expired && 'Resend the invitation, or revoke it to end the seat.'}
        </Text>
      )}
      <Problem error={resend.error} />
      <Group>
        <Button onClick={() => resend.mutate()} loading={resend.isPending}>
          Resend invitation
        </Button>
        <Revoke />
      </Group>
    </Section>
  );
}

function Revoke() {
  const { workspaceId } = useWorkspace();
  const { member } = useMember();
  const [opened, { open, close }] = useDisclosure();
  const navigate = useNavigate();
  return (
    <>
      <Button variant="default" onClick={open}>
        Revoke
      </Button>
      <RevokeDialog
        member={member}
        opened={opened}
        onClose={close}
        leave={() => navigate({ to: '/workspaces/$workspaceId/users', params: { workspaceId } })}
      />
    </>
  );
}
