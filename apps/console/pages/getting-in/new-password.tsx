import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { isProblem } from '#libs/client';
import { roster } from '../../app/roster';
import { forgetAccount } from '../../app/session';
import { useCommand } from '../../kit/command';
import { Page } from '../../kit/page';
import { NewPasswordField } from './fields';
import { IN_TEXT, Way, Ways } from './link';
import { FormProblem, markFields } from './refusals';

interface NewPasswordProps {
  readonly token: string;
  /** To the form that asks for a new link. */
  readonly onAsk: () => void;
}

export function NewPassword({ token, onAsk }: NewPasswordProps) {
  const form = useForm({ initialValues: { newPassword: '' } });
  const complete = useCommand({
    send: (body: typeof form.values) => roster.post('/v1/password-resets/completion', { body: { token, ...body } }),
    done: forgetAccount,
  });
  if (complete.isSuccess) return <Replaced />;
  return (
    <Page title="Choose a new password" lead="It ends every session of your account: you sign in afresh with it.">
      <form onSubmit={form.onSubmit((values) => complete.mutate(values, { onError: (error) => markFields(form, error) }))}>
        <Stack>
          <NewPasswordField label="New password" {...form.getInputProps('newPassword')} />
          <FormProblem error={complete.error} fields={form.values}>
            {isProblem(complete.error, 'reset_expired', 'reset_used', 'reset_replaced', 'not_found') && (
              <AskAgain onAsk={onAsk} inText />
            )}
          </FormProblem>
          <Button type="submit" loading={complete.isPending}>
            Set password
          </Button>
        </Stack>
      </form>
      <Ways>
        <AskAgain onAsk={onAsk} />
        <Way to="/sign-in" words="Sign in" />
      </Ways>
    </Page>
  );
}

function AskAgain({ onAsk, inText = false }: { readonly onAsk: () => void; readonly inText?: boolean }) {
  return (
    <Anchor component="button" type="button" onClick={onAsk} inherit {...(inText ? IN_TEXT : {})}>
      Ask for a new link
    </Anchor>
  );
}

function Replaced() {
  return (
    <Page title="Your new password is set">
      <Text>You have been signed out everywhere.</Text>
      <Button component={Link} to="/sign-in">
        Sign in
      </Button>
    </Page>
  );
}
