import { Text } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type AnswerOf } from '#libs/client';
import { type Role } from '../../app/queries';
import { roster } from '../../app/roster';
import { Moment } from '../../kit/moment';
import { roleName } from '../../kit/person';

export type Terms = AnswerOf<'/v1/invitations/preview', 'post'>;

/** Read once: what an invitation says does not change while its page is open, and a link that was used says nothing more. */
export function useInvitation(token: string): UseQueryResult<Terms> {
  return useQuery({
    queryKey: ['invitation'],
    queryFn: ({ signal }) => roster.post('/v1/invitations/preview', { body: { token }, signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
}

const MAY: Readonly<Record<Role, string>> = {
  admin: 'Admins manage members, templates, workflows and the settings of the workspace.',
  user: 'Users work with accounts and the queue. They change no templates, workflows or settings.',
};

/** Who invites whom, where to and as what. */
export function InvitationTerms({ terms }: { readonly terms: Terms }) {
  const { workspaceName, invitedBy, email, role, expiresAt } = terms;
  return (
    <div>
      <Text size="lg">
        {invitedBy === null ? 'You are invited' : <><bdi>{invitedBy}</bdi> invites you</>} to join{' '}
        <bdi><strong>{workspaceName}</strong></bdi> as {role === 'admin' ? 'an' : 'a'} <strong>{roleName(role)}</strong>.
      </Text>
      <Text size="sm" mt="xs">
        {MAY[role]}
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        For <bdi>{email}</bdi>, until <Moment at={expiresAt} />.
      </Text>
    </div>
  );
}
