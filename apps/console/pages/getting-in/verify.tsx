import { Alert, Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { isProblem, type AnswerOf } from '#libs/client';
import { roster } from '../../app/roster';
import { begun } from '../../app/session';
import { useCommand } from '../../kit/command';
import { Page } from '../../kit/page';
import { Problem } from '../../kit/problem';
import { useLinkToken, Way, Ways, WithoutToken } from './link';

type Verified = AnswerOf<'/v1/sign-ups/verification', 'post'>;

export function VerifyPage() {
  const token = useLinkToken();
  return token === undefined ? <WithoutToken title="Confirm your address" /> : <Verify token={token} />;
}

function Verify({ token }: { readonly token: string }) {
  const verify = useCommand({
    send: async () => begun(await roster.post('/v1/sign-ups/verification', { body: { token } })),
  });
  if (verify.data) return <Welcome verified={verify.data} />;
  return (
    <Page title="Confirm your address">
      <Text>One step is left: confirm that this email address is yours.</Text>
      <Problem error={verify.error}>
        {isProblem(verify.error, 'verification_used') && <Way to="/sign-in" words="Sign in" inText />}
        {isProblem(verify.error, 'verification_expired', 'not_found') && (
          <Way to="/sign-up" words="Sign up again" inText />
        )}
      </Problem>
      <Button loading={verify.isPending} onClick={() => verify.mutate()}>
        Confirm my address
      </Button>
      <Ways>
        <Way to="/sign-in" words="Sign in" />
        <Way to="/sign-up" words="Sign up again for a new link" />
      </Ways>
    </Page>
  );
}

const OUTCOMES: Readonly<Record<Verified['outcome'], string>> = {
  founded: 'Your workspace is ready. You are its admin and its owner.',
  joined: 'You have joined the workspace of your company as a user.',
  accepted: 'You have joined the workspace that you were invited to.',
};

function Welcome({ verified: { outcome, advice, workspaceId } }: { readonly verified: Verified }) {
  return (
    <Page title="Your address is confirmed">
      <Stack gap="sm">
        <Text>{OUTCOMES[outcome]}</Text>
        {advice !== undefined && <Alert color="yellow">{advice}</Alert>}
        {outcome === 'founded' && advice === undefined && (
          <Text size="sm">Colleagues who sign up with the same company domain join it by themselves, as users.</Text>
        )}
        {outcome === 'joined' && <Text size="sm">Should you need admin access, ask one of its admins to promote you.</Text>}
      </Stack>
      <Button component={Link} to={`/workspaces/${workspaceId}`}>
        Open the workspace
      </Button>
    </Page>
  );
}
