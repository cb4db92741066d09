import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf } from '#libs/client';
import { inWorkspace } from '../../app/queries';
import { roster } from '../../app/roster';
import { daysOf } from './months';

type Page = Exclude<AnswerOf<'/v1/workspaces/{workspaceId}/history', 'get'>, string>;
type Entry = Page['items'][number];

export interface SeatChange {
  readonly entry: Entry;
  /** 0: an invited member who joined; it stays one seat (B-6). */
  readonly delta: 1 | 0 | -1;
}

/** The kinds of events that seats hang on, as long as the workspace is there. */
const KINDS = ['UserInvited', 'UserJoined', 'InvitationRevoked', 'UserRemoved'] as const;
const MOST = 200;

/** The newest changes of seats in a month, from the history. @param asked ISO time up to which; undefined: all of them */
export function changesQuery(workspaceId: string, month: string, asked: string | undefined) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'seat changes', month, asked ?? 'now'),
    queryFn: async ({ signal }) => {
      const { from, to } = daysOf(month);
      const end = `${to}T23:59:59.999Z`;
      const query = { from: `${from}T00:00:00.000Z`, to: asked !== undefined && asked < end ? asked : end, limit: MOST };
      if (query.to < query.from) return { changes: [], complete: true };
      const pages = await Promise.all(
        KINDS.map((type) =>
          roster.get('/v1/workspaces/{workspaceId}/history', {
            params: { path: { workspaceId }, query: { ...query, type } },
            signal,
          }),
        ),
      );
      return merged(pages);
    },
  });
}

/** In one order, and only as far back as every kind is known: a list with holes would be wrong. */
function merged(pages: readonly Page[]): { readonly changes: readonly SeatChange[]; readonly complete: boolean } {
  const cut = pages.filter(({ nextCursor }) => nextCursor !== null);
  const known = Math.max(0, ...cut.map(({ items }) => items.at(-1)?.revision ?? 0));
  const entries = pages.flatMap(({ items }) => items).filter(({ revision }) => revision >= known);
  return {
    changes: entries.sort((a, b) => b.revision - a.revision).map((entry) => ({ entry, delta: deltaOf(entry) })),
    complete: cut.length === 0,
  };
}

function deltaOf({ type, change }: Entry): SeatChange['delta'] {
  if (type === 'UserInvited') return 1;
  // Who was invited has the seat already.
  if (type === 'UserJoined') return change.before === null ? 1 : 0;
  return -1;
}
