import { List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { Moment } from '../../kit/moment';
import { roleName } from '../../kit/person';
import { Shown } from '../../kit/shown';
import { type Difference } from './queries';

const CLOCKS_DIFFER_MS = 24 * 60 * 60 * 1000;

/** What is different now from how it was at a moment (H-3). @param at ISO time */
export function DifferenceToNow({ at }: { readonly at: string }) {
  const { workspaceId } = useWorkspace();
  const query = useQuery({
    queryKey: inWorkspace(workspaceId, 'difference', at),
    queryFn: ({ signal }) =>
      roster.get('/v1/workspaces/{workspaceId}/history/difference', {
        params: { path: { workspaceId }, query: { from: at, to: later(at) } },
        signal,
      }),
  });
  return <Shown query={query}>{(difference) => <Lists difference={difference} />}</Shown>;
}

/** Now, also where the clock of the service is ahead of ours: there is nothing after it to tell. */
function later(at: string): string {
  return new Date(Math.max(Date.parse(at), Date.now()) + CLOCKS_DIFFER_MS).toISOString();
}

function Lists({ difference }: { readonly difference: Difference }) {
  const { joined, invited, removed, roleChanges, seatDelta } = difference;
  const same = [joined, invited, removed, roleChanges].every((list) => list.length === 0);
  return (
    <section aria-label="Different now">
      <Stack gap="xs">
        <Title order={3}>Different now</Title>
        {same ? (
          <Text size="sm">Nobody has joined, been invited, been removed or changed roles since.</Text>
        ) : (
          <Text size="sm">Seats: {seatDelta > 0 ? `+${seatDelta}` : seatDelta < 0 ? `−${-seatDelta}` : 'the same number'}</Text>
        )}
        <Changes title="Joined" changes={joined} words={({ role, wasInvited }) => `${roleName(role)}${wasInvited ? ', was invited then' : ''}`} />
        <Changes title="Invited" changes={invited} words={({ role }) => roleName(role)} />
        <Changes title="Removed" changes={removed} words={({ role, state }) => `was ${state}, ${roleName(role)}`} />
        <Changes
          title="Roles"
          changes={roleChanges}
          words={({ formerRole, role }) => `${roleName(formerRole)} → ${roleName(role)}`}
        />
      </Stack>
    </section>
  );
}

interface ChangesProps<Change> {
  readonly title: string;
  readonly changes: readonly Change[];
  readonly words: (change: Change) => ReactNode;
}

const SHOWN = 20;

function Changes<Change extends { readonly memberId: string; readonly name: string | null; readonly at: string }>({
  title,
  changes,
  words,
}: ChangesProps<Change>) {
  if (changes.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title} ({changes.length.toLocaleString()})
      </Text>
      <List size="sm" aria-label={title}>
        {changes.slice(0, SHOWN).map((change) => (
          <List.Item key={change.memberId}>
            <bdi>{change.name ?? 'an erased person'}</bdi> · {words(change)} ·{' '}
            <Text span size="sm" c="dimmed">
              <Moment at={change.at} />
            </Text>
          </List.Item>
        ))}
      </List>
      {changes.length > SHOWN && (
        <Text size="sm" c="dimmed">
          and {(changes.length - SHOWN).toLocaleString()} more
        </Text>
      )}
    </div>
  );
}
