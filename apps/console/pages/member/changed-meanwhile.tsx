import { Button, Group, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isProblem } from '#libs/client';
import { type Inbox, inboxesQuery, type Member } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { LastChange } from '../../kit/last-change';
import { roleName } from '../../kit/person';
import { Problem } from '../../kit/problem';

interface ChangedMeanwhileProps {
  readonly error: unknown;
  /** As it was when the form was begun. */
  readonly former: Member | undefined;
  readonly now: Member;
  readonly onTakeTheirs: () => void;
}

/** Why a form could not be saved; where somebody changed the member meanwhile, who and what. */
export function ChangedMeanwhile({ error, former, now, onTakeTheirs }: ChangedMeanwhileProps) {
  if (!isProblem(error, 'precondition_failed') || !former) return <Problem error={error} />;
  return (
    <Problem error={error}>
      <Differences former={former} now={now} />
      <Text size="sm" mt="xs">
        Save again to put yours in its place.
      </Text>
      <Group mt="xs">
        <Button size="xs" variant="default" onClick={onTakeTheirs}>
          Leave it as it is now
        </Button>
      </Group>
    </Problem>
  );
}

function Differences({ former, now }: { readonly former: Member; readonly now: Member }) {
  const { workspaceId } = useWorkspace();
  const { data: inboxes } = useQuery(inboxesQuery(workspaceId));
  const fields = differences(former, now, inboxes?.items ?? []);
  return (
    <>
      {placeOf(former) !== placeOf(now) && <LastChange memberId={now.memberId} />}
      <List size="sm">
        {fields.map(([field, value]) => (
          <List.Item key={field}>
            {field} is now: <bdi>{value}</bdi>
          </List.Item>
        ))}
      </List>
    </>
  );
}

/** The part of the revision that changes with role, inboxes and state; the other part is the profile's. */
function placeOf({ revision }: Member): string {
  return revision.split('.')[0] ?? '';
}

function differences(former: Member, now: Member, inboxes: readonly Inbox[]): readonly (readonly [string, string])[] {
  const named = (ids: readonly string[]) =>
    inboxes.filter(({ inboxId }) => ids.includes(inboxId)).map(({ name }) => name).join(', ') || 'none';
  const pairs = [
    ['Name', former.name, now.name],
    ['Email address', former.email, now.email],
    ['Job title', former.jobTitle, now.jobTitle],
    ['Phone', former.phone, now.phone],
    ['Role', roleName(former.role), roleName(now.role)],
    ['Inboxes', named(former.inboxIds), named(now.inboxIds)],
  ] as const;
  return pairs.filter(([, before, after]) => before !== after).map(([field, , after]) => [field, after ?? 'none']);
}
