import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type AnswerOf } from '#libs/client';
import { useFilters } from '../../app/search';

export type Table = AnswerOf<'/v1/workspaces/{workspaceId}/members', 'get'>;
export type TableItem = Table['items'][number];
export type Counts = Table['counts'];

export const COLUMNS = ['name', 'email', 'role', 'joinedAt', 'lastActiveAt'] as const;
export type Column = (typeof COLUMNS)[number];
export type Sort = Column | `-${Column}`;

/** What of the table is shown: all of it stands in the address (T-3, T-5). */
export interface View {
  readonly search?: string;
  readonly role?: TableItem['role'];
  readonly state?: TableItem['state'];
  readonly activity?: TableItem['activity'];
  readonly inboxId?: string;
  readonly sort?: Sort;
  readonly asOf?: string;
}

type Name = keyof View;
export type ChangeView = (changes: { readonly [Key in Name]?: View[Key] | undefined }, replace?: boolean) => void;

const VALUES: { readonly [Key in Name]?: readonly string[] } = {
  role: ['admin', 'user'],
  state: ['joined', 'invited'],
  activity: ['active', 'inactive', 'never'],
  sort: COLUMNS.flatMap((column) => [column, `-${column}`]),
};
const ID = /^[0-9a-f-]{36}$/i;

/** The view that the address asks for, and how to ask for another one. What makes no sense there is left aside. */
export function useView(): readonly [View, ChangeView] {
  const navigate = useNavigate();
  const text = JSON.stringify(useFilters<Name>());
  const view = useMemo(() => viewOf(JSON.parse(text) as Partial<Record<Name, string>>), [text]);
  // `replace` leaves no step behind that one could go back to, as for each letter of a search.
  const change: ChangeView = (changes, replace = false) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...changes }), replace });
  return [view, change];
}

function viewOf(filters: { readonly [Key in Name]?: string }): View {
  const given = (Object.entries(filters) as [Name, string][]).filter(([name, value]) => makesSense(name, value));
  return Object.fromEntries(given);
}

function makesSense(name: Name, value: string): boolean {
  if (name === 'asOf') return !Number.isNaN(Date.parse(value));
  if (name === 'inboxId') return ID.test(value);
  return VALUES[name]?.includes(value) ?? true;
}

/** Whether some members are left out. */
export function isNarrowed({ search, role, state, activity, inboxId }: View): boolean {
  return [search, role, state, activity, inboxId].some((filter) => filter !== undefined);
}

/** How many members a view shows; undefined where only the last page can tell: filters are counted one by one. */
export function totalOf({ search, role, state, activity, inboxId }: View, counts: Counts): number | undefined {
  const filters = [
    ...(role === undefined ? [] : [counts.byRole[role]]),
    ...(state === undefined ? [] : [counts.byState[state]]),
    ...(activity === undefined ? [] : [counts.byActivity[activity]]),
    ...(inboxId === undefined ? [] : [counts.byInbox[inboxId]]),
  ];
  if (search !== undefined || filters.length > 1) return undefined;
  return filters.length === 0 ? counts.members : filters[0];
}
