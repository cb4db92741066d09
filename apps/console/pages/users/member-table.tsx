import { type VirtualItem } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import { Header } from './columns';
import { type MemberPages, PAGE } from './member-pages';
import { EmptyRow, MemberRow } from './member-row';
import { useRowsInSight } from './rows-in-sight';
import classes from './users.module.css';
import { type ChangeView, COLUMNS, type View } from './view';

interface MemberTableProps {
  readonly members: MemberPages;
  readonly view: View;
  readonly change: ChangeView;
}

/** The user table (T-1). Of its rows only those in sight are in the page, however many there are. */
export function MemberTable({ members, view, change }: MemberTableProps) {
  const { known, total, outdated, need, row } = members;
  const { table, rows, before, after, measure } = useRowsInSight(known);
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? PAGE - 1];
  useEffect(() => need(first, last), [need, first, last]);
  const past = view.asOf !== undefined;
  return (
    <table
      ref={table}
      className={classes['table']}
      aria-label="Members"
      aria-rowcount={total === undefined ? -1 : total + 1}
      data-outdated={outdated || undefined}
    >
      <thead>
        <tr aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <Header key={column} column={column} sort={view.sort ?? 'name'} onSort={(sort) => change({ sort })} />
          ))}
          <th scope="col" data-column="status">
            Status
          </th>
          <th scope="col" data-column="more">
            <span className={classes['hidden']}>More</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <Gap height={before} />
        {rows.map(({ index }: VirtualItem) => {
          const member = row(index);
          return member ? (
            <MemberRow key={member.memberId} member={member} index={index} past={past} measure={measure} />
          ) : (
            <EmptyRow key={index} index={index} measure={measure} />
          );
        })}
        <Gap height={after} />
      </tbody>
    </table>
  );
}

/** In the place of the rows that are not in sight. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={classes['gap']}>
      {/* One cell and no more: columns that a phone does not show would take their part of the width. */}
      <td style={{ height }} />
    </tr>
  );
}
