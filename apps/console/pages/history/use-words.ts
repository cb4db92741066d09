import { useQuery } from '@tanstack/react-query';
import { inboxesQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { type Names, useNames } from '../../kit/member-names';
import { type Entry } from './queries';

/** What the ids in entries stand for. */
export interface Words {
  readonly names: Names;
  readonly inboxes: ReadonlyMap<string, string>;
}

const OF_MEMBERS = ['ownerId', 'memberId', 'successorId'];

/** Names for the ids in before and after. */
export function useWords(entries: readonly Entry[]): Words {
  const { workspaceId } = useWorkspace();
  const ids = new Set(entries.flatMap(membersIn));
  const names = useNames(workspaceId, [...ids].sort());
  const { data } = useQuery(inboxesQuery(workspaceId));
  return { names, inboxes: new Map(data?.items.map(({ inboxId, name }) => [inboxId, name])) };
}

function membersIn({ actor: { onBehalfOf }, change: { before, after } }: Entry): readonly string[] {
  const places = [before, after].flatMap((side) => OF_MEMBERS.map((field) => side?.[field]));
  return [...places, onBehalfOf].filter((id): id is string => typeof id === 'string');
}
