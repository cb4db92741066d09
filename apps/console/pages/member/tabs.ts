import { type Member } from '../../app/queries';

interface Tab {
  readonly label: string;
  /** After the member's own address. */
  readonly path: '' | '/access' | '/password' | '/history' | '/remove';
}

interface Looking {
  readonly self: boolean;
  readonly can: (capability: string) => boolean;
}

/** What there is to see of a member, by their state and by who looks. */
export function tabsFor({ state }: Member, { self, can }: Looking): readonly Tab[] {
  const history = can('history.read') ? [{ label: 'History', path: '/history' } as const] : [];
  switch (state) {
    case 'invited':
      return [{ label: 'Invitation', path: '' }, { label: 'Role and inboxes', path: '/access' }, ...history];
    case 'removed':
      return [{ label: 'Profile', path: '' }, ...history];
    case 'joined':
      return [
        { label: 'Profile', path: '' },
        { label: 'Role and inboxes', path: '/access' },
        { label: 'Password', path: '/password' },
        ...history,
        { label: self ? 'Leave' : 'Remove member', path: '/remove' },
      ];
  }
}
