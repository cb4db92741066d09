import { Command, Option } from 'commander';
import { asOfCommand } from './commands/as-of.js';
import { differenceCommand } from './commands/difference.js';
import { exportCommand } from './commands/export.js';
import { historyCommand } from './commands/history.js';
import { keysCommand } from './commands/keys.js';
import { projectionsCommand } from './commands/projections.js';
import { reconcileCommand } from './commands/reconcile.js';
import { seatsCommand } from './commands/seats.js';
import { verifyCommand } from './commands/verify.js';
import { Context, exampleText } from './context.js';
import { BadUsage, type ExitCode, meaningOf } from './exit-codes.js';
import { type Environment, type Terminal } from './terminal.js';

const COMMANDS = [
  historyCommand,
  asOfCommand,
  differenceCommand,
  verifyCommand,
  exportCommand,
  seatsCommand,
  reconcileCommand,
  projectionsCommand,
  keysCommand,
];

const EXAMPLES = [
  ['roster verify', 'is the history as it was when it happened?'],
  ['roster history --limit 20', 'what happened last'],
  ['roster as-of 2026-02-28', 'who belonged to the workspace then'],
  ['roster seats --month 2026-02', "a month's bill"],
  ['roster export bundle --output acme.jsonl', 'to be verified without the service'],
  ['roster projections list', 'for operators: the read models of the service'],
] as const;

const AFTER = `
Environment:
  ROSTER_URL         the service (http://127.0.0.1:3000)
  ROSTER_KEY         a service key; never given as an argument, where everybody on the machine could read it
  ROSTER_KEY_FILE    a file with the key, as DATA_DIR/service-key
  ROSTER_WORKSPACE   the workspace, unless --workspace says
  NO_COLOR           no colours

Exit codes:
  0 right   1 proof or figure wrong   2 usage   3 unreachable   4 refused   5 incomplete`;

/** The command `roster`. @param argv without the program itself @returns the exit code (H-6) */
export async function roster(
  argv: readonly string[],
  { terminal, env }: { readonly terminal: Terminal; readonly env: Environment },
): Promise<ExitCode> {
  const context = new Context(terminal, env);
  let help = '';
  const program = new Command('roster')
    .description('Reads, proves and exports what a Roster service knows, and rebuilds its read models.')
    .option('--url <address>', 'the service; else ROSTER_URL')
    .option('--key-file <file>', 'a file with the service key; else ROSTER_KEY, or the file that ROSTER_KEY_FILE names')
    .option('-w, --workspace <id>', 'the workspace; else ROSTER_WORKSPACE')
    .option('--on-behalf-of <memberId>', 'the member whose capabilities count')
    .option('--json', 'data as JSON')
    .addOption(new Option('--key [key]').hideHelp())
    .addHelpText('before', `${exampleText(EXAMPLES)}\n`)
    .addHelpText('after', AFTER)
    .hook('preAction', (_, action) => {
      if (action.optsWithGlobals<{ key?: unknown }>().key === undefined) return;
      throw new BadUsage('A key is never an argument, which others on the machine can read: ROSTER_KEY, or --key-file.');
    });
  for (const make of COMMANDS) program.addCommand(make(context));
  for (const each of withAllBelow(program)) {
    each
      .exitOverride()
      .showSuggestionAfterError()
      .configureHelp({ showGlobalOptions: each !== program })
      .configureOutput({
        writeOut: (text) => (help += text),
        writeErr: (text) => terminal.say(withoutValues(text.trimEnd())),
      });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return context.exitCode;
  } catch (error) {
    return await told(error);
  }

  async function told(error: unknown): Promise<ExitCode> {
    const { code, words } = meaningOf(error);
    if (words !== undefined) terminal.say(words);
    if (help !== '') await terminal.write(help).catch(() => undefined);
    return code;
  }
}

function withAllBelow(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}

/** An option that nobody knows may have a key behind its `=`. */
function withoutValues(text: string): string {
  return text.replace(/(unknown option '-[^'=]*)=.*'/s, "$1'");
}
