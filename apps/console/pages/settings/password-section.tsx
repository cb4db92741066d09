import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { fieldErrors } from '../../kit/field-errors';
import { PasswordField } from '../../kit/password-field';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { otherThanPassword, wrongPassword } from './wrong-password';

const EMPTY = { currentPassword: '', newPassword: '' };

/** C-6: it needs the current password, ends the other sessions and is told by email. */
export function PasswordSection({ email }: { readonly email: string }) {
  const [values, set] = useState(EMPTY);
  const change = useCommand({
    send: () => roster.put('/v1/me/password', { body: values }),
    says: () => 'Your password is changed. Your other sessions have ended.',
    done: () => set(EMPTY),
  });
  const errors = fieldErrors(change.error);
  return (
    <Section title="Password" lead="A change ends your sessions everywhere else, and we tell you by email. This one stays.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack>
          {/* For password managers: whose password it is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            label="Current password"
            autoComplete="current-password"
            value={values.currentPassword}
            error={errors['currentPassword'] ?? wrongPassword(change.error)}
            onChange={({ currentTarget }) => set({ ...values, currentPassword: currentTarget.value })}
          />
          <PasswordField
            label="New password"
            description="At least 12 characters. A few words that nobody would guess do well."
            autoComplete="new-password"
            value={values.newPassword}
            error={errors['newPassword']}
            onChange={({ currentTarget }) => set({ ...values, newPassword: currentTarget.value })}
          />
          <Problem error={otherThanPassword(change.error)} />
          <Group>
            <Button type="submit" loading={change.isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
