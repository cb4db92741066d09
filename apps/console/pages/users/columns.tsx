import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './users.module.css';
import { type Column, type Sort } from './view';

const LABELS: Readonly<Record<Column, string>> = {
  name: 'Name',
  email: 'Email',
  role: 'Role',
  joinedAt: 'Joined',
  lastActiveAt: 'Last active',
};

/** Of times, what is newest is asked for first. */
const NEWEST_FIRST: readonly Column[] = ['joinedAt', 'lastActiveAt'];

interface HeaderProps {
  readonly column: Column;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

/** Sorts by a click, and the other way round by the next one (T-3). */
export function Header({ column, sort, onSort }: HeaderProps) {
  const sorted = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : 'none';
  const Sign = sorted === 'descending' ? IconArrowDown : IconArrowUp;
  const next = sorted === 'none' ? firstOf(column) : sorted === 'ascending' ? (`-${column}` as const) : column;
  return (
    <th scope="col" aria-sort={sorted} data-column={column}>
      <UnstyledButton className={classes['sort']} onClick={() => onSort(next)}>
        {LABELS[column]}
        <Sign aria-hidden size={14} data-shown={sorted !== 'none'} />
      </UnstyledButton>
    </th>
  );
}

function firstOf(column: Column): Sort {
  return NEWEST_FIRST.includes(column) ? `-${column}` : column;
}
