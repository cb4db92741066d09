import { Alert, Button, Stack, Text } from '@mantine/core';
import { endSession } from '../../app/session';
import { useCommand } from '../../kit/command';
import { Problem } from '../../kit/problem';
import { Way, Ways } from './link';

interface OtherAccountProps {
  readonly signedInAs: string;
  readonly invited: string;
  readonly onSignedOut: () => void;
}

/** For who is signed in as somebody else than the person who was invited: the link need not be opened again. */
export function OtherAccount({ signedInAs, invited, onSignedOut }: OtherAccountProps) {
  const signOut = useCommand({ send: endSession, done: onSignedOut });
  return (
    <Stack>
      <Alert color="yellow" role="alert" title="You are signed in with another address">
        <Text size="sm">
          You are signed in as <bdi>{signedInAs}</bdi>, and this invitation is for <bdi>{invited}</bdi>. Sign out to go on
          with that address, or ask for an invitation to your own.
        </Text>
      </Alert>
      <Problem error={signOut.error} />
      <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign out and go on
      </Button>
      <Ways>
        <Way to="/" words="Go to your workspaces" />
      </Ways>
    </Stack>
  );
}
