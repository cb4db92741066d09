import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';
import { type Counts, type Table, type TableItem, totalOf, type View } from './view';

export const PAGE = 50;
/** So many pages are kept and, after a change, read again: however far somebody scrolled, it costs the same. */
const KEPT = 6;

interface Place {
  readonly index: number;
  readonly cursor: string | null;
}

interface PlacedPage extends Table {
  readonly index: number;
}

interface Anchor {
  readonly of: string;
  /** How often somebody jumped elsewhere. */
  readonly jumps: number;
  /** Where the pages that are kept began. */
  readonly from: number;
  /** Where each page begins that was ever reached. */
  readonly cursors: Map<number, string>;
}

/** The rows of a view by their number, as far as they are there. */
export interface MemberPages {
  readonly counts: Counts | undefined;
  /** Undefined for one that is not loaded (any more). */
  readonly row: (index: number) => TableItem | undefined;
  readonly loaded: readonly TableItem[];
  /** How far one can scroll by now. */
  readonly known: number;
  /** Of all rows; undefined while only the end could tell. */
  readonly total: number | undefined;
  /** What is shown belongs to the view before. */
  readonly outdated: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  /** To be told which rows are in sight. */
  readonly need: (first: number, last: number) => void;
}

/**
 * The table page by page (T-3). A few pages around what is in sight are kept; whoever jumps elsewhere begins there
 * anew, by the cursor that was seen when they first came by.
 */
export function useMemberPages(workspaceId: string, view: View): MemberPages {
  const of = JSON.stringify([workspaceId, view]);
  const [stored, setAnchor] = useState<Anchor>(() => beginningOf(of));
  const anchor = stored.of === of ? stored : beginningOf(of);
  if (anchor !== stored) setAnchor(anchor);
  const { from, cursors, jumps } = anchor;

  const query = useInfiniteQuery({
    queryKey: inWorkspace(workspaceId, 'members', view, jumps),
    initialPageParam: { index: from, cursor: cursors.get(from) ?? null },
    queryFn: async ({ pageParam: { index, cursor }, signal }): Promise<PlacedPage> => {
      const asked = { ...view, limit: PAGE, ...(cursor !== null && { cursor }) };
      const params = { path: { workspaceId }, query: asked };
      return { ...(await roster.get('/v1/workspaces/{workspaceId}/members', { params, signal })), index };
    },
    getNextPageParam: ({ index, nextCursor }): Place | null => {
      if (nextCursor === null) return null;
      cursors.set(index + 1, nextCursor);
      return { index: index + 1, cursor: nextCursor };
    },
    getPreviousPageParam: ({ index }): Place | null =>
      index === 0 ? null : { index: index - 1, cursor: cursors.get(index - 1) ?? null },
    maxPages: KEPT,
    placeholderData: keepPreviousData,
  });

  const { data, isFetching, isPlaceholderData, refetch } = query;
  const { fetchNextPage, fetchPreviousPage, hasNextPage, hasPreviousPage } = query;
  const pages = useMemo(() => data?.pages ?? [], [data]);
  const first = pages[0]?.index ?? 0;
  const last = first + pages.length - 1;
  const need = useCallback(
    (firstRow: number, lastRow: number) => {
      if (isFetching) return;
      const [top, bottom] = [Math.floor(firstRow / PAGE), Math.floor(lastRow / PAGE)];
      if (top > last + 1 || bottom < first - 1) setAnchor({ of, jumps: jumps + 1, from: top, cursors });
      else if (hasNextPage && lastRow + PAGE / 2 >= (last + 1) * PAGE) void fetchNextPage();
      else if (hasPreviousPage && firstRow - PAGE / 2 < first * PAGE) void fetchPreviousPage();
    },
    [isFetching, first, last, of, cursors, jumps, hasNextPage, hasPreviousPage, fetchNextPage, fetchPreviousPage],
  );

  const counts = pages.at(-1)?.counts;
  const end = pages.at(-1);
  const reached = end === undefined ? 0 : end.index * PAGE + end.items.length;
  const atEnd = end?.nextCursor === null;
  return {
    counts,
    row: useCallback((index: number) => pages[Math.floor(index / PAGE) - first]?.items[index % PAGE], [pages, first]),
    loaded: useMemo(() => pages.flatMap(({ items }) => items), [pages]),
    known: atEnd ? reached : Math.max(reached, Math.max(0, ...cursors.keys()) * PAGE),
    total: atEnd ? reached : counts && totalOf(view, counts),
    outdated: isPlaceholderData,
    error: query.error,
    retry: () => void refetch(),
    need,
  };
}

function beginningOf(of: string): Anchor {
  return { of, jumps: 0, from: 0, cursors: new Map() };
}
