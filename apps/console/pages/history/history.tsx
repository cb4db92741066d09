import { useNavigate } from '@tanstack/react-router';
import { useFilters } from '../../app/search';
import { useWorkspace } from '../../app/workspace-context';
import { NoPermission } from '../../kit/no-permission';
import { Page } from '../../kit/page';
import { ExportMenu } from './export-menu';
import { FilterBar } from './filter-bar';
import classes from './history.module.css';
import { Past } from './past';
import { Proof } from './proof';
import { Slider } from './slider';
import { Timeline } from './timeline';
import { type Filters, viewOf } from './view';

/** What happened here, how it was at any moment, and the proof that nobody changed it since. */
export function HistoryPage() {
  const { can } = useWorkspace();
  if (!can('history.read')) {
    return (
      <Page title="History">
        <NoPermission title="Only admins see the history." />
      </Page>
    );
  }
  return <History />;
}

function History() {
  const { workspaceId } = useWorkspace();
  const { at, ...filters } = useFilters<keyof Filters | 'at'>();
  const navigate = useNavigate();
  const go = (search: Filters & { readonly at?: string | undefined }) =>
    void navigate({ to: '.', search, replace: true, resetScroll: false });
  const view = viewOf(filters);
  // Something else in the place of the moment is told where its table would stand.
  const moment = Number.isNaN(Date.parse(at ?? '')) ? undefined : at;
  return (
    <Page
      title="History"
      lead="Every change of this workspace and its members. Nobody can change or delete an entry."
      actions={<ExportMenu view={view} />}
    >
      <div className={classes['tools']}>
        <Slider key={workspaceId} at={moment} choose={(chosen) => go({ ...filters, at: chosen })} />
        <Proof />
      </div>
      {at !== undefined && <Past at={at} />}
      <FilterBar filters={filters} apply={(next) => go({ ...next, at })} />
      <Timeline view={view} filters={filters} apply={(next) => go({ ...next, at })} />
    </Page>
  );
}
