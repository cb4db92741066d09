import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type Me, meQuery } from '../../app/queries';
import { LinkTabs } from '../../kit/link-tabs';
import { Page } from '../../kit/page';
import { Shown } from '../../kit/shown';
import { DeleteSection } from './delete-section';
import { EmailSection } from './email-section';
import { ExportSection } from './export-section';
import { PasswordSection } from './password-section';
import { ProfileSection } from './profile-section';
import { SessionsSection } from './sessions-section';

const TABS = [
  ['profile', 'Profile'],
  ['password', 'Password and sessions'],
  ['data', 'My data'],
  ['delete-account', 'Delete account'],
] as const;
type TabName = (typeof TABS)[number][0];

/** What is one's own, whichever workspace one is in. Each tab has an address: `/settings#password`. */
export function SettingsPage() {
  const query = useQuery(meQuery);
  const { hash } = useLocation();
  const chosen = TABS.find(([name]) => name === hash)?.[0] ?? 'profile';
  const tabs = TABS.map(([name, label]) => ({ label, to: '/settings', hash: name, current: name === chosen }));
  return (
    <Page title="My settings" lead="Yours in every workspace.">
      <LinkTabs label="My settings" tabs={tabs} />
      <Shown query={query}>{(me) => me && <Tab name={chosen} me={me} />}</Shown>
    </Page>
  );
}

function Tab({ name, me }: { readonly name: TabName; readonly me: Me }) {
  return <Stack gap="lg">{contentOf(name, me)}</Stack>;
}

function contentOf(name: TabName, me: Me) {
  switch (name) {
    case 'profile':
      return (
        <>
          <ProfileSection profile={me.profile} />
          <EmailSection email={me.email} />
        </>
      );
    case 'password':
      return (
        <>
          <PasswordSection email={me.email} />
          <SessionsSection />
        </>
      );
    case 'data':
      return <ExportSection />;
    case 'delete-account':
      return <DeleteSection email={me.email} />;
  }
}
