import { Inject, Injectable } from '@nestjs/common';
import { EVENT_LOG, type EventLog, eventsOf, idOf, START } from '#libs/event-sourcing';
import { NotCaughtUp, NotFound, READ_MODELS, type ReadModels } from '#libs/http';
import { seats } from '../projections/seats.projection.js';
import { SeatLedger } from '../queries/seat-ledger.js';
import { compare, type Difference } from './compare.js';
import { CountedAgain, type CountedChange, type Moment } from './counted-again.js';

export interface Reconciled {
  readonly matches: boolean;
  /** Seats by the event log, by the read model, and by the caller where they said. */
  readonly log: number;
  readonly readModel: number;
  readonly expected: number | null;
  /** At most 1,000. */
  readonly differences: readonly Difference[];
}

const PAGE = 1000;
const PATIENCE_MS = 2000;
const MOST_DIFFERENCES = 1000;

/**
 * Counts seats again from the event log and compares (B-5). Both sides are held to the same position, so what is being
 * written at the same moment is no difference. One workspace is in memory at a time.
 */
@Injectable()
export class Reconciliation {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    private readonly ledger: SeatLedger,
  ) {}

  /**
   * @param asOf ISO time
   * @param expected what billing has for this workspace
   * @throws NotFound there is nothing of such a workspace, neither in the log nor in the read model
   * @throws NotCaughtUp the read model is too far behind to be compared
   */
  async ofWorkspace(workspaceId: string, asOf: string, expected?: number): Promise<Reconciled> {
    const moment = { asOf, position: await this.position() };
    const counted = await this.countedAgain(workspaceId, moment, expected);
    const { count, differences } = await this.compared(workspaceId, counted, moment);
    if (!counted.founded && count === 0 && differences.length === 0) throw new NotFound();
    return reconciled(counted.count, count, [...differences, ...unexpected(counted)], expected);
  }

  /** Every workspace, and every one that the read model alone has. @param asOf ISO time @throws NotCaughtUp */
  async ofAll(asOf: string): Promise<Reconciled> {
    const moment = { asOf, position: await this.position() };
    let log = 0;
    let readModel = 0;
    const differences: Difference[] = [];
    for (const workspaceId of await this.workspaces(moment)) {
      const counted = await this.countedAgain(workspaceId, moment);
      const compared = await this.compared(workspaceId, counted, moment);
      log += counted.count;
      readModel += compared.count;
      differences.push(...compared.differences.slice(0, MOST_DIFFERENCES - differences.length));
    }
    return reconciled(log, readModel, differences);
  }

  private async position(): Promise<number> {
    const head = await this.log.head();
    if (!(await this.readModels.caughtUp(head, PATIENCE_MS, [seats.name]))) throw new NotCaughtUp();
    return head;
  }

  private async countedAgain(workspaceId: string, moment: Moment, expected?: number): Promise<CountedAgain> {
    const counted = new CountedAgain(expected);
    for await (const event of eventsOf(this.log, `workspace-${workspaceId}`)) {
      // Times never go back within a stream.
      if (event.position > moment.position || event.metadata.at > moment.asOf) break;
      counted.take(event);
    }
    return counted;
  }

  private async compared(workspaceId: string, counted: CountedAgain, moment: Moment) {
    const workspace = await this.ledger.workspace(workspaceId);
    return compare(counted, { seats: this.ledger.all(workspaceId), workspace }, moment);
  }

  private async workspaces({ position }: Moment): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (let after = START; ; ) {
      const events = await this.log.readAll(after, PAGE);
      for (const { type, stream } of events) if (type === 'WorkspaceFounded') found.add(idOf(stream));
      const last = events.at(-1);
      if (!last || last.position > position) break;
      after = last.position;
    }
    for await (const workspaceId of this.ledger.workspaces()) found.add(workspaceId);
    return found;
  }
}

function reconciled(log: number, readModel: number, differences: readonly Difference[], expected?: number): Reconciled {
  const matches = log === readModel && differences.length === 0 && (expected === undefined || expected === log);
  return { matches, log, readModel, expected: expected ?? null, differences: differences.slice(0, MOST_DIFFERENCES) };
}

/** The changes that lead from the figure that was expected to the present one; where it never was one, the last. */
function unexpected({ expected, count, since, wasExpected, last }: CountedAgain): readonly Difference[] {
  if (expected === undefined || expected === count) return [];
  if (wasExpected) return since.map((change) => ({ ...named(change), why: `${told(change)}, not ${expected}.` }));
  const never = `There never were ${expected} seats`;
  if (!last) return [{ memberId: null, eventId: null, why: `${never}: no event began one.` }];
  return [{ ...named(last), why: `${never}. ${told(last)}.` }];
}

function named({ memberId, eventId }: CountedChange): Omit<Difference, 'why'> {
  return { memberId, eventId };
}

function told({ type, at, delta, balance }: CountedChange): string {
  return `The ${type} of ${at} changed the seats by ${delta}, to ${balance}`;
}
