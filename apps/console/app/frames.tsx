import { Alert, Anchor, Box, Center, Container, Paper, Stack, Text } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { Empty } from '../kit/empty';
import { Page } from '../kit/page';
import { Failed } from '../kit/problem';
import { Loading } from '../kit/shown';
import { useLiveChanges } from './live';
import { meQuery, workspaceQuery, type Me } from './queries';
import { forgetAccount } from './session';
import { Shell } from './shell';
import { CurrentWorkspace, useWorkspaceId, type WorkspaceContext } from './workspace-context';

/** Around the pages that need nobody to be signed in: one narrow column. */
export function OpenFrame() {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={440} gap="md">
        <Anchor component={Link} to="/" fw={700} fz="lg" c="var(--mantine-color-text)" underline="never">
          Roster
        </Anchor>
        <Offline />
        <Paper withBorder p={{ base: 'lg', xs: 'xl' }}>
          <Outlet />
        </Paper>
      </Stack>
    </Center>
  );
}

/** Around the pages of somebody who is signed in. Where the session ends meanwhile, signing in again leads back here. */
export function SignedInFrame() {
  const { data: me } = useQuery(meQuery);
  const navigate = useNavigate();
  const { href } = useLocation();
  const leaves = useRef(false);
  useEffect(() => {
    const ended = me === null;
    // Once: on the way there the address changes already.
    if (ended && !leaves.current) {
      void navigate({ to: '/sign-in', search: { next: href, ended: 'yes' }, replace: true }).then(forgetAccount);
    }
    leaves.current = ended;
  }, [me, navigate, href]);
  if (!me) return <Loading />;
  return (
    <Shell me={me}>
      <Offline />
      <Outlet />
    </Shell>
  );
}

/** Around the pages of one workspace. */
export function WorkspaceFrame() {
  const workspaceId = useWorkspaceId() ?? '';
  const { data: me } = useQuery(meQuery);
  const membership = me?.memberships.find((one) => one.workspaceId === workspaceId);
  const context = useMemo<WorkspaceContext | null>(
    () => membership ? { workspaceId, membership, can: (capability) => membership.capabilities.includes(capability) } : null,
    [workspaceId, membership],
  );
  if (!context) return <NoSuchWorkspace me={me} />;
  return (
    <CurrentWorkspace value={context}>
      {context.can('history.read') && <LiveChanges workspaceId={workspaceId} />}
      <Outlet />
    </CurrentWorkspace>
  );
}

function LiveChanges({ workspaceId }: { readonly workspaceId: string }) {
  const { data } = useQuery(workspaceQuery(workspaceId));
  return data && <Feed key={workspaceId} workspaceId={workspaceId} from={data.position} />;
}

function Feed({ workspaceId, from }: { readonly workspaceId: string; readonly from: string }) {
  useLiveChanges(workspaceId, from);
  return null;
}

function NoSuchWorkspace({ me }: { readonly me: Me | null | undefined }) {
  return (
    <Page title="Not your workspace">
      <Empty title="There is no such workspace, or you are not a member of it (any more).">
        <Text size="sm">
          {me?.memberships.length ? 'Yours are on the first page.' : 'Ask one of its admins for an invitation.'}
        </Text>
        <Anchor component={Link} to="/">
          Your workspaces
        </Anchor>
      </Empty>
    </Page>
  );
}

function Offline() {
  const { online } = useNetwork();
  if (online) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconPlugConnectedX aria-hidden />} role="status" mb="md">
      You are offline. What you see may be out of date, and nothing can be changed until you are connected again.
    </Alert>
  );
}

/** A page that could not be shown at all. */
export function Broken({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <Standing>
      <Page title="This page could not be shown">
        <Failed error={error} retry={reset} />
      </Page>
    </Standing>
  );
}

/** Within the frame of who is signed in. */
export function Missing() {
  return (
    <Page title="There is no such page">
      <Text>The address may be mistyped.</Text>
      <Anchor component={Link} to="/">
        Go to your workspaces
      </Anchor>
    </Page>
  );
}

/** Without any frame. */
export function MissingAlone() {
  return (
    <Container component="main" size="sm" py="xl">
      <Missing />
    </Container>
  );
}

function Standing({ children }: { readonly children: ReactNode }) {
  return (
    <Container size="sm" py="xl">
      <Box component="section">{children}</Box>
    </Container>
  );
}
