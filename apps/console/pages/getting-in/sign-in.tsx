import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { isProblem } from '#libs/client';
import { roster } from '../../app/roster';
import { useFilters } from '../../app/search';
import { begun } from '../../app/session';
import { useCommand } from '../../kit/command';
import { Page } from '../../kit/page';
import { PasswordField } from '../../kit/password-field';
import { EmailField } from './fields';
import { Way, Ways } from './link';
import { FormProblem, markFields } from './refusals';

export function SignInPage() {
  const { next, ended } = useFilters<'next' | 'ended'>();
  const navigate = useNavigate();
  const form = useForm({ initialValues: { email: '', password: '' } });
  const signIn = useCommand({
    send: async (body: typeof form.values) => begun(await roster.post('/v1/sessions', { body })),
    done: ({ memberships }) => navigate({ href: pageInside(next) ?? firstPage(memberships) }),
  });
  return (
    <Page title="Sign in">
      {ended !== undefined && (
        <Alert color="gray" role="status">
          Your session has ended. Sign in to go on where you were.
        </Alert>
      )}
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values, { onError: (error) => markFields(form, error) }))}>
        <Stack>
          <EmailField autoComplete="username" {...form.getInputProps('email')} />
          <PasswordField {...form.getInputProps('password')} />
          <FormProblem error={signIn.error} fields={form.values}>
            {isProblem(signIn.error, 'email_not_verified') && <Way to="/sign-up" words="Sign up again for a new link" inText />}
            {isProblem(signIn.error, 'too_many_attempts') && <Way to="/reset" words="Reset the password" inText />}
          </FormProblem>
          <Button type="submit" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
      <Ways>
        <Way to="/reset" words="Forgotten password" />
        <Way to="/sign-up" words="Sign up" />
      </Ways>
    </Page>
  );
}

/** Who has one workspace wants to go there. */
function firstPage(memberships: readonly { readonly workspaceId: string }[]): string {
  const [only, another] = memberships;
  return only && !another ? `/workspaces/${only.workspaceId}` : '/';
}

/** Where to go on: a path of ours, and never another site that somebody put into the address. */
function pageInside(next: string | undefined): string | undefined {
  if (next === undefined || !next.startsWith('/')) return undefined;
  const { origin, pathname, search } = new URL(next, location.origin);
  return origin === location.origin ? pathname + search : undefined;
}
