import { categoryOf, idOf, type Opened } from '#libs/event-sourcing';
import { encodePosition } from '#libs/http';

/** An event as other services see it: CloudEvents 1.0 in its JSON format, with extension attributes of ours. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  /** Whose event it is, as `/v1/workspaces/{workspaceId}`. */
  readonly source: string;
  readonly type: string;
  /** The member it is about, where it is about one. */
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Where it stands in the whole log: what `after` and `Last-Event-ID` take. */
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly actorkind: string;
  readonly actorid: string;
  readonly onbehalfof?: string;
  readonly reason?: string;
  readonly correlationid: string;
  readonly causationid: string;
  readonly data: object;
}

/** Streams of what belongs to a workspace bear its id first. */
const OF_WORKSPACE: ReadonlySet<string> = new Set(['workspace', 'conversation', 'workflow', 'customer']);
const OF_ACCOUNT = 'account';

/** Whether others may see the events of a stream at all: reservations of addresses and domains are our own affair. */
export function isPublished(stream: string): boolean {
  const category = categoryOf(stream);
  return OF_WORKSPACE.has(category) || category === OF_ACCOUNT;
}

/** The workspace that a stream belongs to; undefined for an account's. */
export function workspaceOf(stream: string): string | undefined {
  return OF_WORKSPACE.has(categoryOf(stream)) ? idOf(stream).split('.', 1)[0] : undefined;
}

/** @param personal whether the reader may see what is personal; what is forgotten is seen by nobody */
export function cloudEvent(event: Opened, personal: boolean): CloudEvent {
  const { id, type, stream, revision, position, metadata, data } = event;
  const { at, actor, reason, correlationId, causationId } = metadata;
  const workspaceId = workspaceOf(stream);
  const subject = (data as { readonly memberId?: string }).memberId;
  return {
    specversion: '1.0',
    id,
    source: workspaceId === undefined ? `/v1/accounts/${idOf(stream)}` : `/v1/workspaces/${workspaceId}`,
    type,
    ...(subject === undefined ? {} : { subject }),
    time: at,
    datacontenttype: 'application/json',
    position: encodePosition(position),
    stream,
    revision,
    actorkind: actor.kind,
    actorid: actor.id,
    ...(actor.kind === 'service' && actor.onBehalfOf !== undefined ? { onbehalfof: actor.onBehalfOf } : {}),
    ...(reason === undefined ? {} : { reason }),
    correlationid: correlationId,
    causationid: causationId,
    data: personal ? { ...data, ...event.personal?.fields } : data,
  };
}
