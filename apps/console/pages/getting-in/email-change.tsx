import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { type AnswerOf } from '#libs/client';
import { roster } from '../../app/roster';
import { forgetAccount } from '../../app/session';
import { useCommand } from '../../kit/command';
import { Page } from '../../kit/page';
import { Problem } from '../../kit/problem';
import { useLinkToken, Way, Ways, WithoutToken } from './link';

type Changed = AnswerOf<'/v1/email-changes/confirmation', 'post'>;

/** P-4: by the link that went to the new address. */
export function ConfirmEmailPage() {
  return (
    <EmailChange
      title="Confirm your new address"
      action="Confirm my new address"
      send={(token) => roster.post('/v1/email-changes/confirmation', { body: { token } })}
    >
      <Text>Your account is to use this email address from now on. Confirm that it is yours.</Text>
    </EmailChange>
  );
}

/** P-4: by the link that went to the present address, where an admin asked. */
export function ApproveEmailPage() {
  return (
    <EmailChange
      title="Approve a new address"
      action="Approve the new address"
      send={(token) => roster.post('/v1/email-changes/approval', { body: { token } })}
    >
      <Text>An admin has asked to change the address of your account. The email says to which one.</Text>
      <Text fw={600}>Approve it only if that address is yours: you will sign in with it, in every workspace.</Text>
      <Text size="sm">If it is not yours, close this page. Without your approval nothing changes.</Text>
    </EmailChange>
  );
}

interface EmailChangeProps {
  readonly title: string;
  readonly action: string;
  readonly send: (token: string) => Promise<Changed>;
  readonly children: ReactNode;
}

function EmailChange({ title, children, ...step }: EmailChangeProps) {
  const token = useLinkToken();
  if (token === undefined) return <WithoutToken title={title} />;
  return (
    <Step title={title} token={token} {...step}>
      {children}
    </Step>
  );
}

function Step({ title, action, send, token, children }: EmailChangeProps & { readonly token: string }) {
  const agree = useCommand({ send: () => send(token), done: forgetAccount });
  if (agree.data) return <Progress state={agree.data.state} />;
  return (
    <Page title={title}>
      {children}
      <Problem error={agree.error} />
      <Button loading={agree.isPending} onClick={() => agree.mutate()}>
        {action}
      </Button>
      <Ways>
        <Way to="/" words="Go to your workspaces" />
      </Ways>
    </Page>
  );
}

const PROGRESS: Readonly<Record<Changed['state'], { readonly title: string; readonly words: string }>> = {
  changed: { title: 'Your new address counts', words: 'From now on you sign in with it.' },
  waiting_for_approval: {
    title: 'One more step',
    words: 'The present address must approve the change too: a link has been sent to it. Until then it stays the one that counts.',
  },
  waiting_for_confirmation: {
    title: 'One more step',
    words: 'The change counts once the link that was sent to the new address has been used.',
  },
};

function Progress({ state }: { readonly state: Changed['state'] }) {
  const { title, words } = PROGRESS[state];
  return (
    <Page title={title}>
      <Text>{words}</Text>
      <Button component={Link} to="/" variant={state === 'changed' ? 'filled' : 'default'}>
        Go to your workspaces
      </Button>
    </Page>
  );
}
