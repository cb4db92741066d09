import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { inboxesQuery, rolesQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { NoPermission } from '../../kit/no-permission';
import { Page } from '../../kit/page';
import { Failed, isRefusal } from '../../kit/problem';
import { Loading } from '../../kit/shown';
import { Actions } from './actions';
import { Found } from './found';
import { useMemberPages } from './member-pages';
import { MemberTable } from './member-table';
import { NobodyFits } from './nobody-fits';
import { OutOfDate } from './out-of-date';
import { PastBanner } from './past';
import { Toolbar } from './toolbar';
import { isNarrowed, useView } from './view';
import { Warnings } from './warnings';

/** Who is in the workspace, invited or joined: for those who manage users (T-1, R-2). */
export function UsersPage() {
  const { can } = useWorkspace();
  if (can('users.manage')) return <Users />;
  return (
    <Page title="Users">
      <NoPermission title="Only admins see and manage the users of a workspace." />
    </Page>
  );
}

function Users() {
  const { workspaceId } = useWorkspace();
  const [view, change] = useView();
  const members = useMemberPages(workspaceId, view);
  const inboxes = useQuery(inboxesQuery(workspaceId)).data?.items ?? [];
  const roles = useQuery(rolesQuery(workspaceId)).data;
  const { counts, error, retry } = members;
  const past = view.asOf !== undefined;
  const refused = isRefusal(error);
  const lead =
    counts && !refused && `${counts.joined.toLocaleString()} joined, ${counts.invited.toLocaleString()} invited`;
  return (
    <Page title="Users" {...(lead && { lead })} actions={!past && <InviteButton workspaceId={workspaceId} />}>
      {past ? <PastBanner asOf={view.asOf} onNow={() => change({ asOf: undefined })} /> : <Warnings />}
      {refused ? (
        <Failed error={error} />
      ) : (
        <Actions roles={roles} loaded={members.loaded} narrowed={isNarrowed(view)}>
          <Toolbar view={view} change={change} counts={counts} inboxes={inboxes} />
          {error !== null && counts && <OutOfDate error={error} retry={retry} />}
          {error !== null && !counts && <Failed error={error} retry={retry} />}
          {error === null && !counts && <Loading lines={8} />}
          {counts && <Found members={members} view={view} />}
          {counts && members.known > 0 && <MemberTable members={members} view={view} change={change} />}
          {counts && members.known === 0 && <NobodyFits view={view} change={change} />}
        </Actions>
      )}
    </Page>
  );
}

function InviteButton({ workspaceId }: { readonly workspaceId: string }) {
  return (
    <Button
      component={Link}
      to={`/workspaces/${workspaceId}/users/invite`}
      leftSection={<IconUserPlus aria-hidden size={18} />}
    >
      Invite members
    </Button>
  );
}
