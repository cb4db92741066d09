import { v7 as uuidv7 } from 'uuid';
import { BILLING_PROJECTIONS, monthOf, monthOfUse, SeatLedger } from '#libs/billing';
import { Projections, type StoredEvent } from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { type Engine, openEngine } from './engine.js';
import { measure, note, table, title } from './figures.js';
import { figuresOf, readAndDecode, timed, told } from './reading.js';
import { scaled } from './scale.js';

const WORKSPACES = scaled(1000);
const CHANGES_EACH = 1000;
const CHANGES = WORKSPACES * CHANGES_EACH;
const ROUNDS = 50;
/** About so many seats at a time. */
const SEATS = 50;
const PERIOD = '2026-03';
const MONTH = monthOf(PERIOD);
const AFTERWARDS = '2026-04-02T00:00:00.000Z';
const STEP_MS = ((MONTH.to - MONTH.from) * 1000) / CHANGES_EACH;

/** The bill of one month: many workspaces whose seats come and go all the time. */
export async function billing(): Promise<void> {
  const [changes, workspaces] = [CHANGES.toLocaleString('en'), WORKSPACES.toLocaleString('en')];
  title(`A month's bill of ${workspaces} workspaces with ${changes} seat changes`);
  const engine = await openEngine();
  const companies = Array.from({ length: WORKSPACES }, () => new Company());
  await fill(engine, companies);

  const store = new MemoryReadStore();
  const projections = new Projections(engine.log, store, engine.parts.personal, BILLING_PROJECTIONS);
  const reading = await readAndDecode(engine, 'bare reading and decoding, 1,000 a page');
  const folding = await timed('folded into the seat ledger', CHANGES, async () => {
    await projections.start();
    await projections.caughtUp(await engine.log.head(), 3_600_000);
  });
  const ledger = new SeatLedger(store);
  const wrong: string[] = [];
  let lines = 0;
  const bills = await measure("the month's bill, a workspace each", WORKSPACES, 1, async (index) => {
    const company = companies[index] as Company;
    const seats = await ledger.during(company.workspaceId, timeOf(MONTH.from), timeOf(MONTH.to));
    const bill = monthOfUse(seats, MONTH, AFTERWARDS);
    lines += bill.lines.length;
    if (bill.seatSeconds !== company.seatSeconds()) wrong.push(company.workspaceId);
  });
  const again = await readAndDecode(engine, 'bare reading and decoding, once more');
  table(reading, again, folding.figures, { ...bills, count: CHANGES });
  const whole = figuresOf('', CHANGES, [(folding.figures.seconds + bills.seconds) * 1000]);
  note(`Per second: events, seat changes. Log to bills: ${whole.seconds.toFixed(1)} s; ${lines.toLocaleString('en')} lines.`);
  await projections.stop();
  await engine.close();
  if (wrong.length > 0) throw new Error(`${wrong.length} bills are wrong: ${wrong.slice(0, 3).join(', ')}`);
  note('Every bill has the seat-seconds that were counted when the events were made up.');
}

interface Stay {
  readonly memberId: string;
  readonly begin: number;
  readonly joined: boolean;
}

/** A workspace whose seats come and go; it counts by itself what they come to. */
class Company {
  readonly workspaceId = uuidv7();
  readonly stream = `workspace-${this.workspaceId}`;
  revision = -1;
  private readonly founderId = uuidv7();
  private readonly stays: Stay[] = [];
  private counted = 0;
  private made = 0;

  /** Up to `until` seconds. */
  seatSeconds(until = MONTH.to): number {
    return this.stays.reduce((sum, { begin }) => sum + until - begin, this.counted);
  }

  /** The next events, so many changes of seats among them; and whose personal fields are to be sealed. */
  next(changes: number) {
    const events: { readonly event: StoredEvent; readonly of?: string }[] = [];
    for (let index = 0; index < changes; index++, this.made++) {
      const at = MONTH.from * 1000 + Math.floor(this.made * STEP_MS);
      if (this.made === 0) {
        const { workspaceId, founderId } = this;
        events.push({ event: told(uuidv7(), 'WorkspaceFounded', { workspaceId, name: 'Acme', founderId }, new Date(at).toISOString()) });
      }
      events.push(this.change(at));
    }
    return events;
  }

  private change(ms: number) {
    const at = new Date(ms).toISOString();
    const second = Math.floor(ms / 1000);
    const { made, stays, founderId } = this;
    // The founder's seat, the first of them, stays.
    if (stays.length > 2 && made % (2 * SEATS) >= SEATS) {
      const [stay] = stays.splice(1 + (made % (stays.length - 1)), 1) as [Stay];
      this.counted += second - stay.begin;
      const { memberId } = stay;
      if (!stay.joined) return { event: told(uuidv7(), 'InvitationRevoked', { memberId }, at) };
      return { event: told(uuidv7(), 'UserRemoved', { memberId, accountId: memberId, successorId: founderId }, at) };
    }
    const memberId = made === 0 ? founderId : uuidv7();
    const joined = made === 0 || made % 2 === 0;
    stays.push({ memberId, begin: second, joined });
    const emailKey = `key-${memberId}`;
    if (joined) {
      const by = made === 0 ? 'founding' : 'domain';
      return { event: told(uuidv7(), 'UserJoined', { memberId, accountId: memberId, emailKey, role: 'user', by }, at) };
    }
    const expiresAt = new Date(ms + 72 * 3_600_000).toISOString();
    const invited = { memberId, emailKey, role: 'user', inboxIds: [], linkNo: 1, expiresAt, invitedBy: founderId };
    return { event: told(uuidv7(), 'UserInvited', invited, at), of: memberId };
  }
}

/** The workspaces' events among each other, as a log has them. */
async function fill({ log, parts }: Engine, companies: readonly Company[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const next = companies.map((company) => ({ company, events: company.next(CHANGES_EACH / ROUNDS) }));
    const seal = await parts.personal.sealer(next.flatMap(({ events }) => events.flatMap(({ of }) => of ?? [])));
    await Promise.all(
      next.map(async ({ company, events }) => {
        const sealed = events.map(({ event, of }) =>
          of === undefined ? event : { ...event, personal: { of, sealed: seal(of, { email: `${of}@elsewhere.example` }) } },
        );
        ({ revision: company.revision } = await log.append(company.stream, company.revision, sealed));
      }),
    );
  }
}

function timeOf(second: number): string {
  return new Date(second * 1000).toISOString();
}
