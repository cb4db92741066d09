import { type Command } from 'commander';
import { seatChanges, type RosterClient } from '#libs/client';
import { count, day, moment, month } from '../arguments.js';
import { type CommonOptions } from '../connection.js';
import { command, type Context, given } from '../context.js';
import { BadUsage } from '../exit-codes.js';
import { printArray, printTable, shortTime } from '../table.js';
import { type Terminal } from '../terminal.js';

interface Options extends CommonOptions {
  readonly asOf?: string;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly changes?: boolean;
  readonly after?: number;
}

interface Question {
  readonly client: RosterClient;
  readonly path: { readonly workspaceId: string };
  readonly options: Options;
  readonly terminal: Terminal;
}

/** Seats now and then, by day and by month, and their feed (B-1 to B-4). */
export function seatsCommand(context: Context): Command {
  return command({
    name: 'seats',
    summary: 'What billing charges for: seats now or at a moment, by day, by month, and every change of them.',
    examples: [
      ['roster seats', 'now, with the members and events behind the figure'],
      ['roster seats --month 2026-02', "a month's bill, with a line for each seat"],
      ['roster seats --from 2026-02-01 --to 2026-02-28', 'day by day (UTC, both included)'],
      ['roster seats --changes --after 4711 --json', 'the feed over all workspaces, after what is known'],
    ],
  })
    .option('--as-of <moment>', 'as it stood then', moment)
    .option('--month <month>', 'a month, as 2026-02', month)
    .option('--from <day>', 'day by day, from this one', day)
    .option('--to <day>', 'to this one', day)
    .option('--changes', 'the feed of changes, over all workspaces')
    .option('--after <sequence>', 'of the feed, what comes after this', count)
    .action(async (_: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      fitting(options);
      const { terminal } = context;
      if (options.changes) return changes(context.client(options), options, terminal);
      const path = { workspaceId: context.workspace(options) };
      const question = { client: context.client(options), path, options, terminal };
      if (options.month !== undefined) return bill(question, options.month);
      if (options.from !== undefined && options.to !== undefined) return days(question, options.from, options.to);
      return atMoment(question);
    });
}

async function atMoment({ client, path, options: { asOf, json }, terminal }: Question): Promise<void> {
  const seats = await client.get('/v1/workspaces/{workspaceId}/seats', { params: { path, query: given({ asOf }) } });
  if (json) return terminal.json(seats);
  const { total, joined, invited, expiredInvitations: expired, members } = seats;
  const rows = members.map(({ memberId, state, since, causedBy }) => [memberId, state, shortTime(since), causedBy]);
  await printTable(terminal, ['Member', 'State', 'Since', 'Caused by event'], rows);
  const figures = `${joined} joined, ${invited} invited (${expired} with an expired link)`;
  await terminal.print('', `${total} seats as of ${seats.asOf}: ${figures}`);
}

async function bill({ client, path, options: { asOf, json }, terminal }: Question, period: string): Promise<void> {
  const found = await client.get('/v1/workspaces/{workspaceId}/seats/periods/{period}', {
    params: { path: { ...path, period }, query: given({ asOf }) },
  });
  if (json) return terminal.json(found);
  const { lines, seatSeconds, seatDays, average, peak } = found;
  const rows = lines.map(({ memberId, from, to, seconds }) => [memberId, shortTime(from), shortTime(to), seconds]);
  await printTable(terminal, ['Member', 'From', 'To', 'Seconds'], rows);
  const used = `${seatSeconds} seat-seconds, ${rounded(seatDays)} seat-days`;
  const figures = `${used}, ${rounded(average)} seats on average, ${peak} at most`;
  await terminal.print('', `${found.period} up to ${found.asOf}: ${figures}`);
}

async function days(question: Question, from: string, to: string): Promise<void> {
  const { client, path, options, terminal } = question;
  const { asOf, json } = options;
  const query = { from, to, ...given({ asOf }) };
  const found = await client.get('/v1/workspaces/{workspaceId}/seats/days', { params: { path, query } });
  if (json) return terminal.json(found);
  const rows = found.items.map(({ date, atEnd, peak, seatSeconds }) => [date, atEnd, peak, seatSeconds]);
  await printTable(terminal, ['Day', 'At its end', 'Peak', 'Seat-seconds'], rows);
}

async function changes(client: RosterClient, { after, json }: Options, terminal: Terminal): Promise<void> {
  const feed = seatChanges(client, after);
  if (json) {
    await printArray(terminal, feed);
    return;
  }
  for await (const { sequence, at, workspaceId, memberId, delta, balance, cause } of feed) {
    const figures = `${delta > 0 ? '+1' : '-1'}  ${balance}  ${cause.type}`;
    await terminal.print(`${String(sequence).padStart(8)}  ${shortTime(at)}  ${workspaceId}  ${memberId}  ${figures}`);
  }
}

/** @throws BadUsage */
function fitting({ asOf, month: period, from, to, changes: feed, after }: Options): void {
  const asked = [period !== undefined, from !== undefined || to !== undefined, feed === true].filter(Boolean).length;
  if (asked > 1) throw new BadUsage('One at a time: --month, --from with --to, or --changes.');
  if ((from === undefined) !== (to === undefined)) throw new BadUsage('--from and --to go together.');
  if (after !== undefined && !feed) throw new BadUsage('--after is for --changes.');
  if (asOf !== undefined && feed) throw new BadUsage('--as-of is not for --changes.');
}

function rounded(figure: number): string {
  return figure.toFixed(3).replace(/\.?0+$/, '');
}
