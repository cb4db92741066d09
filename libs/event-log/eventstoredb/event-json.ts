import {
  type Actor,
  type JsonObject,
  type RecordedEvent,
  type SealedPersonal,
  type StoredEvent,
} from '#libs/event-sourcing';
import { toPosition } from './position.js';

/** What the client gives of an event, without the types of its driver. */
export interface ReadRecord {
  readonly streamId: string;
  readonly id: string;
  readonly type: string;
  readonly revision: bigint;
  readonly isJson: boolean;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly position?: { readonly commit: bigint };
}

/**
 * Metadata as it stands beside an event. The names with `$` are those that EventStoreDB's own projections know. The
 * sealed personal part is here, so that an event's data are the domain's and nothing else.
 */
interface KeptMetadata {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly v: number;
  readonly at: string;
  readonly actor: Actor;
  readonly reason?: string;
  readonly commandId?: string;
  readonly fingerprint?: string;
  readonly personal?: SealedPersonal;
}

export function dataOf({ data }: StoredEvent): string {
  return JSON.stringify(data);
}

export function metadataOf({ metadata, personal }: StoredEvent): string {
  const { correlationId, causationId, ...rest } = metadata;
  const kept: KeptMetadata = {
    $correlationId: correlationId,
    $causationId: causationId,
    ...rest,
    ...(personal && { personal }),
  };
  return JSON.stringify(kept);
}

/** The server's own streams: statistics, settings, metadata of streams, projections. */
export function isSystemStream(stream: string): boolean {
  return stream.startsWith('$');
}

/** @returns undefined for what Roster did not write: the server's own, and what others keep on the same server */
export function recordedEvent(record: ReadRecord): RecordedEvent | undefined {
  const { streamId: stream, id, type, isJson, data, metadata: kept } = record;
  if (isSystemStream(stream) || !isJson || !isKept(kept) || !isObject(data)) return undefined;
  const { $correlationId: correlationId, $causationId: causationId, personal, ...metadata } = kept;
  return {
    id,
    type,
    data: data as JsonObject,
    ...(personal && { personal }),
    metadata: { ...metadata, correlationId, causationId },
    stream,
    revision: Number(record.revision),
    position: positionOf(record),
  };
}

export function positionOf({ position }: ReadRecord): number {
  return toPosition(position?.commit ?? -1);
}

function isKept(metadata: unknown): metadata is KeptMetadata {
  if (!isObject(metadata)) return false;
  const { $correlationId, $causationId, v, at, actor } = metadata as Partial<KeptMetadata>;
  return (
    typeof $correlationId === 'string' &&
    typeof $causationId === 'string' &&
    typeof v === 'number' &&
    typeof at === 'string' &&
    isObject(actor)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
