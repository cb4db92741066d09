import { type Logger, pino } from 'pino';
import { RosterError } from '#libs/event-sourcing';
import { BadApiKeys } from '#libs/http';
import { BadSettings, readSettings, type Settings } from './settings.js';

/** What runs until it is told to stop. */
interface Running {
  stop(): Promise<void>;
}

export interface Program<Started extends Running> {
  readonly start: (settings: Settings, logger: Logger) => Promise<Started>;
  /** A few words for standard output, once it has started. */
  readonly say: (started: Started, settings: Settings) => string;
}

/**
 * Runs a program of the service: settings from the environment, logs on standard error, and an orderly end at SIGTERM or
 * SIGINT. Where it cannot start it says why, in words that a person at a terminal can act on.
 */
export function runProgram<Started extends Running>(program: Program<Started>): void {
  run(program).catch((error: unknown) => {
    process.stderr.write(`\nRoster did not start. ${explain(error)}\n\n`);
    process.exit(1);
  });
}

async function run<Started extends Running>({ start, say }: Program<Started>): Promise<void> {
  const settings = readSettings(process.env);
  const logger = pino({ level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  const running = await start(settings, logger);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ error: error instanceof Error ? error.name : 'Error' }, 'did not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
  // Whoever reads this may tell it to stop.
  process.stdout.write(say(running, settings));
}

/** What a person at a terminal can act on; anything else shows where it happened. */
function explain(error: unknown): string {
  if (error instanceof BadSettings) return `The settings are not right:\n${error.problems.map((line) => `  ${line}`).join('\n')}`;
  if (error instanceof BadApiKeys) return error.message;
  if (error instanceof RosterError) return [error.message, error.details.remedy].filter(Boolean).join(' ');
  if (isSystemError(error) && error.code === 'EADDRINUSE') return 'The port is in use already. Set PORT to another one.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
