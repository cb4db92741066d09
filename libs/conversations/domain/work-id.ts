/** What belongs to a workspace under an id of its own; two workspaces may use the same one (S-7). */
export interface WorkPlace {
  readonly workspaceId: string;
  readonly id: string;
}

/** The id of its stream and of its documents. Neither part has a dot. */
export function workId({ workspaceId, id }: WorkPlace): string {
  return `${workspaceId}.${id}`;
}

/** @param joined what `workId` gave */
export function placeOf(joined: string): WorkPlace {
  const [workspaceId = '', id = ''] = joined.split('.');
  return { workspaceId, id };
}
