import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { workspaceQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { NoPermission } from '../../kit/no-permission';
import { Page } from '../../kit/page';
import { Shown } from '../../kit/shown';
import { Contents } from './contents';
import { DomainsSection } from './domains-section';
import { InboxesSection } from './inboxes-section';
import { NameSection } from './name-section';
import { OwnerSection } from './owner-section';
import { RemoveSection } from './remove-section';
import { RolesSection } from './roles-section';
import classes from './workspace.module.css';

/** What holds for the workspace as a whole. */
export function WorkspacePage() {
  const { can } = useWorkspace();
  if (!can('organization.manage')) {
    return (
      <Page title="Workspace">
        <NoPermission title="Only admins see and change the settings of the workspace." />
      </Page>
    );
  }
  return (
    <Page title="Workspace" lead="What holds for everybody here. Each change is in the history.">
      <Sections />
    </Page>
  );
}

function Sections() {
  const { workspaceId } = useWorkspace();
  const query = useQuery(workspaceQuery(workspaceId));
  return (
    <Shown query={query}>
      {(workspace) => (
        <div className={classes['columns']}>
          <Stack gap="lg" miw={0}>
            <NameSection workspace={workspace} />
            <DomainsSection workspace={workspace} />
            <InboxesSection />
            <OwnerSection workspace={workspace} />
            <RolesSection />
            <RemoveSection workspace={workspace} />
          </Stack>
          <Contents />
        </div>
      )}
    </Shown>
  );
}
