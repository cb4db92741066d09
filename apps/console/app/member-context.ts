import { createContext, useContext } from 'react';
import { type Member } from './queries';

export interface MemberContext {
  readonly member: Member;
  /** Whether it is the one who looks. */
  readonly self: boolean;
  /** How to call them in a sentence. */
  readonly name: string;
}

export const CurrentMember = createContext<MemberContext | null>(null);

/** The member whose page this is. */
export function useMember(): MemberContext {
  const member = useContext(CurrentMember);
  if (member === null) throw new Error('Not on a page of a member.');
  return member;
}
