import { type Member } from '../app/queries';
import { nameOf } from './person';

interface Asking {
  readonly self: boolean;
  readonly manages: boolean;
  readonly owns: boolean;
  /** How many joined admins there are; undefined while that is not known. */
  readonly admins: number | undefined;
}

/** Why a role cannot be changed, and what to do about it; undefined where it can (R-2, R-4, R-6). */
export function whyNot(member: Member, { self, manages, owns, admins }: Asking): string | undefined {
  if (!manages) return 'Only an admin can change your role and your inboxes.';
  const joinedAdmin = member.role === 'admin' && member.state === 'joined';
  if (joinedAdmin && admins === 1) return `${self ? 'You are' : `${nameOf(member)} is`} the only admin. Promote somebody first.`;
  if (member.owner && !owns) return `${nameOf(member)} is the owner. Only the owner can step down.`;
  return undefined;
}
