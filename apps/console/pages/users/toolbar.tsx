import { Button, Group } from '@mantine/core';
import { type Inbox } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { roleName } from '../../kit/person';
import { ExportMenu } from './export-menu';
import { FilterMenu } from './filter-menu';
import { NO_FILTERS } from './nobody-fits';
import { PastPicker } from './past';
import { SearchBox } from './search-box';
import { ACTIVITIES } from './status';
import classes from './users.module.css';
import { type ChangeView, type Counts, isNarrowed, type View } from './view';

interface ToolbarProps {
  readonly view: View;
  readonly change: ChangeView;
  readonly counts: Counts | undefined;
  readonly inboxes: readonly Inbox[];
}

const ROLES = ['admin', 'user'] as const;
const STATES = [['joined', 'Joined'], ['invited', 'Invited']] as const;
const ACTIVITY = ['active', 'inactive', 'never'] as const;

/** Which of the members are shown. */
export function Toolbar({ view, change, counts, inboxes }: ToolbarProps) {
  const { workspaceId } = useWorkspace();
  return (
    <div className={classes['toolbar']} role="search" aria-label="Users">
      <SearchBox search={view.search ?? ''} onSearch={(search) => change({ search: search || undefined }, true)} />
      <Group gap={6} className={classes['filters']}>
        <FilterMenu
          label="Role"
          choices={ROLES.map((role) => ({ value: role, label: roleName(role), count: counts?.byRole[role] }))}
          value={view.role}
          onChange={(role) => change({ role })}
        />
        <FilterMenu
          label="State"
          choices={STATES.map(([state, label]) => ({ value: state, label, count: counts?.byState[state] }))}
          value={view.state}
          onChange={(state) => change({ state })}
        />
        <FilterMenu
          label="Activity"
          choices={ACTIVITY.map((one) => ({ value: one, label: ACTIVITIES[one], count: counts?.byActivity[one] }))}
          value={view.activity}
          onChange={(activity) => change({ activity })}
        />
        {inboxes.length > 0 && (
          <FilterMenu
            label="Inbox"
            choices={inboxes.map(({ inboxId, name }) => ({ value: inboxId, label: name, count: counts?.byInbox[inboxId] }))}
            value={view.inboxId}
            onChange={(inboxId) => change({ inboxId })}
          />
        )}
        {isNarrowed(view) && (
          <Button variant="subtle" px="xs" onClick={() => change(NO_FILTERS)}>
            Clear
          </Button>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap">
        <PastPicker asOf={view.asOf} onChange={(asOf) => change({ asOf })} />
        <ExportMenu workspaceId={workspaceId} view={view} />
      </Group>
    </div>
  );
}
