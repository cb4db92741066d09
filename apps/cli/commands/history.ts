import { type Command } from 'commander';
import { type ItemOf, items, type paths } from '#libs/client';
import { count, moment } from '../arguments.js';
import { type CommonOptions } from '../connection.js';
import { command, type Context, given } from '../context.js';
import { printArray, shortTime } from '../table.js';
import { harmless } from '../terminal.js';

export const HISTORY = '/v1/workspaces/{workspaceId}/history';
export type HistoryQuery = NonNullable<paths[typeof HISTORY]['get']['parameters']['query']>;
type Entry = ItemOf<typeof HISTORY>;

/** What entries are chosen by. */
export interface Filters {
  readonly subject?: string;
  readonly actor?: string;
  readonly type?: string;
  readonly from?: string;
  readonly to?: string;
}

interface Options extends CommonOptions, Filters {
  readonly oldestFirst?: boolean;
  readonly limit: number;
  readonly all?: boolean;
}

const PAGE = 200;

/** What happened, in words (H-1, H-2). */
export function historyCommand(context: Context): Command {
  const made = command({
    name: 'history',
    summary: 'What happened in a workspace: what, who, to whom, when, why.',
    examples: [
      ['roster history', 'the last 50 entries'],
      ['roster history --type RoleChanged --from 2026-01-01 --all', 'every change of a role since then'],
      ['roster history --subject <memberId> --oldest-first --all --json', 'all about one member, for a script'],
    ],
  });
  return filtered(made)
    .option('--oldest-first', 'in the order in which it happened')
    .option('--limit <n>', 'at most so many entries', count, 50)
    .option('--all', 'however many there are')
    .action(async (_: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      const { terminal } = context;
      const entries = entriesOf(context, options);
      if (options.json) {
        await printArray(terminal, entries);
        return;
      }
      let found = 0;
      for await (const entry of entries) {
        await terminal.print(inWords(entry));
        found++;
      }
      if (found === 0) terminal.say('There is no such entry.');
    });
}

/** Adds the options that entries are chosen by. */
export function filtered(made: Command): Command {
  return made
    .option('--subject <memberId>', 'about this member')
    .option('--actor <id>', 'done by this member or service')
    .option('--type <type>', 'of this kind, as RoleChanged')
    .option('--from <moment>', 'not before, as 2026-02-28 or 2026-02-28T15:30:00Z', moment)
    .option('--to <moment>', 'not after', moment);
}

export function filterQuery({ subject, actor, type, from, to }: Filters): HistoryQuery {
  return given({ subject, actor, type, from, to }) as HistoryQuery;
}

async function* entriesOf(context: Context, options: Options): AsyncGenerator<Entry> {
  const most = options.all ? Infinity : options.limit;
  if (most === 0) return;
  const order = options.oldestFirst ? 'asc' : 'desc';
  const query = { ...filterQuery(options), order, limit: Math.min(PAGE, most) } as const;
  const wish = { params: { path: { workspaceId: context.workspace(options) }, query } };
  let found = 0;
  for await (const entry of items(context.client(options), HISTORY, wish)) {
    yield entry;
    if (++found === most) return;
  }
}

function inWords({ revision, at, summary, reason }: Entry): string {
  const why = reason === null ? '' : ` Reason: ${reason}`;
  return `${String(revision).padStart(6)}  ${shortTime(at)}  ${harmless(summary + why)}`;
}
