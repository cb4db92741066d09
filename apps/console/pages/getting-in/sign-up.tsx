import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Page } from '../../kit/page';
import { CheckMail } from './check-mail';
import { EmailField, NameField, NewPasswordField } from './fields';
import { Way, Ways } from './link';
import { isPersonal } from './personal-address';
import { FormProblem, markFields } from './refusals';

export function SignUpPage() {
  const [sent, setSent] = useState(false);
  const form = useForm({ initialValues: { name: '', email: '', password: '', workspaceName: '' } });
  const signUp = useCommand({
    send: ({ workspaceName, ...person }: typeof form.values) => {
      const named = workspaceName.trim() === '' ? {} : { workspaceName };
      return roster.post('/v1/sign-ups', { body: { ...person, ...named } });
    },
    done: () => setSent(true),
  });
  if (sent) {
    return (
      <CheckMail
        to={form.values.email}
        says="We have sent you a link that confirms your address. It works once, for 24 hours. Until then nobody can sign in with it."
        onAgain={() => signUp.mutateAsync(form.values)}
        onOther={() => setSent(false)}
      >
        <Text size="sm">If you have an account already, the email says so instead, and you can simply sign in.</Text>
      </CheckMail>
    );
  }
  return (
    <Page title="Sign up" lead="Use your work address: it brings you together with your colleagues.">
      <form onSubmit={form.onSubmit((values) => signUp.mutate(values, { onError: (error) => markFields(form, error) }))}>
        <Stack>
          <NameField {...form.getInputProps('name')} />
          <EmailField autoComplete="username" {...form.getInputProps('email')} />
          {isPersonal(form.values.email) && (
            <Text size="sm" role="status" c="var(--mantine-color-text)" data-advice>
              This is a personal address. Use your work address to join your team; with this one you get a workspace of your own.
            </Text>
          )}
          <NewPasswordField {...form.getInputProps('password')} />
          <TextInput
            label="Name of your workspace (optional)"
            description="Counts only where you are the first of your company."
            autoComplete="organization"
            {...form.getInputProps('workspaceName')}
          />
          <FormProblem error={signUp.error} fields={form.values} />
          <Button type="submit" loading={signUp.isPending}>
            Sign up
          </Button>
        </Stack>
      </form>
      <Ways>
        <span>
          You have an account? <Way to="/sign-in" words="Sign in" inText />
        </span>
      </Ways>
    </Page>
  );
}
