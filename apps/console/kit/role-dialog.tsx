import { Select, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { isProblem } from '#libs/client';
import { useMember } from '../app/member-context';
import { inWorkspace, type Member, memberQuery, type Role, type Roles } from '../app/queries';
import { roster } from '../app/roster';
import { useWorkspace } from '../app/workspace-context';
import { otherAdminsQuery } from './admins-query';
import { useCommand } from './command';
import { Confirm } from './confirm';
import { LastChange } from './last-change';
import { nameOf, roleName } from './person';
import { RoleChange } from './role-guide';

interface RoleDialogProps {
  /** The role that is wanted; undefined: not asked. */
  readonly role: Role | undefined;
  readonly roles: Roles;
  /** Left out: as long as a role is wanted. */
  readonly opened?: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  readonly children?: ReactNode;
}

/** Asks before a role is changed: what the person may do then, and who becomes owner where the owner steps down (R-6). */
export function RoleDialog({ role, roles, opened = role !== undefined, onClose, onChanged, children }: RoleDialogProps) {
  const { workspaceId } = useWorkspace();
  const { member, self, name } = useMember();
  const queries = useQueryClient();
  const { queryKey } = memberQuery(workspaceId, member.memberId);
  const stepsDown = member.owner && role === 'user';
  const admins = useQuery({ ...otherAdminsQuery(workspaceId, member.memberId), enabled: stepsDown });
  const [heir, setHeir] = useState<string | null>(null);
  const change = useCommand({
    workspaceId,
    send: async (wanted: { readonly role: Role; readonly newOwnerId?: string }) => {
      try {
        const params = { path: { workspaceId, memberId: member.memberId }, header: { 'If-Match': `"${member.revision}"` } };
        const changed = await roster.put('/v1/workspaces/{workspaceId}/members/{memberId}/role', { params, body: wanted });
        queries.setQueryData(queryKey, changed);
        return changed;
      } catch (error) {
        if (isProblem(error, 'precondition_failed')) await queries.invalidateQueries({ queryKey: inWorkspace(workspaceId) });
        throw error;
      }
    },
    says: (changed) => saidOf(changed, self),
    done: onChanged,
  });
  const heirs = candidatesOf(change.error, admins.data ?? []);
  const mustChoose = stepsDown && heirs.length > 1;
  const close = () => {
    onClose();
    change.reset();
    setHeir(null);
  };
  return (
    <Confirm
      opened={opened}
      title={self ? 'Step down to user?' : `Make ${name} ${role === 'admin' ? 'an admin' : 'a user'}?`}
      action="Change role"
      busy={change.isPending}
      error={change.error}
      notYet={mustChoose && heir === null}
      onConfirm={() => role && change.mutate({ role, ...(mustChoose && heir !== null && { newOwnerId: heir }) })}
      onClose={close}
    >
      {role && <RoleChange from={member.role} to={role} roles={roles} />}
      {isProblem(change.error, 'precondition_failed') && <LastChange memberId={member.memberId} />}
      {children}
      {stepsDown && heirs.length === 1 && heirs[0] && (
        <Text size="sm">
          You are the owner: <bdi>{nameOf(heirs[0])}</bdi>, the only other admin, becomes the owner in the same step.
        </Text>
      )}
      {mustChoose && (
        <Select
          label="New owner"
          description="You are the owner, and pass that on in the same step."
          placeholder="Choose an admin"
          searchable
          data={heirs.map((admin) => ({ value: admin.memberId, label: nameOf(admin) }))}
          value={heir}
          onChange={setHeir}
          comboboxProps={{ withinPortal: false }}
        />
      )}
    </Confirm>
  );
}

function saidOf(changed: Member, self: boolean): string {
  const role = roleName(changed.role).toLowerCase();
  return `${self ? 'You are' : `${nameOf(changed)} is`} now ${changed.role === 'admin' ? 'an' : 'a'} ${role}.`;
}

/** The admins who can become owner: fewer where the refusal says so. */
function candidatesOf<Admin extends { readonly memberId: string }>(error: unknown, admins: readonly Admin[]): readonly Admin[] {
  if (!isProblem(error, 'choose_new_owner')) return admins;
  const candidates = error.document['candidates'] as readonly { readonly memberId: string }[];
  return admins.filter(({ memberId }) => candidates.some((candidate) => candidate.memberId === memberId));
}
