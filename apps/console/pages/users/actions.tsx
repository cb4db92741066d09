import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { CurrentMember } from '../../app/member-context';
import { type Member, type Role, type Roles, workspaceQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { nameOf } from '../../kit/person';
import { RevokeDialog } from '../../kit/revoke-dialog';
import { RoleDialog } from '../../kit/role-dialog';
import { RoleGuide } from '../../kit/role-guide';
import { whyNot } from '../../kit/why-not';
import { CurrentActions } from './actions-context';
import { useResend } from './resend';
import classes from './users.module.css';
import { type TableItem } from './view';

interface ActionsProps {
  readonly roles: Roles | undefined;
  readonly loaded: readonly TableItem[];
  /** Whether a row may leave the table by a change. */
  readonly narrowed: boolean;
  readonly children: ReactNode;
}

interface Asked {
  readonly member: TableItem;
  /** Undefined: asked whether to revoke the invitation. */
  readonly role?: Role;
}

/** Around the table: what its rows can do, by one dialog for all of them, which outlives the row it was opened from. */
export function Actions({ roles, loaded, narrowed, children }: ActionsProps) {
  const { workspaceId, membership } = useWorkspace();
  const admins = useQuery(workspaceQuery(workspaceId)).data?.counts.admins;
  const section = useRef<HTMLElement>(null);
  const [asked, ask] = useState<Asked>();
  const [opened, setOpened] = useState(false);
  const resend = useResend(workspaceId);
  const open = useCallback((wanted: Asked) => {
    ask(wanted);
    setOpened(true);
  }, []);
  const actions = useMemo(
    () => ({
      roles,
      whyNoRole: (member: TableItem) =>
        whyNot(asMember(member), {
          self: member.memberId === membership.memberId,
          manages: true,
          owns: membership.owner,
          admins,
        }),
      askRole: (member: TableItem, role: Role) => open({ member, role }),
      resend,
      askRevoke: (member: TableItem) => open({ member }),
    }),
    [roles, membership, admins, open, resend],
  );
  const member = asked && (loaded.find(({ memberId }) => memberId === asked.member.memberId) ?? asked.member);
  /** The menu that asked is gone: the focus goes to where it was opened; where that row may be gone, to the table. */
  const close = (rowStays = true) => {
    setOpened(false);
    const from = asked?.role === undefined ? 'more-for' : 'role-of';
    const button = rowStays && asked ? `[data-${from}="${asked.member.memberId}"]` : undefined;
    const back = button === undefined ? null : section.current?.querySelector<HTMLElement>(button);
    (back ?? section.current)?.focus({ preventScroll: true });
  };
  return (
    <CurrentActions value={actions}>
      <section ref={section} tabIndex={-1} aria-label="Members" className={classes['members']}>
        {children}
      </section>
      {member && roles && asked.role !== undefined && (
        <RoleOf key={member.memberId} member={member} self={member.memberId === membership.memberId}>
          <RoleDialog
            role={asked.role}
            opened={opened}
            roles={roles}
            onClose={close}
            onChanged={() => close(!narrowed)}
          >
            <RoleGuide roles={roles} />
          </RoleDialog>
        </RoleOf>
      )}
      {member && asked.role === undefined && (
        <RevokeDialog
          key={member.memberId}
          member={member}
          opened={opened}
          onClose={close}
          onRevoked={() => close(false)}
        />
      )}
    </CurrentActions>
  );
}

interface RoleOfProps {
  readonly member: TableItem;
  readonly self: boolean;
  readonly children: ReactNode;
}

function RoleOf({ member, self, children }: RoleOfProps) {
  const name = self ? 'yourself' : nameOf(member);
  const context = useMemo(() => ({ member: asMember(member), self, name }), [member, self, name]);
  return <CurrentMember value={context}>{children}</CurrentMember>;
}

/** A row as a member's page has it, but for what no role depends on. */
function asMember(item: TableItem): Member {
  return { ...item, jobTitle: null, phone: null };
}
