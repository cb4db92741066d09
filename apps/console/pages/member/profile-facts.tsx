import { type Member } from '../../app/queries';
import { Section } from '../../kit/section';
import { Text } from '@mantine/core';

/** A profile that nobody can change any more. */
export function ProfileFacts({ member: { name, email, jobTitle, phone } }: { readonly member: Member }) {
  const fields = [
    ['Name', name],
    ['Email address', email],
    ['Job title', jobTitle],
    ['Phone', phone],
  ] as const;
  const known = fields.some(([, value]) => value !== null);
  return (
    <Section title="Profile" lead={known ? 'As it was when they were a member last.' : 'The account was deleted, and all of this with it.'}>
      <dl style={{ margin: 0 }}>
        {fields.map(([field, value]) => (
          <div key={field}>
            <Text component="dt" size="xs" c="dimmed">
              {field}
            </Text>
            <Text component="dd" size="sm" m={0} mb="sm">
              <bdi>{value ?? '–'}</bdi>
            </Text>
          </div>
        ))}
      </dl>
    </Section>
  );
}
