import { Anchor, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type AnswerOf } from '#libs/client';
import { useMember } from '../../app/member-context';
import { inWorkspace } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { Moment } from '../../kit/moment';
import { NoPermission } from '../../kit/no-permission';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { readHistory } from '../../kit/member-history-query';
import classes from './member.module.css';

type Entry = AnswerOf<'/v1/workspaces/{workspaceId}/history', 'get'>['items'][number];

const PAGE = 20;

/** What happened to one member, newest first (H-1, H-2). */
export function MemberHistoryPage() {
  const { can } = useWorkspace();
  if (!can('history.read')) return <NoPermission title="Only admins see the history." />;
  return <Entries />;
}

function Entries() {
  const { workspaceId } = useWorkspace();
  const { member } = useMember();
  const list = useRef<HTMLUListElement>(null);
  const query = useInfiniteQuery({
    queryKey: inWorkspace(workspaceId, 'member-history', member.memberId),
    queryFn: ({ pageParam, signal }) =>
      readHistory(workspaceId, member.memberId, { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const goOnAt = useRef<number>(undefined);
  const more = () => {
    goOnAt.current = list.current?.children.length;
    void query.fetchNextPage();
  };
  // The button may be gone then; reading goes on at the first entry that is new.
  useEffect(() => {
    const next = goOnAt.current === undefined ? undefined : list.current?.children[goOnAt.current];
    if (!(next instanceof HTMLElement)) return;
    goOnAt.current = undefined;
    next.focus();
  }, [query.data]);
  return (
    <Section title="History" lead="What happened to this member, and who did it. Newest first.">
      <Shown query={query}>
        {({ pages }) => (
          <ul className={classes['entries']} ref={list}>
            {pages.flatMap(({ items }) => items).map((entry) => (
              <Item key={entry.eventId} entry={entry} />
            ))}
          </ul>
        )}
      </Shown>
      <Group>
        {query.hasNextPage && (
          <Button variant="default" onClick={more} loading={query.isFetchingNextPage}>
            Load more
          </Button>
        )}
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link {...props} to="/workspaces/$workspaceId/history" params={{ workspaceId }} search={{ subject: member.memberId }} />
          )}
        >
          Open in the history, with before and after
        </Anchor>
      </Group>
    </Section>
  );
}

function Item({ entry: { at, summary, reason } }: { readonly entry: Entry }) {
  return (
    <li tabIndex={-1} style={{ outline: 'none' }}>
      <Text size="sm" component="bdi" display="block">
        {summary}
      </Text>
      {reason !== null && (
        <Text size="sm" c="dimmed">
          Reason: <bdi>{reason}</bdi>
        </Text>
      )}
      <Text size="xs" c="dimmed">
        <Moment at={at} />
      </Text>
    </li>
  );
}
