import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Page } from '../../kit/page';
import { CheckMail } from './check-mail';
import { EmailField } from './fields';
import { Way, Ways } from './link';
import { FormProblem, markFields } from './refusals';

/** The answer is the same whether there is such an account or not (C-3), and so are the words. */
export function AskReset() {
  const [sent, setSent] = useState(false);
  const form = useForm({ initialValues: { email: '' } });
  const ask = useCommand({
    send: (body: typeof form.values) => roster.post('/v1/password-resets', { body }),
    done: () => setSent(true),
  });
  if (sent) {
    return (
      <CheckMail
        to={form.values.email}
        says="If there is an account with this address, a link to choose a new password is on its way. It works once, for 30 minutes."
        onAgain={() => ask.mutateAsync(form.values)}
        onOther={() => setSent(false)}
      />
    );
  }
  return (
    <Page title="Reset your password" lead="We send you a link to choose a new one. It works for 30 minutes.">
      <form onSubmit={form.onSubmit((values) => ask.mutate(values, { onError: (error) => markFields(form, error) }))}>
        <Stack>
          <EmailField autoComplete="username" {...form.getInputProps('email')} />
          <FormProblem error={ask.error} fields={form.values} />
          <Button type="submit" loading={ask.isPending}>
            Send me a link
          </Button>
        </Stack>
      </form>
      <Ways>
        <Way to="/sign-in" words="Sign in" />
        <Way to="/sign-up" words="Sign up" />
      </Ways>
    </Page>
  );
}
