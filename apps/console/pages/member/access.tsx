import { Text } from '@mantine/core';
import { useMember } from '../../app/member-context';
import { Section } from '../../kit/section';
import { InboxesSection } from './inboxes-section';
import { RoleSection } from './role-section';

/** What a member may do, and which inboxes they may use. */
export function MemberAccessPage() {
  const { member } = useMember();
  if (member.state === 'removed') {
    return (
      <Section title="Role and inboxes">
        <Text size="sm">Somebody who is no longer a member may do nothing here.</Text>
      </Section>
    );
  }
  return (
    <>
      <RoleSection />
      <InboxesSection />
    </>
  );
}
