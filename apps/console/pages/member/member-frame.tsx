import { Anchor, Avatar, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { CurrentMember } from '../../app/member-context';
import { type Member, memberQuery, meQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { LinkTabs } from '../../kit/link-tabs';
import { Page } from '../../kit/page';
import { nameOf } from '../../kit/person';
import { isRefusal } from '../../kit/problem';
import { Shown } from '../../kit/shown';
import { Departed } from './departed';
import { MemberFacts, MemberLead } from './member-facts';
import { tabsFor } from './tabs';

/** Around the pages of one member: who it is, and what of them there is to see. */
export function MemberFrame() {
  const params: unknown = useParams({ strict: false });
  const { memberId = '' } = params as { readonly memberId?: string };
  return <FrameOf key={memberId} memberId={memberId} />;
}

function FrameOf({ memberId }: { readonly memberId: string }) {
  const { workspaceId, can } = useWorkspace();
  const query = useQuery(memberQuery(workspaceId, memberId));
  useFreshAtEachTab(workspaceId, memberId);
  // Who may no longer see somebody does not go on reading their name.
  const member = isRefusal(query.error) ? undefined : query.data;
  return (
    <Stack gap="sm">
      {can('users.manage') && (
        <Anchor component={Link} to={`/workspaces/${workspaceId}/users`} size="sm" w="fit-content">
          ← Users
        </Anchor>
      )}
      <Page
        title={member ? titleOf(member) : 'Member'}
        {...(member && { lead: <MemberLead member={member} />, before: <Picture member={member} /> })}
      >
        <Shown query={query}>{(shown) => <Parts member={shown} />}</Shown>
      </Page>
    </Stack>
  );
}

function Parts({ member }: { readonly member: Member }) {
  const { workspaceId, membership, can } = useWorkspace();
  const { pathname } = useLocation();
  const self = membership.memberId === member.memberId;
  const context = useMemo(() => ({ member, self, name: self ? 'you' : nameOf(member) }), [member, self]);
  const base = `/workspaces/${workspaceId}/users/${member.memberId}`;
  const tabs = tabsFor(member, { self, can }).map(({ label, path }) => ({
    label,
    to: base + path,
    current: pathname.replace(/\/$/, '') === base + path,
  }));
  return (
    <CurrentMember value={context}>
      <Stack gap="lg">
        <MemberFacts member={member} />
        {member.state === 'removed' && <Departed member={member} />}
        <LinkTabs label="About this member" tabs={tabs} />
        <Outlet />
      </Stack>
    </CurrentMember>
  );
}

/** A tab is as fresh as a page of its own: a new role, and a removal, show at the next click. */
function useFreshAtEachTab(workspaceId: string, memberId: string): void {
  const queries = useQueryClient();
  const { pathname } = useLocation();
  const seen = useRef(pathname);
  useEffect(() => {
    if (seen.current === pathname) return;
    seen.current = pathname;
    void queries.invalidateQueries({ queryKey: memberQuery(workspaceId, memberId).queryKey });
    void queries.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
  }, [queries, workspaceId, memberId, pathname]);
}

function Picture({ member }: { readonly member: Member }) {
  return <Avatar src={member.avatarUrl} alt="" size={48} radius="xl" name={titleOf(member)} color="initials" />;
}

function titleOf({ name, email }: Member): string {
  return name ?? email ?? 'Erased person';
}
