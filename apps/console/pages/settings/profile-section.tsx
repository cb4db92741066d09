import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type Me } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { fieldErrors } from '../../kit/field-errors';
import { Problem } from '../../kit/problem';
import { missingIn, profileBody, ProfileFields, profileValues, type ProfileValues } from '../../kit/profile-fields';
import { Section } from '../../kit/section';

/** The same data that admins see and edit on the member's page (P-2). */
export function ProfileSection({ profile }: { readonly profile: Me['profile'] }) {
  // What an admin changes meanwhile shows, unless one is typing.
  const [typed, type] = useState<ProfileValues>();
  const values = typed ?? profileValues(profile);
  const save = useCommand({
    send: () => roster.patch('/v1/me/profile', { body: profileBody(values) }),
    says: () => 'Your profile is saved.',
    done: () => type(undefined),
  });
  const missing = missingIn(profile);
  return (
    <Section title="Profile" lead="Admins of your workspaces see and edit the same.">
      {missing.length > 0 && (
        <Alert color="yellow" variant="light" title="Your profile is incomplete">
          <Text size="sm">The {missing.join(' and ')} is missing. Customers tell by name and job title who replied to them.</Text>
        </Alert>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <ProfileFields values={values} errors={fieldErrors(save.error)} onChange={type} />
          <Problem error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending}>
              Save profile
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
