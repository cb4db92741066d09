import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { inWorkspace, meQuery } from './queries';
import { roster } from './roster';

/** Changes that come in a rush are shown together. */
const TOGETHER_MS = 300;

/**
 * What others change in a workspace appears by itself: each event of its feed makes what is shown of it stale, and every
 * read after it sees at least that event.
 * @param from position to begin after; undefined: do not listen (yet)
 */
export function useLiveChanges(workspaceId: string, from: string | undefined): void {
  const queries = useQueryClient();
  const listens = from !== undefined;
  useEffect(() => {
    if (from === undefined) return;
    const address = new URL('/v1/events', location.origin);
    address.search = new URLSearchParams({ workspaceId, after: from }).toString();
    const feed = new EventSource(address);
    let timer: ReturnType<typeof setTimeout> | undefined;
    feed.onmessage = ({ lastEventId }) => {
      roster.heardOf(lastEventId);
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: inWorkspace(workspaceId) });
        void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      }, TOGETHER_MS);
    };
    // Where the connection is lost it is made again; where it is refused for good, who is here may no longer see it.
    feed.onerror = () => {
      if (feed.readyState === EventSource.CLOSED) void queries.invalidateQueries({ queryKey: meQuery.queryKey });
    };
    return () => {
      clearTimeout(timer);
      feed.close();
    };
    // Where the feed begins is of interest once: from then on it goes on by itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [queries, workspaceId, listens]);
}
