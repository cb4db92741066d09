import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isProblem, pages } from '#libs/client';
import { inWorkspace } from '../app/queries';
import { roster } from '../app/roster';

/** What somebody is called whom an answer knows by id alone. */
export interface Called {
  readonly name: string | null;
  readonly email: string | null;
  readonly removed: boolean;
}

export type Names = ReadonlyMap<string, Called>;

const PAGE = 200;
/** So few are asked for one by one where the first page of the table does not have them. */
const FEW = 30;
const AT_ONCE = 6;
const NOBODY: Names = new Map();

/** Nobody who is not known (yet) is in it. @param memberIds a screenful, not all of a large workspace */
export function useNames(workspaceId: string, memberIds: readonly string[]): Names {
  const { data = NOBODY } = useQuery({
    queryKey: inWorkspace(workspaceId, 'names', ...memberIds),
    queryFn: () => namesOf(workspaceId, memberIds),
    enabled: memberIds.length > 0,
    placeholderData: keepPreviousData,
  });
  return data;
}

/** Those who are here by the user table, those who were by their own entry. */
export async function namesOf(workspaceId: string, memberIds: readonly string[]): Promise<Names> {
  const missing = new Set(memberIds);
  const names = new Map<string, Called>();
  const wish = { params: { path: { workspaceId }, query: { limit: PAGE } } };
  for await (const { items } of pages(roster, '/v1/workspaces/{workspaceId}/members', wish)) {
    for (const { memberId, name, email } of items) {
      if (missing.delete(memberId)) names.set(memberId, { name, email, removed: false });
    }
    if (missing.size <= FEW) break;
  }
  const rest = [...missing];
  for (let from = 0; from < rest.length; from += AT_ONCE) {
    await Promise.all(rest.slice(from, from + AT_ONCE).map(async (memberId) => names.set(memberId, await one(workspaceId, memberId))));
  }
  return names;
}

async function one(workspaceId: string, memberId: string): Promise<Called> {
  try {
    const params = { path: { workspaceId, memberId } };
    const { name, email, state } = await roster.get('/v1/workspaces/{workspaceId}/members/{memberId}', { params });
    return { name, email, removed: state === 'removed' };
  } catch (error) {
    if (isProblem(error, 'not_found')) return { name: null, email: null, removed: true };
    throw error;
  }
}
