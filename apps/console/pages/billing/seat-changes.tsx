import { Anchor, Badge, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWorkspace } from '../../app/workspace-context';
import { Moment } from '../../kit/moment';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { Told } from '../../kit/told';
import classes from './billing.module.css';
import { changesQuery, type SeatChange } from './changes-query';
import { titleOf } from './months';
import { ShowMore, useFirst } from './show-more';

interface SeatChangesProps {
  /** As `2026-11`. */
  readonly month: string;
  /** ISO time up to which; undefined: now. */
  readonly asked: string | undefined;
}

/** What changed the figure in a month, who did it and why: the events behind the seats. */
export function SeatChanges({ month, asked }: SeatChangesProps) {
  const { workspaceId, can } = useWorkspace();
  const query = useQuery({ ...changesQuery(workspaceId, month, asked), enabled: can('history.read') });
  return (
    <Section wide title="What changed, and why" lead={`Who took or freed a seat in ${titleOf(month)}, the newest first.`}>
      <Shown query={query}>
        {({ changes, complete }) => (
          <>
            <Changes changes={changes} />
            {!complete && (
              <Text size="sm">
                There is more than is shown here: <History>all of it is in the history</History>.
              </Text>
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}

function Changes({ changes }: { readonly changes: readonly SeatChange[] }) {
  const { shown, more } = useFirst(changes);
  if (changes.length === 0) return <Text size="sm">Nothing changed the seats in this month.</Text>;
  return (
    <>
      <ul className={classes['changes']} aria-label="Changes of seats">
        {shown.map(({ entry: { eventId, summary, at, reason, actor, subject }, delta }) => (
          <li key={eventId}>
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Delta delta={delta} />
              <div style={{ minWidth: 0 }}>
                <Text size="sm">
                  <Told summary={summary} names={[actor.name, subject?.name]} />
                </Text>
                {reason !== null && (
                  <Text size="sm">
                    Why: <bdi>{reason}</bdi>
                  </Text>
                )}
                <Text size="xs" c="dimmed">
                  <Moment at={at} /> · event <span title={eventId}>{eventId.slice(-8)}</span>
                </Text>
              </div>
            </Group>
          </li>
        ))}
      </ul>
      <ShowMore {...more} />
    </>
  );
}

function Delta({ delta }: { readonly delta: 1 | 0 | -1 }) {
  const text = delta === 1 ? '+1 seat' : delta === -1 ? '−1 seat' : 'Same seat';
  return (
    <Badge variant="light" color={delta === 1 ? 'roster' : 'gray'} tt="none" miw={84} style={{ flexShrink: 0 }}>
      {text}
    </Badge>
  );
}

function History({ children }: { readonly children: string }) {
  const { workspaceId } = useWorkspace();
  return (
    <Anchor component={Link} to={`/workspaces/${workspaceId}/history`} underline="always" inherit>
      {children}
    </Anchor>
  );
}
