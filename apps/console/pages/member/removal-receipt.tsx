import { Alert, Anchor, Group, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type AnswerOf } from '#libs/client';
import { useMember } from '../../app/member-context';
import { useWorkspace } from '../../app/workspace-context';
import { Section } from '../../kit/section';
import { MovingWork } from './moving-work';

type Moved = AnswerOf<'/v1/workspaces/{workspaceId}/members/{memberId}/removal', 'post'>['transferred'];

export interface Receipt {
  readonly name: string;
  readonly successorId: string | null;
  readonly successorName: string;
  readonly transferred: Moved;
}

/** What a removal has done: the figures that were announced before it. */
export function RemovalReceipt({ receipt }: { readonly receipt: Receipt }) {
  const { workspaceId } = useWorkspace();
  const { member } = useMember();
  const { name, successorId, successorName, transferred } = receipt;
  const base = `/workspaces/${workspaceId}`;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <Section title="Receipt">
      <Alert ref={top} tabIndex={-1} color="teal" variant="light" icon={<IconCheck aria-hidden />} role="status" style={{ outline: 'none' }}>
        <Text size="sm">
          <bdi>{name}</bdi> was removed. <bdi>{successorName}</bdi> has their work now. The access and the seat have ended.
        </Text>
      </Alert>
      <MovingWork caption="What moved" work={transferred} />
      <Group>
        {successorId !== null && (
          <Anchor component={Link} to={`${base}/users/${successorId}`} size="sm">
            Go to <bdi>{successorName}</bdi>
          </Anchor>
        )}
        <Anchor component={Link} to={`${base}/users/${member.memberId}/history`} size="sm">
          History of <bdi>{name}</bdi>
        </Anchor>
        <Anchor component={Link} to={`${base}/users`} size="sm">
          All users
        </Anchor>
      </Group>
    </Section>
  );
}

/** `12 conversations, 3 replies, 1 note and 2 customer accounts` */
export function inWords({ conversations, replies, notes, customers }: Moved): string {
  const parts = [many(conversations, 'conversation'), many(replies, 'reply', 'replies'), many(notes, 'note')];
  return `${parts.join(', ')} and ${many(customers, 'customer account')}`;
}

function many(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
