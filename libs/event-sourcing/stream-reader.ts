import { type Decider } from './decider.js';
import { type DomainEvent, type Folded, type Personal, type Position, type RecordedEvent, START } from './event.js';
import { type EventLog } from './ports/event-log.js';
import { type PersonalData } from './ports/personal-data.js';
import { type SnapshotStore } from './ports/snapshot-store.js';
import { RememberedCommands } from './remembered-commands.js';

/** A stream folded up to a revision. */
export interface StreamView<State> {
  readonly state: State;
  /** Revision of the last event folded; -1 for a stream that is not there. */
  readonly revision: number;
  readonly position: Position;
  /** Time of the last event folded; empty for none. */
  readonly at: string;
  readonly commands: RememberedCommands;
  readonly snapshotRevision: number;
}

const PAGE = 1000;

/** Of the parts that a long list of commands is kept in, each as a snapshot of its own. */
const PART_VERSION = 1;

interface StoredView {
  readonly state: unknown;
  /** The list itself, or how many there are in its parts. */
  readonly commands: Uint8Array | number;
  readonly at: string;
}

/** Folds streams: from the newest snapshot, or from where a view stands, to the end. */
export class StreamReader {
  constructor(
    private readonly log: EventLog,
    private readonly snapshots: SnapshotStore,
    private readonly personal: PersonalData,
  ) {}

  async load<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): Promise<StreamView<State>> {
    const view = await this.fromSnapshot(decider, stream);
    return view ? this.catchUp(decider, stream, view) : this.fold(decider, stream);
  }

  /** From the stream's first event on, whatever snapshots there are. */
  async fold<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): Promise<StreamView<State>> {
    return this.catchUp(decider, stream, {
      state: decider.initial,
      revision: -1,
      position: START,
      at: '',
      commands: new RememberedCommands(),
      snapshotRevision: -1,
    });
  }

  /** The same view where nothing came since. */
  async catchUp<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
    view: StreamView<State>,
  ): Promise<StreamView<State>> {
    let current = view;
    for (;;) {
      // On to the empty page: taking a short one for the end by mistake would mean deciding on half a stream.
      const events = await this.log.readStream(stream, current.revision + 1, PAGE);
      if (events.length === 0) return current;
      current = fold(decider, current, await this.opened(decider, events));
    }
  }

  /** Keeps a snapshot. Never fails: a snapshot only saves time. */
  async keepSnapshot<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
    view: StreamView<State>,
  ): Promise<void> {
    if (!decider.snapshots) return;
    const { version, write } = decider.snapshots;
    const { revision, position, at } = view;
    try {
      const written = write(view.state);
      if (!view.commands.whole) await view.commands.fetchAll();
      const packed = view.commands.pack();
      const commands = packed instanceof Uint8Array ? packed : await this.keepParts(stream, revision, packed);
      const state = decider.personal ? await this.seal(stream, written) : written;
      const stored: StoredView = { state, commands, at };
      await this.snapshots.save(stream, { version, revision, position, state: stored });
    } catch {
      // The next one will do.
    }
  }

  /**
   * Parts are kept before the snapshot that counts on them. They may hold more than it does by then, which is harmless:
   * all of it has been carried out.
   */
  private async keepParts(stream: string, revision: number, packed: readonly Uint8Array[]): Promise<number> {
    const kept = packed.map((state, part) =>
      this.snapshots.save(partName(stream, part), { version: PART_VERSION, revision, position: START, state }),
    );
    await Promise.all(kept);
    return packed.reduce((count, { length }) => count + length / RememberedCommands.BYTES_EACH, 0);
  }

  /** @throws Error it is not there, or not as new as the snapshot that counts on it */
  private async commandsPart(stream: string, revision: number, part: number): Promise<Uint8Array> {
    const kept = await this.snapshots.load(partName(stream, part));
    if (kept?.version !== PART_VERSION || kept.revision < revision) throw new Error('A part of a snapshot is missing.');
    return kept.state as Uint8Array;
  }

  /** Undefined where there is none that can be read: the stream then is, from its beginning. */
  private async fromSnapshot<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): Promise<StreamView<State> | undefined> {
    if (!decider.snapshots) return undefined;
    const { version, read } = decider.snapshots;
    try {
      const snapshot = await this.snapshots.load(stream);
      if (snapshot?.version !== version) return undefined;
      const { state, commands, at } = snapshot.state as StoredView;
      const readable = decider.personal ? await this.open(stream, state) : state;
      if (readable === null) return undefined;
      const { revision, position } = snapshot;
      return {
        state: read(readable),
        revision,
        position,
        at,
        commands:
          typeof commands === 'number'
            ? RememberedCommands.inParts(commands, (part) => this.commandsPart(stream, revision, part))
            : new RememberedCommands(commands),
        snapshotRevision: revision,
      };
    } catch {
      return undefined;
    }
  }

  private async opened<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    events: readonly RecordedEvent[],
  ): Promise<readonly (Folded<Event> & RecordedEvent)[]> {
    const opened = decider.personal
      ? await openAll<Event>(this.personal, events)
      : events.map((event) => (event.personal ? withoutPersonalFields(event) : event));
    return opened as unknown as readonly (Folded<Event> & RecordedEvent)[];
  }

  private async seal(stream: string, state: unknown): Promise<string> {
    const subject = idOf(stream);
    const seal = await this.personal.sealer([subject]);
    return seal(subject, { state });
  }

  private async open(stream: string, sealed: unknown): Promise<unknown> {
    const subject = idOf(stream);
    const open = await this.personal.opener([subject]);
    const opened = open(subject, sealed as string) as { state: unknown } | null;
    return opened && opened.state;
  }
}

function partName(stream: string, part: number): string {
  return `${stream}/commands/${part}`;
}

export function snapshotDue<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  view: StreamView<State>,
): boolean {
  const { snapshots } = decider;
  return snapshots !== undefined && view.revision - view.snapshotRevision >= snapshots.every(view.state);
}

type Positioned<Event extends DomainEvent> = Folded<Event> & { readonly position: Position };

function fold<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  view: StreamView<State>,
  events: readonly Positioned<Event>[],
): StreamView<State> {
  return advance(view, events.reduce((state, event) => decider.evolve(state, event), view.state), events);
}

/** The view with events that are folded into `state` already. */
export function advance<State>(
  view: StreamView<State>,
  state: State,
  events: readonly Positioned<DomainEvent>[],
): StreamView<State> {
  const last = events.at(-1);
  if (!last) return view;
  for (const { metadata, revision } of events) {
    if (metadata.commandId) view.commands.remember(metadata.commandId, revision);
  }
  return { ...view, state, revision: last.revision, position: last.position, at: last.metadata.at };
}

/** Recorded events with their personal fields opened; `fields` is null where the key is destroyed. */
export async function openAll<Event extends DomainEvent>(
  personal: PersonalData,
  events: readonly RecordedEvent[],
): Promise<readonly (Event & RecordedEvent)[]> {
  const subjects = new Set<string>();
  for (const { personal: sealed } of events) if (sealed) subjects.add(sealed.of);
  if (subjects.size === 0) return events as unknown as readonly (Event & RecordedEvent)[];
  const open = await personal.opener([...subjects]);
  return events.map((event) => {
    if (!event.personal) return event;
    const { of, sealed } = event.personal;
    return { ...event, personal: { of, fields: open(of, sealed) } };
  }) as unknown as readonly (Event & RecordedEvent)[];
}

/** An event as folds see it that do not ask for personal fields, whether it was just decided or read from the log. */
export function withoutPersonalFields<Event extends { readonly personal?: { readonly of: string } }>(
  event: Event,
): Event & { readonly personal: Personal<never> } {
  return { ...event, personal: { of: event.personal?.of ?? '', fields: null } };
}

/** What follows the first `-` of a stream's name. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** What stands before the first `-` of a stream's name. */
export function categoryOf(stream: string): string {
  return stream.slice(0, stream.indexOf('-'));
}
