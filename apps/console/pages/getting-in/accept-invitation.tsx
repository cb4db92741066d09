import { Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '#libs/client';
import { type Me } from '../../app/queries';
import { roster } from '../../app/roster';
import { begun } from '../../app/session';
import { useCommand } from '../../kit/command';
import { PasswordField } from '../../kit/password-field';
import { NameField, NewPasswordField, WhoseField } from './fields';
import { type Terms } from './invitation-terms';
import { Way, Ways } from './link';
import { OtherAccount } from './other-account';
import { FormProblem, markFields } from './refusals';

interface AcceptInvitationProps {
  readonly token: string;
  readonly terms: Terms;
  /** Who is signed in as the page is opened. */
  readonly me: Me | null;
  /** The invited address has an account since the page was opened. */
  readonly onAccountFound: () => void;
}

/** With an account: in its session or with its password. Without one: with a name and a password in the same step (I-5). */
export function AcceptInvitation({ token, terms, me, onAccountFound }: AcceptInvitationProps) {
  const [signedIn, setSignedIn] = useState(me);
  const navigate = useNavigate();
  const form = useForm({ initialValues: { name: '', password: '' } });
  const accept = useCommand({
    send: async (who: Partial<typeof form.values>) =>
      begun(await roster.post('/v1/invitations/acceptance', { body: { token, ...who } })),
    says: () => 'You have joined the workspace.',
    done: ({ workspaceId }) => navigate({ to: '/workspaces/$workspaceId', params: { workspaceId } }),
  });
  const { needsAccount, email } = terms;
  const refused = isProblem(accept.error, 'other_address');
  if (signedIn && (refused || !isSameAddress(signedIn.email, email))) {
    return (
      <OtherAccount
        signedInAs={signedIn.email}
        invited={email}
        onSignedOut={() => {
          accept.reset();
          setSignedIn(null);
        }}
      />
    );
  }
  const submit = ({ name, password }: typeof form.values): void => {
    const who = signedIn ? {} : needsAccount ? { name, password } : { password };
    accept.mutate(who, {
      onError: (error) => {
        markFields(form, error);
        if (isProblem(error, 'sign_in_required')) onAccountFound();
      },
    });
  };
  return (
    <>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          {signedIn && (
            <Text size="sm">
              You are signed in as <bdi>{signedIn.email}</bdi>.
            </Text>
          )}
          {!signedIn && <WhoseField email={email} />}
          {!signedIn && needsAccount && (
            <>
              <Text size="sm">Your account is made in the same step.</Text>
              <NameField {...form.getInputProps('name')} />
              <NewPasswordField {...form.getInputProps('password')} />
            </>
          )}
          {!signedIn && !needsAccount && (
            <PasswordField label="Password of your account" {...form.getInputProps('password')} />
          )}
          <FormProblem error={accept.error} fields={form.values}>
            {isProblem(accept.error, 'already_member') && <Way to="/" words="Go to your workspaces" inText />}
            {isProblem(accept.error, 'invitation_used') && <Way to="/sign-in" words="Sign in" inText />}
          </FormProblem>
          <Button type="submit" loading={accept.isPending}>
            Accept the invitation
          </Button>
        </Stack>
      </form>
      {!signedIn && !needsAccount && (
        <Ways>
          <Way to="/reset" words="Forgotten password" />
        </Ways>
      )}
    </>
  );
}

/** As far as a page can tell (D-9); where it is wrong, signing out and the password still lead on. */
function isSameAddress(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
