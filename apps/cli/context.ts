import { Command } from 'commander';
import { connect, type CommonOptions, workspaceFrom } from './connection.js';
import { type ExitCode } from './exit-codes.js';
import { type Environment, type Terminal } from './terminal.js';
import { type RosterClient } from '#libs/client';

/** What commands work with. */
export class Context {
  /** How the command ended. */
  exitCode: ExitCode = 0;

  constructor(
    readonly terminal: Terminal,
    readonly env: Environment,
  ) {}

  /** @throws BadUsage */
  client(options: CommonOptions): RosterClient {
    return connect(options, this.env);
  }

  /** @throws BadUsage */
  workspace(options: CommonOptions): string {
    return workspaceFrom(options, this.env);
  }
}

interface Words {
  readonly name: string;
  readonly summary: string;
  /** Each with what it does: they stand before all else in the help. */
  readonly examples: readonly (readonly [command: string, what: string])[];
}

/** A command with its examples. */
export function command({ name, summary, examples }: Words): Command {
  return new Command(name).description(summary).addHelpText('before', `${exampleText(examples)}\n`);
}

export function exampleText(examples: Words['examples']): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  return ['Examples:', ...examples.map(([line, what]) => `  ${line.padEnd(width)}   ${what}`)].join('\n');
}

/** Without the fields that are undefined. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  const told = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(told) as Given<Fields>;
}

type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
