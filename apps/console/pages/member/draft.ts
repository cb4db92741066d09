import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '#libs/client';
import { type Member, memberQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';

interface Kept<Values> {
  readonly values: Values;
  /** What the member was when it was begun: what `If-Match` goes by. */
  readonly basis: Member;
  /** What the member was before somebody else changed it meanwhile. */
  readonly former?: Member;
}

export interface Draft<Values> {
  readonly values: Values;
  readonly changed: boolean;
  readonly former: Member | undefined;
  readonly set: (values: Values) => void;
  readonly discard: () => void;
  /** Sends what the form holds, for the member as it was seen. Where it has changed meanwhile, the draft stays (412). */
  saved(send: (ifMatch: string) => Promise<Member>): Promise<Member>;
}

/**
 * What is typed into a form about a member. Until somebody types, it shows the member as it is, whoever changes it; from
 * then on it keeps what was typed, and says what was changed meanwhile instead of writing over it.
 */
export function useDraft<Values>(member: Member, valuesOf: (member: Member) => Values): Draft<Values> {
  const queries = useQueryClient();
  const { workspaceId } = useWorkspace();
  const { queryKey } = memberQuery(workspaceId, member.memberId);
  const [kept, setKept] = useState<Kept<Values>>();
  const basis = kept?.basis ?? member;
  return {
    values: kept?.values ?? valuesOf(member),
    changed: kept !== undefined,
    former: kept?.former,
    set: (values) => setKept({ ...kept, values, basis }),
    discard: () => setKept(undefined),
    async saved(send) {
      try {
        const answer = await send(`"${basis.revision}"`);
        queries.setQueryData(queryKey, answer);
        setKept(undefined);
        return answer;
      } catch (error) {
        if (isProblem(error, 'precondition_failed')) {
          const now = await queries.query({ ...memberQuery(workspaceId, member.memberId), staleTime: 0 });
          setKept((present) => ({ values: present?.values ?? valuesOf(now), basis: now, former: basis }));
        }
        throw error;
      }
    },
  };
}
