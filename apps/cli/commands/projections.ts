import { setTimeout as wait } from 'node:timers/promises';
import { Argument, type Command } from 'commander';
import { type AnswerOf, isProblem, type RosterClient } from '#libs/client';
import { type CommonOptions } from '../connection.js';
import { command, type Context, given } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type Progress } from '../progress.js';
import { printTable } from '../table.js';
import { harmless } from '../terminal.js';

const ALL = '/v1/projections';
const REBUILD = '/v1/projections/{name}/rebuild';
const SWITCH = '/v1/projections/{name}/switch';
const BACK = '/v1/projections/{name}/back';
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;

type ReadModel = AnswerOf<typeof REBUILD, 'post'>;
type Comparison = AnswerOf<typeof SWITCH, 'post'>['comparison'];
type Generation = ReadModel['serving'];

interface RebuildOptions extends CommonOptions {
  readonly anew?: boolean;
  readonly wait: boolean;
}

interface SwitchOptions extends CommonOptions {
  readonly acceptDifferences?: boolean;
}

const NAME = ['<name>', 'of the read model, as `roster projections list` has it'] as const;

/** Runs what is about one read model. @throws RosterProblem */
async function about<Result>(context: Context, name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const words = `No read model is called ${harmless(name)}: roster projections list`;
    if (isProblem(error, 'not_found')) context.terminal.say(words);
    throw error;
  }
}

/** Builds read models anew while the service goes on. For operators: a key with the scope `operate`. */
export function projectionsCommand(context: Context): Command {
  return command({
    name: 'projections',
    summary: 'The read models of the service: how they stand, building one anew, switching to it, and back.',
    examples: [
      ['roster projections list', 'which there are, and what serves'],
      ['roster projections rebuild user-table', 'a new one beside it, from the first event on'],
      ['roster projections switch user-table', 'compares both row by row, then lets the new one serve'],
      ['roster projections back user-table', 'lets the old one serve again'],
    ],
  })
    .addCommand(listCommand(context))
    .addCommand(rebuildCommand(context))
    .addCommand(switchCommand(context))
    .addCommand(backCommand(context));
}

function listCommand(context: Context): Command {
  return command({
    name: 'list',
    summary: 'Every read model: the generation that serves, what is built beside it, and the way back.',
    examples: [
      ['roster projections list', 'as a table'],
      ['roster projections list --json', 'for a script'],
    ],
  }).action(async (_: object, self: Command) => {
    const options = self.optsWithGlobals<CommonOptions>();
    const { terminal } = context;
    const found = await context.client(options).get(ALL);
    if (options.json) return terminal.json(found);
    const { head, items } = found;
    const rows = items.map(({ name, version, serving, beside, former }) => [
      name,
      version,
      ...[serving, beside, former].map((each) => inWords(each, head)),
    ]);
    await printTable(terminal, ['Read model', 'Version', 'Serving', 'Beside', 'Former'], rows);
  });
}

function rebuildCommand(context: Context): Command {
  return command({
    name: 'rebuild',
    summary: 'Builds a read model anew from the log, beside the one that serves. Commands and queries go on.',
    examples: [
      ['roster projections rebuild user-table', 'and shows how far it is; Ctrl-C stops the showing, not the building'],
      ['roster projections rebuild user-table --no-wait', 'only begins'],
      ['roster projections rebuild user-table --anew', 'once more, in place of one that was not switched to'],
    ],
  })
    .addArgument(new Argument(...NAME))
    .option('--anew', 'another one, where one has been built already')
    .option('--no-wait', 'do not wait until it is built')
    .action(async (name: string, _: object, self: Command) => {
      const options = self.optsWithGlobals<RebuildOptions>();
      const { anew, wait: waits } = options;
      const { terminal } = context;
      const client = context.client(options);
      const wish = { params: { path: { name } }, body: given({ anew }) };
      const begun = await about(context, name, () => client.post(REBUILD, wish));
      const progress = terminal.progress(`Building ${name}`, 1);
      const model = waits ? await built(client, begun, progress).finally(() => progress.end()) : begun;
      progress.end();
      context.exitCode = await tellBuilt(context, options, begun, model);
    });
}

function switchCommand(context: Context): Command {
  return command({
    name: 'switch',
    summary: 'Compares what was built beside with what serves, row by row; where they are the same, the new one serves.',
    examples: [
      ['roster projections switch user-table', 'ends with 1 and names the rows where they differ'],
      ['roster projections switch user-table --accept-differences', 'where the old one is the damaged one'],
    ],
  })
    .addArgument(new Argument(...NAME))
    .option('--accept-differences', 'switch although they differ')
    .action(async (name: string, _: object, self: Command) => {
      const options = self.optsWithGlobals<SwitchOptions>();
      const { acceptDifferences } = options;
      const { terminal } = context;
      const client = context.client(options);
      const progress = terminal.progress('The service compares', 'timed');
      const wish = { params: { path: { name } }, body: given({ acceptDifferences }) };
      try {
        const found = await about(context, name, () => client.post(SWITCH, wish).finally(() => progress.end()));
        if (options.json) return await terminal.json(found);
        await tellComparison(context, found.comparison);
        await terminal.print(`${name} serves in generation ${found.serving.generation}.`);
      } catch (error) {
        if (!isProblem(error, 'differences_found')) throw error;
        const { comparison } = error.document as { readonly comparison: Comparison };
        context.exitCode = EXIT.wrong;
        if (options.json) return await terminal.json({ comparison });
        await tellComparison(context, comparison);
        terminal.say('Nothing was switched.', ...(error.remedy === undefined ? [] : [error.remedy]));
      }
    });
}

function backCommand(context: Context): Command {
  return command({
    name: 'back',
    summary: 'Lets the generation serve that served before, whatever is in it.',
    examples: [
      ['roster projections back user-table', 'at once'],
      ['roster projections switch user-table', 'and to the new one again'],
    ],
  })
    .addArgument(new Argument(...NAME))
    .action(async (name: string, _: object, self: Command) => {
      const options = self.optsWithGlobals<CommonOptions>();
      const { terminal } = context;
      const client = context.client(options);
      const model = await about(context, name, () => client.post(BACK, { params: { path: { name } } }));
      if (options.json) return terminal.json(model);
      await terminal.print(`${name} serves in generation ${model.serving.generation} again.`);
    });
}

/**
 * Looks until it has come to where the log ended at the look before: the log goes on meanwhile.
 * @returns how it stands then, or as soon as it goes no further
 */
async function built(client: RosterClient, begun: ReadModel, progress: Progress): Promise<ReadModel> {
  let end: number | undefined;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const { head, items } = await client.get(ALL);
    const model = items.find(({ name }) => name === begun.name) ?? begun;
    const { beside } = model;
    if (beside?.generation !== begun.beside?.generation || !beside || beside.state === 'stopped') return model;
    // Positions begin at -1, which is before the first event.
    progress.reach(beside.position + 1, head + 1);
    if (end !== undefined && beside.position >= end) return model;
    end = head;
    await wait(pause);
  }
}

async function tellBuilt(
  { terminal }: Context,
  { json, wait: waited }: RebuildOptions,
  begun: ReadModel,
  model: ReadModel,
): Promise<ExitCode> {
  const { name, beside } = model;
  if (json) await terminal.json(model);
  if (beside?.generation !== begun.beside?.generation || !beside) {
    terminal.say(`Somebody else has switched ${name}, or begun another rebuild of it, meanwhile.`);
    return EXIT.right;
  }
  const { generation, state, error } = beside;
  if (state === 'stopped') {
    terminal.say(`Generation ${generation} of ${name} stopped at an event that it cannot handle (${error ?? 'Error'}).`);
    return EXIT.incomplete;
  }
  if (!json) await terminal.print(`Generation ${generation} of ${name} is ${waited ? 'built' : 'being built'}.`);
  terminal.say(`To compare it, and let it serve: roster projections switch ${name}`);
  return EXIT.right;
}

const WORDS: Readonly<Record<Comparison['first'][number]['kind'], string>> = {
  missing: 'is not in the new one',
  extra: 'is in the new one alone',
  different: 'is another in the new one',
};

async function tellComparison({ terminal }: Context, comparison: Comparison): Promise<void> {
  const { compared, differences, unsettled, first } = comparison;
  const same = differences + unsettled === 0;
  if (same) return terminal.print(`${terminal.paint('green', 'The same')}: ${compared} rows compared.`);
  const changing = unsettled === 0 ? '' : `, ${unsettled} changed too often to tell`;
  const differing = terminal.paint('red', 'They differ');
  await terminal.print(`${differing}: ${compared} rows compared, ${differences} differ${changing}.`);
  for (const { id, kind } of first) await terminal.print(`  ${id} ${WORDS[kind]}`);
  if (first.length < differences) await terminal.print(`  and ${differences - first.length} more`);
}

/** As `1 live`, or how much of the log it has folded. */
function inWords(generation: Generation | null, head: number): string | null {
  if (!generation) return null;
  const { generation: number, state, position, error } = generation;
  const done = head < 0 ? 1 : (position + 1) / (head + 1);
  const percent = done >= 1 ? '' : ` ${Math.floor(done * 100)}%`;
  return `${number} ${state}${percent}${error === undefined ? '' : ` (${error})`}`;
}
