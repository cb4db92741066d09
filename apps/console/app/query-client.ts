import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from '#libs/client';
import { meQuery } from './queries';

/**
 * A session that has ended shows at the next call, whichever it is: nobody is signed in then. So does a role that has
 * changed meanwhile, and a place in a workspace that has ended: what somebody may do is read anew.
 */
function noticeWhoIsHere(error: Error): void {
  if (isProblem(error, 'unauthenticated')) queryClient.setQueryData(meQuery.queryKey, null);
  if (isProblem(error, 'capability_required', 'not_found')) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
}

/**
 * The client of the API tries again by itself where that may help: what reaches us here is an answer. A read waits until
 * one is online again; a command does not, so that nothing is done later by surprise. What was typed is not kept.
 */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeWhoIsHere }),
  mutationCache: new MutationCache({ onError: noticeWhoIsHere }),
  defaultOptions: { queries: { retry: false, staleTime: 5000 }, mutations: { retry: false, networkMode: 'always', gcTime: 0 } },
});
