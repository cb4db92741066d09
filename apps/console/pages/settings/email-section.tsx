import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { fieldErrors } from '../../kit/field-errors';
import { PasswordField } from '../../kit/password-field';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { otherThanPassword, wrongPassword } from './wrong-password';

const EMPTY = { email: '', password: '' };

/** P-4: the new address counts once its own link was used, and asking for it takes the password. */
export function EmailSection({ email }: { readonly email: string }) {
  const [values, set] = useState(EMPTY);
  const ask = useCommand({
    send: () => roster.post('/v1/me/email', { body: { ...values, email: values.email.trim() } }),
    says: ({ message }) => message,
    done: () => set(EMPTY),
  });
  const errors = fieldErrors(ask.error);
  return (
    <Section
      title="Email address"
      lead={
        <>
          You sign in with <bdi>{email}</bdi>. A new address counts once the link that we send to it was used; the present one is told.
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <Stack>
          <TextInput
            label="New email address"
            type="email"
            required
            autoComplete="email"
            value={values.email}
            error={errors['email']}
            onChange={({ currentTarget }) => set({ ...values, email: currentTarget.value })}
          />
          <PasswordField
            label="Your password"
            autoComplete="current-password"
            value={values.password}
            error={errors['password'] ?? wrongPassword(ask.error)}
            onChange={({ currentTarget }) => set({ ...values, password: currentTarget.value })}
          />
          <Problem error={otherThanPassword(ask.error)} />
          <Group>
            <Button type="submit" variant="default" loading={ask.isPending}>
              Change address
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
