import { type Command } from 'commander';
import { count, moment } from '../arguments.js';
import { type CommonOptions } from '../connection.js';
import { command, type Context, given } from '../context.js';
import { BadUsage, EXIT } from '../exit-codes.js';

interface Options extends CommonOptions {
  readonly asOf?: string;
  readonly expected?: number;
  readonly allWorkspaces?: boolean;
}

/** Counts again from the log and compares (B-5). */
export function reconcileCommand(context: Context): Command {
  return command({
    name: 'reconcile',
    summary: 'Counts seats again from the event log, and compares with the read model and with your own figure.',
    examples: [
      ['roster reconcile --expected 12', 'is it 12 seats that are to be charged?'],
      ['roster reconcile --as-of 2026-03-01 --expected 12', 'and was it then?'],
      ['roster reconcile --all-workspaces', 'the read model of the whole service'],
    ],
  })
    .option('--as-of <moment>', 'as it stood then', moment)
    .option('--expected <seats>', 'the figure that you have', count)
    .option('--all-workspaces', 'every workspace of the service')
    .action(async (_: object, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      const { terminal } = context;
      const { asOf, expected, allWorkspaces, json } = options;
      if (allWorkspaces && expected !== undefined) throw new BadUsage('--expected is the figure of one workspace.');
      const workspaceId = allWorkspaces ? undefined : context.workspace(options);
      const client = context.client(options);
      const progress = terminal.progress('The service counts', 'timed');
      const found = await client
        .post('/v1/billing/reconciliation', { body: given({ workspaceId, asOf, expected }) })
        .finally(() => progress.end());
      context.exitCode = found.matches ? EXIT.right : EXIT.wrong;
      if (json) return terminal.json(found);
      const told = found.expected === null ? '' : `, expected ${found.expected}`;
      const verdict = found.matches ? terminal.paint('green', 'They match') : terminal.paint('red', 'They differ');
      await terminal.print(`${verdict}: log ${found.log}, read model ${found.readModel}${told}`);
      for (const { memberId, eventId, why } of found.differences) {
        await terminal.print(`  member ${memberId ?? '-'}, event ${eventId ?? '-'}: ${why}`);
      }
    });
}
