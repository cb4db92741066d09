import { type Command } from 'commander';
import { type ItemOf, type PageOf, pages } from '#libs/client';
import { moment } from '../arguments.js';
import { type CommonOptions } from '../connection.js';
import { command, type Context } from '../context.js';
import { printTable } from '../table.js';

export const MEMBERS = '/v1/workspaces/{workspaceId}/members';
const PAGE = 200;

/** Members, roles and seats at a moment (H-3, T-5). */
export function asOfCommand(context: Context): Command {
  return command({
    name: 'as-of',
    summary: 'Who belonged to a workspace at a moment: the table, the roles, the seats.',
    examples: [
      ['roster as-of 2026-02-28', 'as it stood when that day began (UTC)'],
      ['roster as-of 2026-02-28T15:30:00+01:00 --json', 'to the millisecond, for a script'],
    ],
  })
    .argument('<moment>', 'a day for its beginning, or an ISO time', moment)
    .action(async (asOf: string, _: object, self: Command) => {
      const options = self.optsWithGlobals<CommonOptions>();
      const { terminal } = context;
      const path = { workspaceId: context.workspace(options) };
      const members: ItemOf<typeof MEMBERS>[] = [];
      let counts: PageOf<typeof MEMBERS>['counts'] | undefined;
      const client = context.client(options);
      const wish = { params: { path, query: { asOf, sort: 'name', limit: PAGE } } } as const;
      let progress;
      try {
        for await (const page of pages(client, MEMBERS, wish)) {
          counts = page.counts;
          progress ??= terminal.progress('Members', counts.members);
          members.push(...page.items);
          progress.reach(members.length);
        }
      } finally {
        progress?.end();
      }
      const seats = members.length;
      if (options.json) {
        await terminal.json({ asOf, seats, counts, members });
        return;
      }
      const rows = members.map(({ name, email, role, owner, state, memberId }) => {
        return [name, email, owner ? `${role} (owner)` : role, state, memberId];
      });
      await printTable(terminal, ['Name', 'Email', 'Role', 'State', 'Member'], rows);
      await terminal.print(
        '',
        `${seats} seats as of ${asOf}: ${counts?.joined ?? 0} joined, ${counts?.invited ?? 0} invited; ` +
          `${counts?.byRole.admin ?? 0} admins, ${counts?.byRole.user ?? 0} users`,
      );
    });
}
