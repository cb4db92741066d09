import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  EVENT_LOG,
  type EventLog,
  type Folded,
  type RecordedEvent,
  type SnapshotForm,
  type SnapshotStore,
  streamName,
} from '#libs/event-sourcing';
import { type Workspace, workspaceDecider, type WorkspaceEvent } from '#libs/workspaces';
import { PAST_STATES } from '../tokens.js';

/** A workspace as it was after one of its events. */
export interface Moment {
  readonly workspace: Workspace;
  /** Of the event; -1 before the first. */
  readonly revision: number;
  /** ISO time of the event; empty before the first. */
  readonly at: string;
}

/** A moment whose state is kept: in memory for as long as there is room, some on disk as well. */
interface Mark {
  readonly revision: number;
  readonly at: string;
  readonly onDisk: boolean;
}

const BEGINNING: Moment = { workspace: workspaceDecider.initial, revision: -1, at: '' };
const FORM = workspaceDecider.snapshots as SnapshotForm<Workspace>;
const PAGE = 250;
const APART = 500;
/** In units of about 4 KB. */
const STATES_WEIGHT = 20_000;
/** Of a state that was folded from another and shares with it all that did not change in so few events. */
const FOLDED_WEIGHT = 50;
const MARKED_WORKSPACES = 1000;

/**
 * Workspaces as they were (H-3). On the way through a history its state is kept every 500 events, on disk further apart
 * where there are more members; later questions fold only from the nearest one on, so that every moment costs the same.
 */
@Injectable()
export class Past {
  private readonly marks = new LRUCache<string, readonly Mark[]>({ max: MARKED_WORKSPACES });
  private readonly states = new LRUCache<string, Workspace>({ maxSize: STATES_WEIGHT });

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PAST_STATES) private readonly kept: SnapshotStore,
  ) {}

  /** After every event up to a moment (ISO time), which is included. */
  at(workspaceId: string, time: string): Promise<Moment> {
    return this.reach(workspaceId, { at: time });
  }

  /** After the event of a revision; -1 for before the first. Less far where there are not so many. */
  after(workspaceId: string, revision: number): Promise<Moment> {
    return this.reach(workspaceId, { revision });
  }

  private async reach(workspaceId: string, goal: Goal): Promise<Moment> {
    let moment = await this.nearest(workspaceId, await this.marksOf(workspaceId), goal);
    let passed = moment.revision;
    const stream = streamName(workspaceDecider, workspaceId);
    for (;;) {
      const events = await this.log.readStream(stream, moment.revision + 1, PAGE);
      if (events.length === 0) return moment;
      for (const event of events) {
        if (isBeyond(event, goal)) return moment;
        moment = next(moment, event);
      }
      if (moment.revision - passed < APART) continue;
      await this.keep(workspaceId, moment);
      passed = moment.revision;
    }
  }

  private async nearest(workspaceId: string, marks: readonly Mark[], goal: Goal): Promise<Moment> {
    for (const mark of marks.toReversed()) {
      if (isBeyond({ revision: mark.revision, metadata: mark }, goal)) continue;
      const workspace = await this.state(workspaceId, mark);
      if (workspace) return { revision: mark.revision, at: mark.at, workspace };
    }
    return BEGINNING;
  }

  private async state(workspaceId: string, { revision, onDisk }: Mark): Promise<Workspace | undefined> {
    const name = nameOf(workspaceId, revision);
    const known = this.states.get(name);
    if (known || !onDisk) return known;
    const snapshot = await this.load(name);
    const workspace = snapshot && FORM.read(snapshot.state);
    if (workspace) this.states.set(name, workspace, { size: 1 + Math.ceil(sizeOf(workspace) / 10) });
    return workspace;
  }

  private async marksOf(workspaceId: string): Promise<readonly Mark[]> {
    const known = this.marks.get(workspaceId);
    if (known) return known;
    const marks = ((await this.load(nameOf(workspaceId)))?.state ?? []) as readonly Mark[];
    this.marks.set(workspaceId, marks);
    return marks;
  }

  private async keep(workspaceId: string, { workspace, revision, at }: Moment): Promise<void> {
    const before = await this.marksOf(workspaceId);
    this.states.set(nameOf(workspaceId, revision), workspace, { size: FOLDED_WEIGHT });
    // Another question may have come by here meanwhile, or before.
    if (before.some((mark) => mark.revision === revision)) return;
    const newest = before.findLast(({ onDisk }) => onDisk)?.revision ?? -1;
    const onDisk = revision - newest >= Math.max(APART, sizeOf(workspace) / 4);
    const marks = [...before, { revision, at, onDisk }].sort((one, other) => one.revision - other.revision);
    this.marks.set(workspaceId, marks);
    if (!onDisk) return;
    await this.save(nameOf(workspaceId, revision), revision, FORM.write(workspace));
    await this.save(nameOf(workspaceId), revision, marks.filter((mark) => mark.onDisk));
  }

  /** A state that cannot be kept or read is folded anew: never a failure. */
  private async save(name: string, revision: number, state: unknown): Promise<void> {
    await this.kept.save(name, { version: FORM.version, revision, position: revision, state }).catch(() => undefined);
  }

  private async load(name: string) {
    const snapshot = await this.kept.load(name).catch(() => undefined);
    return snapshot?.version === FORM.version ? snapshot : undefined;
  }
}

/** A moment after an event. @throws ImpossibleEvent, UnknownEvent */
export function next({ workspace }: Moment, event: RecordedEvent): Moment {
  const { revision, metadata } = event;
  // Nothing in the state is personal: the fields may stay sealed.
  const told = event as unknown as Folded<WorkspaceEvent>;
  return { workspace: workspaceDecider.evolve(workspace, told), revision, at: metadata.at };
}

type Goal = { readonly at: string } | { readonly revision: number };

function isBeyond(event: { readonly revision: number; readonly metadata: { readonly at: string } }, goal: Goal): boolean {
  return 'at' in goal ? event.metadata.at > goal.at : event.revision > goal.revision;
}

/** How many parts a state is put together from again. */
function sizeOf({ members, former, revoked }: Workspace): number {
  return members.size + former.size + revoked.size;
}

/** Of a kept state, or of the list of them. */
function nameOf(workspaceId: string, revision?: number): string {
  return revision === undefined ? `past-${workspaceId}` : `past-${workspaceId}.${revision}`;
}
