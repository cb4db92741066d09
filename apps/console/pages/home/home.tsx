import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../app/queries';
import { Empty } from '../../kit/empty';
import { Page } from '../../kit/page';
import { Shown } from '../../kit/shown';
import { MyWorkspaces } from './my-workspaces';
import { PendingInvitations } from './pending-invitations';

export function HomePage() {
  const query = useQuery(meQuery);
  return (
    <Page title="Your workspaces">
      <Shown query={query}>
        {(me) =>
          me && (
            <>
              {me.memberships.length > 0 ? <MyWorkspaces memberships={me.memberships} /> : <NoWorkspace email={me.email} />}
              {me.pendingInvitations.length > 0 && <PendingInvitations email={me.email} invitations={me.pendingInvitations} />}
            </>
          )
        }
      </Shown>
    </Page>
  );
}

function NoWorkspace({ email }: { readonly email: string }) {
  return (
    <Empty title="You belong to no workspace at the moment.">
      <Text size="sm" maw={440}>
        Ask an admin of your team to invite <bdi>{email}</bdi>. The invitation comes by email, and its link brings you in.
      </Text>
    </Empty>
  );
}
