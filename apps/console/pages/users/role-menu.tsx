import { Menu, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type Role } from '../../app/queries';
import { nameOf, roleName } from '../../kit/person';
import { useActions } from './actions-context';
import { IN_PAGE } from './in-page';
import classes from './users.module.css';
import { type TableItem } from './view';

const ROLES: readonly Role[] = ['admin', 'user'];

/** The role, as a dropdown [TH]; where it cannot be changed, it says why. */
export function RoleMenu({ member }: { readonly member: TableItem }) {
  const { roles, askRole, whyNoRole } = useActions();
  const reason = whyNoRole(member);
  const label = `Role of ${nameOf(member)}: ${roleName(member.role)}`;
  if (reason !== undefined) return <Fixed member={member} label={label} reason={reason} />;
  return (
    <Menu position="bottom-start" width={300} portalProps={IN_PAGE}>
      <Menu.Target>
        <UnstyledButton className={classes['role']} aria-label={label} data-role-of={member.memberId}>
          {roleName(member.role)}
          <IconChevronDown aria-hidden size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={member.role} onChange={(role) => role !== member.role && askRole(member, role as Role)}>
          {ROLES.map((role) => (
            <Menu.RadioItem key={role} value={role} closeMenuOnClick>
              {roleName(role)}
              <Text size="xs" c="dimmed">
                {roles?.roles.find((one) => one.role === role)?.summary}
              </Text>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

interface FixedProps {
  readonly member: TableItem;
  readonly label: string;
  readonly reason: string;
}

/** It can still be reached by keyboard: what cannot be reached cannot say why. */
function Fixed({ member, label, reason }: FixedProps) {
  return (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }} multiline maw={260}>
      <UnstyledButton className={classes['role']} aria-label={`${label}. ${reason}`} aria-disabled data-disabled>
        {roleName(member.role)}
        <IconChevronDown aria-hidden size={14} />
      </UnstyledButton>
    </Tooltip>
  );
}
