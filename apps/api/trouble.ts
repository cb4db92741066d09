import { type Logger } from 'pino';
import { RosterError } from '#libs/event-sourcing';

/** Logs trouble by its kind. Messages of errors from elsewhere are left out: they may quote what was being worked on. */
export function troubleLog(logger: Logger): (what: string, error: unknown) => void {
  return (what, error) => {
    if (error instanceof RosterError) logger.warn({ code: error.code }, what);
    else logger.error({ error: error instanceof Error ? error.name : 'Error', stack: stackOf(error) }, what);
  };
}

/** Where it happened, without the message. */
function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.stack?.split('\n').filter((line) => /^\s+at /.test(line)).join('\n');
}
