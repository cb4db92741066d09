import { Alert, Text } from '@mantine/core';
import { useMember } from '../../app/member-context';
import { missingIn } from '../../kit/profile-fields';
import { EmailSection } from './email-section';
import { InvitationSection } from './invitation-section';
import { ProfileFacts } from './profile-facts';
import { ProfileSection } from './profile-section';

/** Name, job title, phone and address of a member; of somebody invited, their invitation. */
export function MemberProfilePage() {
  const { member, self } = useMember();
  switch (member.state) {
    case 'invited':
      return <InvitationSection />;
    case 'removed':
      return <ProfileFacts member={member} />;
    case 'joined':
      return (
        <>
          {!member.profileComplete && <Incomplete missing={missingIn(member)} self={self} />}
          <ProfileSection />
          <EmailSection />
        </>
      );
  }
}

function Incomplete({ missing, self }: { readonly missing: readonly string[]; readonly self: boolean }) {
  const what = missing.join(' and ');
  return (
    <Alert color="yellow" variant="light" title={self ? 'Your profile is incomplete' : 'This profile is incomplete'} maw={760}>
      <Text size="sm">The {what} {missing.length === 1 ? 'is' : 'are'} missing. Customers tell by name and job title who replied to them.</Text>
    </Alert>
  );
}
