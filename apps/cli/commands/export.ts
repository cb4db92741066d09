import { Argument, type Command, Option } from 'commander';
import { AnswerBrokeOff, type RosterClient } from '#libs/client';
import { moment } from '../arguments.js';
import { type CommonOptions } from '../connection.js';
import { command, type Context, given } from '../context.js';
import { BadUsage } from '../exit-codes.js';
import { type Sink, sinkFor } from '../sink.js';
import { MEMBERS } from './as-of.js';
import { filtered, type Filters, filterQuery, HISTORY } from './history.js';

type Format = 'jsonl' | 'csv';

interface Options extends CommonOptions, Filters {
  readonly format?: Format;
  readonly asOf?: string;
  readonly output?: string;
}

const WHAT = ['history', 'members', 'bundle', 'signing-keys'] as const;
const BUNDLE = '/v1/workspaces/{workspaceId}/history/bundle';
const KEYS = '/.well-known/roster-history-keys';
const NEW_LINE = 10;
/** A bundle has a line for each event, one before and one after them. */
const BUNDLE_LINES = 2;
const HEAD_BEGINS = '{"head":';

interface Export {
  readonly open: (client: RosterClient) => Promise<AsyncIterable<Uint8Array>>;
  /** How many lines there will be; undefined where only the service knows. */
  readonly lines: (client: RosterClient) => Promise<number | undefined>;
}

/** Everything, streamed (H-2, T-6), and the bundle (H-4). */
export function exportCommand(context: Context): Command {
  const made = command({
    name: 'export',
    summary: 'Everything, streamed: the history, the members, the bundle to verify offline, the keys it is signed with.',
    examples: [
      ['roster export history --format csv --output acme.csv', 'for a spreadsheet'],
      ['roster export history --from 2026-01-01 | grep RoleChanged', 'JSON Lines, to go on with'],
      ['roster export members --as-of 2026-02-28 --format csv', 'the table as it stood'],
      ['roster export bundle --output acme.jsonl', 'to be verified without the service'],
      ['roster export signing-keys > keys.json', 'to hold bundles to'],
    ],
  });
  return filtered(made)
    .addArgument(new Argument('<what>', 'what to export').choices(WHAT))
    .addOption(new Option('--format <format>', 'of history and members; else jsonl').choices(['jsonl', 'csv']))
    .option('--as-of <moment>', 'members as they stood then', moment)
    .option('-o, --output <file>', 'a file, whole or not there at all; else standard output')
    .action(async (what: (typeof WHAT)[number], _: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      fitting(what, options);
      const sink = sinkFor(options.output, context.terminal);
      await sink.keep(() => exported(what, context, options, sink));
    });
}

async function exported(what: (typeof WHAT)[number], context: Context, options: Options, sink: Sink): Promise<void> {
  const client = context.client(options);
  if (what === 'signing-keys') {
    await sink.write(`${JSON.stringify(await client.get(KEYS), null, 2)}\n`);
    return;
  }
  const { terminal } = context;
  const { open, lines } = source(what, context.workspace(options), options);
  const toFile = options.output !== undefined;
  const extent = terminal.showsProgress(toFile) ? ((await lines(client)) ?? 'counted') : 'counted';
  const progress = terminal.progress('Lines', extent, toFile);
  const ending = new Ending();
  try {
    for await (const chunk of await open(client)) {
      await sink.write(chunk);
      progress.reach(ending.take(chunk));
    }
  } finally {
    progress.end();
  }
  if (!ending.isWhole(what === 'bundle')) throw new AnswerBrokeOff('without its last line');
}

function source(what: Exclude<(typeof WHAT)[number], 'signing-keys'>, workspaceId: string, options: Options): Export {
  const path = { workspaceId };
  const { format = 'jsonl', asOf } = options;
  const header = format === 'csv' ? 1 : 0;
  if (what === 'bundle') {
    return {
      open: (client) => client.stream(BUNDLE, { params: { path } }),
      lines: async (client) => (await eventsOf(client, path)) + BUNDLE_LINES,
    };
  }
  if (what === 'members') {
    const then = given({ asOf });
    return {
      open: (client) => client.stream(MEMBERS, { params: { path, query: { ...then, format } } }),
      lines: async (client) =>
        (await client.get(MEMBERS, { params: { path, query: { ...then, limit: 1 } } })).counts.members + header,
    };
  }
  const filters = filterQuery(options);
  return {
    open: (client) => client.stream(HISTORY, { params: { path, query: { ...filters, order: 'asc', format } } }),
    lines: async (client) => (Object.keys(filters).length > 0 ? undefined : (await eventsOf(client, path)) + header),
  };
}

/** Each entry is an event, and the newest has the highest revision. */
async function eventsOf(client: RosterClient, path: { readonly workspaceId: string }): Promise<number> {
  const { items } = await client.get(HISTORY, { params: { path, query: { limit: 1 } } });
  return (items[0]?.revision ?? -1) + 1;
}

/** Looks at what went by, to tell an end from a break. */
class Ending {
  private lines = 0;
  private last = '';

  /** @returns how many lines there have been */
  take(chunk: Uint8Array): number {
    for (const byte of chunk) if (byte === NEW_LINE) this.lines++;
    const from = chunk.lastIndexOf(NEW_LINE, -2) + 1;
    const tail = Buffer.from(chunk.subarray(from)).toString('latin1');
    this.last = from > 0 || this.last.endsWith('\n') ? tail : this.last + tail;
    return this.lines;
  }

  /** Every line is closed; a bundle ends with its signed head. */
  isWhole(bundle: boolean): boolean {
    if (bundle) return this.last.startsWith(HEAD_BEGINS) && this.last.endsWith('\n');
    return this.last === '' || this.last.endsWith('\n');
  }
}

/** @throws BadUsage for an option that means nothing here, rather than an export of something else */
function fitting(what: (typeof WHAT)[number], options: Options): void {
  const filters = Object.keys(filterQuery(options)).length > 0;
  if (filters && what !== 'history') throw new BadUsage(`Filters are for the history: ${what} is exported whole.`);
  if (options.asOf !== undefined && what !== 'members') throw new BadUsage('--as-of is for members.');
  const formed = what === 'history' || what === 'members';
  if (options.format !== undefined && !formed) throw new BadUsage(`${what} has one form.`);
}
