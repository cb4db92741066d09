import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWorkspace } from '../../app/workspace-context';
import { type Names } from '../../kit/member-names';

interface MemberNameProps {
  readonly memberId: string;
  readonly names: Names;
}

/** Billing itself knows ids alone; what its members are called is read beside it. */
export function MemberName({ memberId, names }: MemberNameProps) {
  const { workspaceId } = useWorkspace();
  const called = names.get(memberId);
  if (!called) return <Text span size="sm" c="dimmed">…</Text>;
  const { name, email, removed } = called;
  const shown = name ?? email;
  return (
    <span>
      {shown === null ? (
        'Erased person'
      ) : (
        <Anchor component={Link} to={`/workspaces/${workspaceId}/users/${memberId}`} size="sm">
          <bdi>{shown}</bdi>
        </Anchor>
      )}
      {removed && (
        <Text span size="xs" c="dimmed">
          {' '}
          removed
        </Text>
      )}
    </span>
  );
}
