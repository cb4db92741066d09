import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { useWorkspace } from '../../app/workspace-context';
import { AddressLink } from '../../kit/address-link';
import { Moment } from '../../kit/moment';
import { Section } from '../../kit/section';
import { Figures } from './figures';
import { type Seats } from './queries';
import { SeatHolders } from './seat-holders';

interface SeatsSectionProps {
  readonly seats: Seats;
  /** Whether they are those of a moment in the past that was asked for. */
  readonly past: boolean;
}

/** B-1, B-2: how many seats, which members are behind the figure, and since which event. */
export function SeatsSection({ seats, past }: SeatsSectionProps) {
  const { total, joined, invited, expiredInvitations, asOf } = seats;
  const moment = past ? { asOf } : {};
  return (
    <Section wide title={past ? 'Seats at that moment' : 'Seats now'} lead={<>As of <Moment at={asOf} />.</>}>
      <Figures
        label="Seats"
        figures={[
          { label: 'Seats', value: <Members search={moment}>{total}</Members> },
          { label: 'Joined', value: <Members search={{ state: 'joined', ...moment }}>{joined}</Members> },
          { label: 'Invited', value: <Members search={{ state: 'invited', ...moment }}>{invited}</Members> },
          { label: 'Expired invitations', value: expiredInvitations.toLocaleString() },
        ]}
      />
      {expiredInvitations > 0 && (
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} title={expired(expiredInvitations, past)}>
          <Text size="sm">
            An expired link does not end a seat. Resend the invitation, or revoke it to end the seat:{' '}
            <Members search={{ state: 'invited', ...moment }}>see the invited members</Members>.
          </Text>
        </Alert>
      )}
      <SeatHolders seats={seats} />
    </Section>
  );
}

function expired(count: number, past: boolean): string {
  const cost = past ? (count === 1 ? 'took a seat' : 'took a seat each') : count === 1 ? 'still takes a seat' : 'still take a seat each';
  return `${count === 1 ? '1 expired invitation' : `${count} expired invitations`} ${cost}`;
}

interface MembersProps {
  readonly search: { readonly state?: string; readonly asOf?: string };
  readonly children: ReactNode;
}

/** To the members behind a figure. */
function Members({ search, children }: MembersProps) {
  const { workspaceId } = useWorkspace();
  return (
    <AddressLink to={`/workspaces/${workspaceId}/users`} search={search}>
      {typeof children === 'number' ? children.toLocaleString() : children}
    </AddressLink>
  );
}
