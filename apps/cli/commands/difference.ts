import { type Command } from 'commander';
import { moment } from '../arguments.js';
import { type CommonOptions } from '../connection.js';
import { command, type Context } from '../context.js';
import { shortTime } from '../table.js';
import { harmless } from '../terminal.js';

interface Place {
  readonly memberId: string;
  readonly name: string | null;
  readonly at: string;
}

/** What they were at the first moment: that they went says nothing of what came in between. */
const WERE = { invited: 'was invited', joined: 'was a member' } as const;

/** What two moments have not in common (H-3). */
export function differenceCommand(context: Context): Command {
  return command({
    name: 'difference',
    summary: 'What differs between two moments: who came, who went, whose role changed.',
    examples: [
      ['roster difference 2026-01-01 2026-02-01', 'over January (UTC)'],
      ['roster difference 2026-01-01 2026-02-01 --json', 'the same for a script'],
    ],
  })
    .argument('<from>', 'a day for its beginning, or an ISO time', moment)
    .argument('<to>', 'not before it', moment)
    .action(async (from: string, to: string, _: object, self: Command) => {
      const options = self.optsWithGlobals<CommonOptions>();
      const { terminal } = context;
      const path = { workspaceId: context.workspace(options) };
      const found = await context
        .client(options)
        .get('/v1/workspaces/{workspaceId}/history/difference', { params: { path, query: { from, to } } });
      if (options.json) {
        await terminal.json(found);
        return;
      }
      const { joined, invited, removed, roleChanges, seatDelta } = found;
      await terminal.print(
        ...joined.map((one) => line('+', one, `joined as ${one.role}${one.wasInvited ? ', invited before' : ''}`)),
        ...invited.map((one) => line('+', one, `invited as ${one.role}`)),
        ...removed.map((one) => line('-', one, `gone, ${WERE[one.state]} as ${one.role}`)),
        ...roleChanges.map((one) => line('~', one, `${one.formerRole} became ${one.role}`)),
        `${seatDelta > 0 ? '+' : ''}${seatDelta} seats from ${from} to ${to}`,
      );
    });
}

function line(sign: string, { memberId, name, at }: Place, what: string): string {
  return `${sign} ${shortTime(at)}  ${harmless(name ?? '(forgotten)')} (${memberId}): ${what}`;
}
