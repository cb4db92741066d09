import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { Broken, Missing, MissingAlone, OpenFrame, SignedInFrame, WorkspaceFrame } from './frames';
import { type Me, meQuery } from './queries';
import { queryClient } from './query-client';
import { known, parseSearch, stringifySearch } from './search';

/** Every page by its own address. A page's code is loaded when somebody first goes there. */

const root = createRootRoute({ component: Outlet, notFoundComponent: MissingAlone });

const open = createRoute({ getParentRoute: () => root, id: 'open', component: OpenFrame });

const gettingIn = [
  createRoute({
    getParentRoute: () => open,
    path: '/sign-in',
    validateSearch: known('next', 'ended'),
    component: lazyRouteComponent(() => import('../pages/getting-in/sign-in'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/sign-up',
    component: lazyRouteComponent(() => import('../pages/getting-in/sign-up'), 'SignUpPage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/verify',
    component: lazyRouteComponent(() => import('../pages/getting-in/verify'), 'VerifyPage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/invitation',
    component: lazyRouteComponent(() => import('../pages/getting-in/invitation'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/reset',
    component: lazyRouteComponent(() => import('../pages/getting-in/reset'), 'ResetPage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/confirm-email',
    component: lazyRouteComponent(() => import('../pages/getting-in/email-change'), 'ConfirmEmailPage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/approve-email',
    component: lazyRouteComponent(() => import('../pages/getting-in/email-change'), 'ApproveEmailPage'),
  }),
];

/** Who was there a moment ago goes on without waiting; the frame notices where they are no longer signed in. */
async function whoIsThere(): Promise<Me | null> {
  const known = queryClient.getQueryData(meQuery.queryKey);
  if (!known) return queryClient.query({ ...meQuery, staleTime: 0 });
  void queryClient.refetchQueries({ queryKey: meQuery.queryKey, stale: true });
  return known;
}

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const me = await whoIsThere();
    if (me === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
  },
  component: SignedInFrame,
});

const own = [
  createRoute({
    getParentRoute: () => signedIn,
    path: '/',
    component: lazyRouteComponent(() => import('../pages/home/home'), 'HomePage'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/settings',
    component: lazyRouteComponent(() => import('../pages/settings/settings'), 'SettingsPage'),
  }),
];

const workspace = createRoute({
  getParentRoute: () => signedIn,
  path: '/workspaces/$workspaceId',
  component: WorkspaceFrame,
  notFoundComponent: Missing,
});

const member = createRoute({
  getParentRoute: () => workspace,
  path: '/users/$memberId',
  component: lazyRouteComponent(() => import('../pages/member/member-frame'), 'MemberFrame'),
});

const ofMember = [
  createRoute({
    getParentRoute: () => member,
    path: '/',
    component: lazyRouteComponent(() => import('../pages/member/profile'), 'MemberProfilePage'),
  }),
  createRoute({
    getParentRoute: () => member,
    path: '/access',
    component: lazyRouteComponent(() => import('../pages/member/access'), 'MemberAccessPage'),
  }),
  createRoute({
    getParentRoute: () => member,
    path: '/password',
    component: lazyRouteComponent(() => import('../pages/member/password'), 'MemberPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => member,
    path: '/history',
    component: lazyRouteComponent(() => import('../pages/member/member-history'), 'MemberHistoryPage'),
  }),
  createRoute({
    getParentRoute: () => member,
    path: '/remove',
    component: lazyRouteComponent(() => import('../pages/member/remove'), 'RemoveMemberPage'),
  }),
];

const ofWorkspace = [
  createRoute({
    getParentRoute: () => workspace,
    path: '/',
    beforeLoad: async ({ params: { workspaceId } }) => {
      const me = await queryClient.query(meQuery);
      const mine = me?.memberships.find((one) => one.workspaceId === workspaceId);
      if (!mine) return;
      const params = { workspaceId, memberId: mine.memberId };
      const manages = mine.capabilities.includes('users.manage');
      throw manages
        ? redirect({ to: '/workspaces/$workspaceId/users', params, replace: true })
        : redirect({ to: '/workspaces/$workspaceId/users/$memberId', params, replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => workspace,
    path: '/users',
    validateSearch: known('search', 'role', 'state', 'activity', 'inboxId', 'sort', 'asOf'),
    component: lazyRouteComponent(() => import('../pages/users/users'), 'UsersPage'),
  }),
  createRoute({
    getParentRoute: () => workspace,
    path: '/users/invite',
    component: lazyRouteComponent(() => import('../pages/users/invite'), 'InvitePage'),
  }),
  createRoute({
    getParentRoute: () => workspace,
    path: '/settings',
    component: lazyRouteComponent(() => import('../pages/workspace/workspace'), 'WorkspacePage'),
  }),
  createRoute({
    getParentRoute: () => workspace,
    path: '/billing',
    validateSearch: known('month', 'asOf'),
    component: lazyRouteComponent(() => import('../pages/billing/billing'), 'BillingPage'),
  }),
  createRoute({
    getParentRoute: () => workspace,
    path: '/history',
    validateSearch: known('subject', 'actor', 'type', 'from', 'to', 'order', 'at'),
    component: lazyRouteComponent(() => import('../pages/history/history'), 'HistoryPage'),
  }),
  member.addChildren(ofMember),
];

const tree = root.addChildren([
  open.addChildren(gettingIn),
  signedIn.addChildren([...own, workspace.addChildren(ofWorkspace)]),
]);

export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});
