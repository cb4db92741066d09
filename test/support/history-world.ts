import { v5 as uuidv5 } from 'uuid';
import { Accounts } from '#libs/accounts';
import {
  type Actor,
  CommandRunner,
  type DomainEvent,
  type Position,
  Projections,
  type RecordedEvent,
  type StoredEvent,
} from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { userTable } from '#libs/workspaces';
import { Entries } from '../../libs/history/entries/entries.js';
import { People } from '../../libs/history/entries/people.js';
import { HISTORY_PROJECTIONS } from '../../libs/history/history.module.js';
import { Differences } from '../../libs/history/past/difference.js';
import { HistoryTables } from '../../libs/history/past/past-tables.js';
import { Past } from '../../libs/history/past/past.js';
import { PastProfiles } from '../../libs/history/past/profiles.js';
import { ChainKeeper } from '../../libs/history/proof/chain-keeper.js';
import { KeptChain } from '../../libs/history/proof/kept-chain.js';
import { SigningKeys } from '../../libs/history/proof/signing-keys.js';
import { Verification } from '../../libs/history/proof/verification.js';
import { type Happening } from './company-history.js';
import { NOON } from './given.js';
import { MemoryEventLog } from './memory-event-log.js';
import { MemoryPersonalData } from './memory-personal-data.js';
import { MemorySnapshotStore } from './memory-snapshot-store.js';
import { MemoryVault } from './memory-vault.js';
import { until } from './until.js';

const IDS = 'f0e4b1a2-7c39-5d86-9b10-3a5c6d7e8f90';

const SYSTEM: Actor = { kind: 'system', id: 'spec' };

/** An event as the log takes it, with an id that is the same for the same stream and revision. */
export function storedEvent(
  stream: string,
  revision: number,
  { type, data, personal }: DomainEvent,
  at = NOON,
  actor = SYSTEM,
): StoredEvent {
  return {
    id: uuidv5(`${stream} ${revision}`, IDS),
    type,
    data: { ...data },
    ...(personal ? { personal: { of: personal.of, sealed: sealed(personal.of, personal.fields) } } : {}),
    metadata: { v: 1, at, actor, correlationId: 'spec', causationId: 'spec' },
  };
}

/** As `MemoryPersonalData` seals. */
function sealed(of: string, fields: object | null): string {
  return Buffer.from(`${of}\n${JSON.stringify(fields)}`).toString('base64url');
}

/** A log that somebody with the disk in their hands has written to. */
export class SpoiledLog extends MemoryEventLog {
  /** What a stream reads as; undefined for streams that nobody touched. */
  spoil: ((events: readonly RecordedEvent[]) => readonly RecordedEvent[]) | undefined;

  /** What is read of the whole log; undefined where it is what was written. */
  spoilEach: ((event: RecordedEvent) => RecordedEvent) | undefined;

  override async readAll(after: Position, limit?: number): Promise<readonly RecordedEvent[]> {
    const events = await super.readAll(after, limit);
    return this.spoilEach ? events.map(this.spoilEach) : events;
  }

  override async readStream(stream: string, from: number, limit?: number): Promise<readonly RecordedEvent[]> {
    if (!this.spoil) return super.readStream(stream, from, limit);
    return this.spoil(this.contents(stream)).slice(from, from + (limit ?? 1000));
  }
}

/** The proof over a log, without the service around it. */
export class ProofWorld {
  readonly log = new SpoiledLog();
  readonly vault = new MemoryVault();
  readonly keys = new SigningKeys(this.vault, 'a secret of the service');
  readonly kept = new KeptChain(this.vault);
  readonly snapshots = new MemorySnapshotStore();
  keeper = this.newKeeper();

  newKeeper(): ChainKeeper {
    return new ChainKeeper(this.log, this.vault, { now: () => NOON }, this.kept, this.keys, new Past(this.log, this.snapshots));
  }

  get verification(): Verification {
    return new Verification(this.log, this.keeper, this.kept, this.keys);
  }

  async append(stream: string, ...events: readonly DomainEvent[]): Promise<void> {
    const first = this.log.contents(stream).length;
    await this.log.append(stream, first - 1, events.map((event, index) => storedEvent(stream, first + index, event)));
  }

  /** Resolves once everything that is in the log is chained. */
  async chained(): Promise<void> {
    const head = await this.log.head();
    await until('everything to be chained', () => this.keeper.position >= head);
  }

  async lines(stream: string): Promise<string[]> {
    const lines: string[] = [];
    for await (const line of this.verification.bundle(stream)) lines.push(line.slice(0, -1));
    return lines;
  }
}

/** The whole history over a log, without the service around it. */
export class HistoryWorld extends ProofWorld {
  readonly store = new MemoryReadStore();
  readonly personal = new MemoryPersonalData();
  private readonly runner = new CommandRunner({
    log: this.log,
    snapshots: new MemorySnapshotStore(),
    personal: this.personal,
    clock: { now: () => NOON },
  });
  readonly people = new People(this.store, this.log, this.personal, new Accounts(this.runner));
  past = this.newPast();
  private readonly projections = new Projections(this.log, this.store, this.personal, [
    userTable,
    ...HISTORY_PROJECTIONS,
  ]);

  /** With nothing in memory, as after a restart. */
  newPast(): Past {
    return new Past(this.log, this.snapshots);
  }

  get tables(): HistoryTables {
    return new HistoryTables(this.past, this.people, new PastProfiles(this.store, this.log, this.personal));
  }

  get differences(): Differences {
    return new Differences(this.past, this.people);
  }

  get entries(): Entries {
    return new Entries(this.log, this.store, this.past, this.people, this.kept);
  }

  async start(): Promise<void> {
    void this.keeper.begin();
    await this.projections.start();
  }

  async stop(): Promise<void> {
    await this.keeper.onApplicationShutdown();
    await this.projections.stop();
  }

  /** Appends what happened, the successive events of one stream together. */
  async write(happenings: readonly (Happening & { readonly actor?: Actor })[]): Promise<void> {
    await this.personal.sealer(happenings.flatMap(({ event }) => (event.personal ? [event.personal.of] : [])));
    const lengths = new Map<string, number>();
    for (let from = 0; from < happenings.length; ) {
      const { stream } = happenings[from] as Happening;
      let to = from;
      while (happenings[to]?.stream === stream) to++;
      const first = lengths.get(stream) ?? this.log.contents(stream).length;
      const events = happenings.slice(from, to).map(({ event, at, actor }, index) => storedEvent(stream, first + index, event, at, actor));
      await this.log.append(stream, first - 1, events);
      lengths.set(stream, first + events.length);
      from = to;
    }
  }

  /** Resolves once everything is folded and chained. */
  async settled(): Promise<void> {
    await this.chained();
    if (!(await this.projections.caughtUp(await this.log.head(), 60_000))) throw new Error('The projections did not catch up.');
  }
}
