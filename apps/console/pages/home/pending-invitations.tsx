import { Group, Stack, Text, Title } from '@mantine/core';
import { type Me } from '../../app/queries';
import { Moment } from '../../kit/moment';
import { useNow } from '../../kit/now';
import { RoleBadge } from '../../kit/person';
import classes from './rows.module.css';

type Invitation = Me['pendingInvitations'][number];

interface PendingInvitationsProps {
  /** Where the invitations went. */
  readonly email: string;
  readonly invitations: readonly Invitation[];
}

/** They are accepted by the link in their email alone, which proves whose address it is (I-5). */
export function PendingInvitations({ email, invitations }: PendingInvitationsProps) {
  return (
    <Stack gap="sm" component="section" aria-labelledby="invitations">
      <Title order={2} id="invitations">
        Invitations
      </Title>
      <ul className={classes['rows']}>
        {invitations.map((invitation) => (
          <li key={invitation.memberId} className={classes['row'] ?? ''}>
            <Group justify="space-between" wrap="nowrap" gap="md">
              <Text component="bdi" fw={600} miw={0}>
                {invitation.workspaceName}
              </Text>
              <RoleBadge role={invitation.role} />
            </Group>
            <HowToAccept email={email} expiresAt={invitation.expiresAt} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function HowToAccept({ email, expiresAt }: { readonly email: string; readonly expiresAt: string }) {
  const now = useNow();
  if (Date.parse(expiresAt) <= now) {
    return (
      <Text size="sm" c="dimmed">
        Its link expired <Moment at={expiresAt} as="ago" />. Ask an admin of the workspace to resend the invitation.
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      Accept it by the link in the email to <bdi>{email}</bdi>, which works until <Moment at={expiresAt} />.
    </Text>
  );
}
