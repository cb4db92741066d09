import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { inWorkspace, meQuery } from './queries';
import { roster } from './roster';

/** Changes that come in a rush are shown together. */
const TOGETHER_MS = 300;

/**
 * What others change in a workspace appears by itself: each event of its feed makes what is shown of it stale, and every
 * read after it sees at least that event.
 * @param from position to begin after, of interest once: from then on it goes on by itself
 */
export function useLiveChanges(workspaceId: string, from: string): void {
  const queries = useQueryClient();
  const [beginning] = useState(from);
  useEffect(() => {
    const address = new URL('/v1/events', location.origin);
    address.search = new URLSearchParams({ workspaceId, after: beginning }).toString();
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
  }, [queries, workspaceId, beginning]);
}
