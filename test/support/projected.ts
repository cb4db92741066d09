import { type DomainEvent, type Opened, type Projection, type ReadDocument } from '#libs/event-sourcing';
import { NOON } from './given.js';

/** An event as a history tells it: in which stream, and when where that matters. */
export type Told<Event extends DomainEvent = DomainEvent> = readonly [
  stream: string,
  event: Event & { readonly at?: string },
];

/** The events as a log gives them back: positions in the order told, revisions by stream. */
export function recorded<Event extends DomainEvent>(told: readonly Told<Event>[]): readonly Opened<Event>[] {
  const revisions = new Map<string, number>();
  return told.map(([stream, event], position) => {
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const metadata = {
      v: 1,
      at: event.at ?? NOON,
      actor: { kind: 'system', id: 'spec' },
      correlationId: 'spec',
      causationId: 'spec',
    } as const;
    return { ...event, id: `event-${position}`, stream, revision, position, metadata };
  });
}

/** The documents of a projection after these events: what its executor does, event by event and without a store. */
export function projected<Doc extends ReadDocument, Event extends DomainEvent>(
  projection: Projection<Doc, Event>,
  told: readonly Told<Event>[],
): ReadonlyMap<string, Doc> {
  const documents = new Map<string, Doc>();
  for (const event of recorded(told)) {
    if (!projection.handles.includes(event.type)) continue;
    const { ids = [], reads = [], where } = projection.touches(event);
    const found = [...documents.values()].filter((document) => where && valueOf(document, where.field) === where.value);
    const touched = new Set([...ids, ...found.map(({ _id }) => _id)]);
    const read = (id: string) => {
      if (!reads.includes(id) && !touched.has(id)) throw new Error(`${projection.name} looks at ${id} unannounced.`);
      return documents.get(id) ?? null;
    };
    for (const id of touched) {
      const next = projection.fold(id, documents.get(id) ?? null, event, read);
      if (next) documents.set(id, next);
      else documents.delete(id);
    }
  }
  return documents;
}

function valueOf(document: ReadDocument, field: string): unknown {
  return (document as unknown as Record<string, unknown>)[field];
}
