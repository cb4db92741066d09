import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, isProblem } from '#libs/client';
import { roster } from './roster';

export type Me = AnswerOf<'/v1/me', 'get'>;
export type Membership = Me['memberships'][number];
export type WorkspaceSummary = AnswerOf<'/v1/workspaces/{workspaceId}', 'get'>;
export type Member = AnswerOf<'/v1/workspaces/{workspaceId}/members/{memberId}', 'get'>;
export type Roles = AnswerOf<'/v1/workspaces/{workspaceId}/roles', 'get'>;
export type Inbox = AnswerOf<'/v1/workspaces/{workspaceId}/inboxes', 'get'>['items'][number];
export type Role = Member['role'];

/** The person who is signed in; null where nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await roster.get('/v1/me', { signal });
    } catch (error) {
      if (isProblem(error, 'unauthenticated')) return null;
      throw error;
    }
  },
});

/**
 * Everything of a workspace is kept under `['workspace', id]`: after a command, and when the feed tells of somebody
 * else's, all of it is stale at once.
 */
export function inWorkspace(workspaceId: string, ...key: readonly unknown[]): readonly unknown[] {
  return ['workspace', workspaceId, ...key];
}

export function workspaceQuery(workspaceId: string) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'summary'),
    queryFn: ({ signal }) => roster.get('/v1/workspaces/{workspaceId}', { params: { path: { workspaceId } }, signal }),
  });
}

export function rolesQuery(workspaceId: string) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'roles'),
    queryFn: ({ signal }) => roster.get('/v1/workspaces/{workspaceId}/roles', { params: { path: { workspaceId } }, signal }),
    staleTime: Infinity,
  });
}

export function inboxesQuery(workspaceId: string) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'inboxes'),
    queryFn: ({ signal }) => roster.get('/v1/workspaces/{workspaceId}/inboxes', { params: { path: { workspaceId } }, signal }),
  });
}

export function memberQuery(workspaceId: string, memberId: string) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'member', memberId),
    queryFn: ({ signal }) =>
      roster.get('/v1/workspaces/{workspaceId}/members/{memberId}', { params: { path: { workspaceId, memberId } }, signal }),
  });
}

/** When the workspace came to be: nothing of it is older. For who may read its history. */
export function foundingQuery(workspaceId: string) {
  return queryOptions({
    queryKey: inWorkspace(workspaceId, 'founding'),
    queryFn: async ({ signal }): Promise<string | null> => {
      const { items } = await roster.get('/v1/workspaces/{workspaceId}/history', {
        params: { path: { workspaceId }, query: { order: 'asc', limit: 1 } },
        signal,
      });
      return items[0]?.at ?? null;
    },
    staleTime: Infinity,
  });
}
