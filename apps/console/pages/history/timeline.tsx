import { Button, Group, Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useWorkspace } from '../../app/workspace-context';
import { Empty } from '../../kit/empty';
import { Shown } from '../../kit/shown';
import { byDay } from './by-day';
import { EntryItem } from './entry-item';
import classes from './history.module.css';
import { entriesQuery } from './queries';
import { useWords } from './use-words';
import { type Filters, isFiltered, type View } from './view';

interface TimelineProps {
  readonly view: View;
  readonly filters: Filters;
  readonly apply: (filters: Filters) => void;
}

/** H-1, H-2: entries in words, day by day. */
export function Timeline({ view, filters, apply }: TimelineProps) {
  const { workspaceId } = useWorkspace();
  const query = useInfiniteQuery(entriesQuery(workspaceId, view));
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const words = useWords(entries);
  const list = useRef<HTMLDivElement>(null);
  const known = useRef<number>(undefined);
  const more = () => {
    known.current = entries.length;
    void query.fetchNextPage();
  };
  // Reading goes on at the first entry that is new.
  useEffect(() => {
    if (known.current === undefined || entries.length <= known.current) return;
    list.current?.querySelectorAll<HTMLElement>('[data-entry]')[known.current]?.focus();
    known.current = undefined;
  }, [entries.length]);
  return (
    <Shown query={query}>
      {() =>
        entries.length === 0 ? (
          <Empty title="Nothing happened that these filters leave.">
            {isFiltered(filters) && (
              <Button variant="default" onClick={() => apply({})}>
                Clear filters
              </Button>
            )}
          </Empty>
        ) : (
          <Stack gap="md" ref={list}>
            {byDay(entries).map(({ day, title, entries: ofDay }) => (
              <section key={day} aria-label={title}>
                <Title order={2} size="h3">
                  {title}
                </Title>
                <ol className={classes['entries']}>
                  {ofDay.map((entry) => (
                    <EntryItem key={entry.eventId} entry={entry} words={words} narrow={(only) => apply({ ...filters, ...only })} />
                  ))}
                </ol>
              </section>
            ))}
            {query.hasNextPage && (
              <Group>
                <Button variant="default" onClick={more} loading={query.isFetchingNextPage}>
                  Load more
                </Button>
              </Group>
            )}
          </Stack>
        )
      }
    </Shown>
  );
}
