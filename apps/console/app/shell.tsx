import { ActionIcon, AppShell, Avatar, Burger, Group, Menu, NavLink, ScrollArea, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAddressBook,
  IconBuilding,
  IconChevronDown,
  IconHistory,
  IconLogout,
  IconMoon,
  IconReceipt,
  IconSettings,
  IconSun,
  IconUser,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { announceProblem } from '../kit/announce';
import { type Me, type Membership } from './queries';
import { queryClient } from './query-client';
import { endSession } from './session';
import { useWorkspaceId } from './workspace-context';

const SIDEBAR = 232;
const HEADER = 52;

/** The frame of all pages: whose workspace, which page, who is signed in. */
export function Shell({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  const burger = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  const closeByEscape = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape' || !opened) return;
    close();
    burger.current?.focus();
  };
  const workspaceId = useWorkspaceId();
  const membership = me.memberships.find((one) => one.workspaceId === workspaceId);
  return (
    <AppShell
      header={{ height: HEADER }}
      navbar={{ width: SIDEBAR, breakpoint: 'sm', collapsed: { mobile: !opened, desktop: false } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className="skip" href="#content" onClick={skip}>
        Skip to the page
      </a>
      <AppShell.Header zIndex={110}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              ref={burger}
              opened={opened}
              onClick={toggle}
              onKeyDown={closeByEscape}
              hiddenFrom="sm"
              size="sm"
              aria-label="Menu"
              aria-expanded={opened}
            />
            <Workspaces me={me} current={membership} />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <ColourScheme />
            <Account me={me} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Pages" data-closed={!opened} onKeyDown={closeByEscape}>
        <ScrollArea>{membership ? <PagesOf membership={membership} /> : <OwnPages />}</ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <div className="page">{children}</div>
      </AppShell.Main>
    </AppShell>
  );
}

/** The focus goes where the link leads to; the address, by which one may come back here, stays as it is. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function PagesOf({ membership: { workspaceId, memberId, capabilities } }: { readonly membership: Membership }) {
  const can = (capability: string) => capabilities.includes(capability);
  const base = `/workspaces/${workspaceId}`;
  return (
    <>
      {can('users.manage') ? (
        <PageLink to={`${base}/users`} label="Users" icon={IconUsers} />
      ) : (
        <PageLink to={`${base}/users/${memberId}`} label="My entry" icon={IconAddressBook} />
      )}
      {can('billing.read') && <PageLink to={`${base}/billing`} label="Billing" icon={IconReceipt} />}
      {can('history.read') && <PageLink to={`${base}/history`} label="History" icon={IconHistory} />}
      {can('organization.manage') && <PageLink to={`${base}/settings`} label="Workspace" icon={IconBuilding} />}
    </>
  );
}

function OwnPages() {
  return (
    <>
      <PageLink to="/" label="Your workspaces" icon={IconBuilding} exact />
      <PageLink to="/settings" label="My settings" icon={IconSettings} />
    </>
  );
}

interface PageLinkProps {
  readonly to: string;
  readonly label: string;
  readonly icon: Icon;
  readonly exact?: boolean;
}

function PageLink({ to, label, icon: Sign, exact }: PageLinkProps) {
  const { pathname } = useLocation();
  const here = exact === true ? pathname === to : pathname === to || pathname.startsWith(`${to}/`);
  return (
    <NavLink
      component={Link}
      to={to}
      label={label}
      leftSection={<Sign aria-hidden size={18} stroke={1.6} />}
      active={here}
      {...(here ? { 'aria-current': 'page' as const } : {})}
      variant="light"
      className="page-link"
    />
  );
}

function Workspaces({ me, current }: { readonly me: Me; readonly current: Membership | undefined }) {
  if (me.memberships.length === 0) return <Text fw={700}>Roster</Text>;
  return (
    <Menu position="bottom-start" width={260} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton aria-label={current ? `Workspace: ${current.workspaceName}. Choose another` : 'Roster. Choose a workspace'} miw={0}>
          <Group gap={6} wrap="nowrap" miw={0}>
            <Text fw={700} truncate component="bdi">
              {current?.workspaceName ?? 'Roster'}
            </Text>
            <IconChevronDown aria-hidden size={16} />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Your workspaces</Menu.Label>
        {me.memberships.map(({ workspaceId, workspaceName }) => (
          <Menu.Item
            key={workspaceId}
            component={Link}
            to={`/workspaces/${workspaceId}`}
            {...(workspaceId === current?.workspaceId ? { 'aria-current': true as const, fw: 600 } : {})}
          >
            <bdi>{workspaceName}</bdi>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/">
          All of them, and invitations
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Account({ me }: { readonly me: Me }) {
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: async () => {
      await endSession();
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    },
    onError: announceProblem,
  });
  const name = me.profile.name || me.email;
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton>
          <Avatar size={30} radius="xl" name={name} color="initials" alt="" aria-hidden />
          <VisuallyHidden>Account of {name}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{me.email}</bdi>
        </Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconUser aria-hidden size={16} />}>
          My settings
        </Menu.Item>
        <Menu.Item onClick={() => signOut.mutate()} leftSection={<IconLogout aria-hidden size={16} />}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ColourScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={dark ? 'Light colours' : 'Dark colours'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun aria-hidden size={18} /> : <IconMoon aria-hidden size={18} />}
    </ActionIcon>
  );
}
