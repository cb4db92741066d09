import { idOf, type Projection, type ReadDocument, type RecordedEvent } from '#libs/event-sourcing';
import { type WorkspaceEvent } from '#libs/workspaces';
import { EVENT_TYPES, subjectsOf } from '../entries/event-types.js';

/** How many consecutive events of a workspace one document of the index stands for. */
export const EVENTS_PER_CHUNK = 64;

/**
 * What is in one piece of a workspace's history. The entries themselves are read from the log: an index of a document
 * for every event would be larger than the history.
 */
export interface HistoryChunk extends ReadDocument {
  readonly workspaceId: string;
  readonly chunk: number;
  readonly subjects: readonly string[];
  readonly actors: readonly string[];
  readonly types: readonly string[];
}

export const historyIndex: Projection<HistoryChunk, WorkspaceEvent> = {
  name: 'history-index',
  version: 1,
  indexes: [
    { workspaceId: 1, chunk: 1, _id: 1 },
    { workspaceId: 1, subjects: 1, chunk: 1, _id: 1 },
    { workspaceId: 1, actors: 1, chunk: 1, _id: 1 },
    { workspaceId: 1, types: 1, chunk: 1, _id: 1 },
  ],
  handles: EVENT_TYPES,
  touches: ({ stream, revision }) => ({ ids: [`${idOf(stream)}/${chunkOf(revision)}`] }),
  fold(id, known, event) {
    const { stream, revision, type } = event;
    const empty = { subjects: [], actors: [], types: [] };
    const chunk = known ?? { _id: id, workspaceId: idOf(stream), chunk: chunkOf(revision), ...empty };
    const subjects = joined(chunk.subjects, subjectsOf(event));
    return { ...chunk, subjects, actors: joined(chunk.actors, actorsOf(event)), types: joined(chunk.types, [type]) };
  },
};

export function chunkOf(revision: number): number {
  return Math.floor(revision / EVENTS_PER_CHUNK);
}

/** By what ids somebody is found who did a thing: a member also by their account, a service's member as well. */
export function actorsOf({ metadata: { actor } }: Pick<RecordedEvent, 'metadata'>): readonly string[] {
  const behind = actor.kind === 'member' ? actor.accountId : actor.kind === 'service' ? actor.onBehalfOf : undefined;
  return behind === undefined ? [actor.id] : [actor.id, behind];
}

function joined(known: readonly string[], more: readonly string[]): readonly string[] {
  const added = more.filter((one) => !known.includes(one));
  return added.length === 0 ? known : [...known, ...added];
}
