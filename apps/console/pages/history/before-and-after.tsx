import { VisuallyHidden } from '@mantine/core';
import { type ReactNode } from 'react';
import { Moment } from '../../kit/moment';
import { roleName } from '../../kit/person';
import classes from './history.module.css';
import { type Entry } from './queries';
import { type Words } from './use-words';

/** What each side of a change may say; an inbox's own id says nothing to a reader. */
const FIELDS: Readonly<Record<string, string>> = {
  name: 'Name',
  state: 'State',
  role: 'Role',
  ownerId: 'Owner',
  inboxIds: 'Inboxes',
  expiresAt: 'Link expires',
  domain: 'Domain',
  autoJoin: 'Joining by domain',
  memberId: 'Work of',
  successorId: 'Successor',
  moved: 'Moved',
  seats: 'Seats',
};

interface BeforeAndAfterProps {
  readonly change: Entry['change'];
  readonly words: Words;
}

/** What is different: of each field that changed, how it was and how it is. */
export function BeforeAndAfter({ change: { before, after }, words }: BeforeAndAfterProps) {
  const changed = Object.keys(FIELDS).filter((field) => differs(before?.[field], after?.[field]));
  if (changed.length === 0) return null;
  const of = (side: typeof before, field: string) => inWords(field, side?.[field], words);
  return (
    <dl className={classes['change']}>
      {changed.map((field) => (
        <div key={field}>
          <dt>{FIELDS[field]}</dt>
          <dd>
            {before !== null && (
              <>
                <del style={{ textDecoration: 'none' }}>{of(before, field)}</del>
                <span aria-hidden> → </span>
                <VisuallyHidden> became </VisuallyHidden>
              </>
            )}
            <ins style={{ textDecoration: 'none' }}>{of(after, field)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** That a new member has no inbox yet is nothing to tell. */
function differs(before: unknown, after: unknown): boolean {
  if (before === undefined && Array.isArray(after) && after.length === 0) return false;
  return JSON.stringify(before) !== JSON.stringify(after);
}

const STATES: Readonly<Record<string, string>> = { invited: 'Invited', joined: 'Joined', removed: 'Removed' };

function inWords(field: string, value: unknown, { names, inboxes }: Words): ReactNode {
  if (value === undefined || value === null) return '–';
  if (field === 'role' && (value === 'admin' || value === 'user')) return roleName(value);
  if (field === 'autoJoin') return value === true ? 'On' : 'Off';
  if (field === 'inboxIds') return <Listed items={idsIn(value).map((id) => inboxes.get(id) ?? 'a removed inbox')} />;
  if (field === 'moved') return movedWork(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field === 'state') return STATES[value] ?? value;
  if (field === 'expiresAt') return <Moment at={value} />;
  if (!MEMBERS.includes(field)) return <bdi>{value}</bdi>;
  const called = names.get(value);
  return <bdi>{called?.name ?? called?.email ?? 'somebody'}</bdi>;
}

const MEMBERS = ['ownerId', 'memberId', 'successorId'];

function idsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function Listed({ items }: { readonly items: readonly string[] }) {
  if (items.length === 0) return <>none</>;
  return (
    <>
      {items.map((item, at) => (
        <span key={at}>
          {at > 0 && ', '}
          <bdi>{item}</bdi>
        </span>
      ))}
    </>
  );
}

function movedWork(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([what, count]) => `${String(count)} ${what}`)
    .join(', ');
}
