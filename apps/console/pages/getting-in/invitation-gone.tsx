import { Button, Text } from '@mantine/core';
import { isProblem } from '#libs/client';
import { isRefusal, Problem } from '../../kit/problem';
import { Way, Ways } from './link';

/** Each way in which a link may no longer work has its own words (I-7), and what to do about it. */
export function InvitationGone({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const gone = isProblem(error, 'invitation_expired', 'invitation_revoked', 'invitation_replaced', 'invitation_used');
  return (
    <>
      <Problem error={error}>
        {isProblem(error, 'not_found') && (
          <Text size="sm">Check that the whole link was copied, or ask an admin of the workspace to resend the invitation.</Text>
        )}
        {!gone && !isRefusal(error) && (
          <Button size="xs" variant="default" mt="sm" onClick={retry}>
            Try again
          </Button>
        )}
      </Problem>
      {isProblem(error, 'invitation_expired') && (
        <Text size="sm">
          For your safety the link in an invitation works for a short time only. An admin finds you under Users, and sends a
          new one with Resend invitation.
        </Text>
      )}
      <Ways>
        <Way to="/sign-in" words="Sign in" />
        <Way to="/sign-up" words="Sign up" />
      </Ways>
    </>
  );
}
