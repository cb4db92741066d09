import { z } from 'zod';

/** One entry of a workspace's history (H-1). */
export const entry = z.object({
  eventId: z.string(),
  position: z.string(),
  revision: z.int(),
  type: z.string(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['member', 'service', 'system']),
    id: z.string(),
    name: z.string().nullable(),
    onBehalfOf: z.string().optional(),
  }),
  subject: z.object({ memberId: z.string(), name: z.string().nullable() }).nullable(),
  reason: z.string().nullable(),
  correlationId: z.string(),
  causationId: z.string(),
  summary: z.string(),
  change: z.object({
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  }),
  hash: z.string().nullable(),
});

/** As it is written; the schema above documents it. */
export interface Entry extends Omit<z.infer<typeof entry>, 'change'> {
  readonly change: { readonly before: object | null; readonly after: object | null };
}

/** The columns of the CSV export, in order. */
export const CSV_COLUMNS = [
  'revision',
  'at',
  'type',
  'summary',
  'actorKind',
  'actorId',
  'actorName',
  'onBehalfOf',
  'subjectId',
  'subjectName',
  'reason',
  'before',
  'after',
  'eventId',
  'correlationId',
  'causationId',
  'position',
  'hash',
] as const;

/** One line of the CSV export. Before and after are JSON. */
export function csvLine({ actor, subject, change, ...rest }: Entry): Readonly<Record<(typeof CSV_COLUMNS)[number], unknown>> {
  return {
    ...rest,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    onBehalfOf: actor.onBehalfOf,
    subjectId: subject?.memberId,
    subjectName: subject?.name,
    before: change.before && JSON.stringify(change.before),
    after: change.after && JSON.stringify(change.after),
  };
}
