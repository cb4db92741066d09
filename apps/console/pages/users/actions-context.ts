import { createContext, useContext } from 'react';
import { type Role, type Roles } from '../../app/queries';
import { type TableItem } from './view';

/** What can be done from the rows of the table. */
export interface RowActions {
  readonly roles: Roles | undefined;
  /** Why a role cannot be changed, and what to do about it; undefined where it can. */
  readonly whyNoRole: (member: TableItem) => string | undefined;
  readonly askRole: (member: TableItem, role: Role) => void;
  readonly resend: (member: TableItem) => void;
  readonly askRevoke: (member: TableItem) => void;
}

export const CurrentActions = createContext<RowActions | null>(null);

export function useActions(): RowActions {
  const actions = useContext(CurrentActions);
  if (actions === null) throw new Error('Not within the user table.');
  return actions;
}
