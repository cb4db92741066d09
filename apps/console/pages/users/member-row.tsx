import { Anchor, Avatar, Badge, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useWorkspace } from '../../app/workspace-context';
import { Moment } from '../../kit/moment';
import { roleName } from '../../kit/person';
import { RoleMenu } from './role-menu';
import { RowMenu } from './row-menu';
import { Status } from './status';
import classes from './users.module.css';
import { COLUMNS, type TableItem } from './view';

interface RowProps {
  readonly index: number;
  readonly measure: (row: HTMLElement | null) => void;
}

interface MemberRowProps extends RowProps {
  readonly member: TableItem;
  /** Of the past nothing can be changed. */
  readonly past: boolean;
}

/** One member (T-1). The first row is the header's. */
export const MemberRow = memo(function MemberRow({ member, index, past, measure }: MemberRowProps) {
  const { role, joinedAt, lastActiveAt, email } = member;
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <th scope="row" data-column="name">
        <Who member={member} />
      </th>
      <td data-column="email">
        <Text size="sm" c="dimmed" truncate component="bdi" display="block" title={email ?? ''}>
          {email}
        </Text>
      </td>
      <td data-column="role">
        {past ? <span className={classes['role']}>{roleName(role)}</span> : <RoleMenu member={member} />}
      </td>
      <td data-column="joinedAt">
        <Moment at={joinedAt} as="day" />
      </td>
      <td data-column="lastActiveAt">
        <Moment at={lastActiveAt} as="ago" never="Never" />
      </td>
      <td data-column="status">
        <Status member={member} />
      </td>
      <td data-column="more">{!past && <RowMenu member={member} />}</td>
    </tr>
  );
});

function Who({ member }: { readonly member: TableItem }) {
  const { memberId, name, email, owner, lastActiveAt, state } = member;
  const { workspaceId, membership } = useWorkspace();
  const shown = name ?? email ?? 'Erased person';
  return (
    <div className={classes['who']}>
      <Avatar aria-hidden alt="" size={30} radius="xl" name={shown} color="initials" />
      <div className={classes['texts']}>
        <div className={classes['names']}>
          <Anchor
            component={Link}
            to={`/workspaces/${workspaceId}/users/${memberId}`}
            size="sm"
            fw={600}
            c="var(--mantine-color-text)"
            className={classes['name']}
          >
            <bdi>{shown}</bdi>
          </Anchor>
          {memberId === membership.memberId && <Mark>You</Mark>}
          {owner && <Mark>Owner</Mark>}
        </div>
        {name !== null && (
          <Text size="xs" c="dimmed" truncate component="bdi" className={classes['below']}>
            {email}
          </Text>
        )}
        <div className={classes['statusBelow']}>
          <Status member={member} short />
        </div>
        {state === 'joined' && (
          <Text size="xs" c="dimmed" className={classes['active']}>
            Last active <Moment at={lastActiveAt} as="ago" never="never" />
          </Text>
        )}
      </div>
    </div>
  );
}

function Mark({ children }: { readonly children: string }) {
  return (
    <Badge variant="default" size="sm" tt="none" fw={500} flex="none">
      {children}
    </Badge>
  );
}

/** In the place of a row that is on its way. */
export function EmptyRow({ index, measure }: RowProps) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <td colSpan={COLUMNS.length + 2} data-column="empty">
        <Skeleton height={14} width="60%" my="xs" />
      </td>
    </tr>
  );
}
