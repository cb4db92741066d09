import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { foundingQuery } from '../../app/queries';
import { useFilters } from '../../app/search';
import { useWorkspace } from '../../app/workspace-context';
import { MomentInput } from '../../kit/moment-input';
import { NoPermission } from '../../kit/no-permission';
import { Page } from '../../kit/page';
import { Shown } from '../../kit/shown';
import { MonthSection } from './month-section';
import { isMonth } from './months';
import { billQuery } from './queries';
import { SeatChanges } from './seat-changes';
import { SeatsSection } from './seats-section';

/** What the workspace pays for: seats now, by day, by month, and why. */
export function BillingPage() {
  const { can } = useWorkspace();
  if (!can('billing.read')) {
    return (
      <Page title="Billing">
        <NoPermission title="Only admins see seats and billing." />
      </Page>
    );
  }
  return <Bill />;
}

interface Chosen {
  /** As `2026-11`, in UTC. */
  readonly month?: string | undefined;
  /** ISO time. */
  readonly asOf?: string | undefined;
}

function Bill() {
  const { workspaceId } = useWorkspace();
  const { month: asked, asOf } = useFilters<'month' | 'asOf'>();
  const navigate = useNavigate();
  const go = (search: Chosen) => void navigate({ to: '.', search, resetScroll: false });
  // An address with something else in the place of the month leads to the present one.
  const month = asked !== undefined && isMonth(asked) ? asked : undefined;
  const query = useQuery(billQuery(workspaceId, month, asOf));
  const { data: founded } = useQuery(foundingQuery(workspaceId));
  return (
    <Page
      title="Billing"
      lead="Everybody invited or joined is one seat, until they are removed or the invitation is revoked. Days and months are those of UTC."
      actions={
        <MomentInput
          label="As of (optional)"
          value={asOf}
          onChange={(at) => go({ month: asked, asOf: at })}
        />
      }
    >
      <Shown query={query}>
        {(bill) => (
          <>
            <SeatsSection seats={bill.seats} past={asOf !== undefined} />
            <MonthSection
              bill={bill}
              founded={founded ?? undefined}
              choose={(chosen) => go({ month: chosen, asOf })}
            />
            <SeatChanges month={bill.period.period} asked={asOf} />
          </>
        )}
      </Shown>
    </Page>
  );
}
