import { CommanderError } from 'commander';
import { AnswerBrokeOff, RosterProblem, RosterUnreachable } from '#libs/client';
import { NobodyReads } from './terminal.js';

/** What scripts go by (H-6). */
export const EXIT = {
  /** Done, and what was to be proved is right. */
  right: 0,
  /** A proof or a figure is wrong. */
  wrong: 1,
  /** The command does not make sense as it stands. */
  usage: 2,
  /** The service does not answer, cannot at the moment, or is no Roster. */
  unreachable: 3,
  /** The service answered no. */
  refused: 4,
  /** What was written is not the whole. */
  incomplete: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command does not make sense as it stands; the message says how it would. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}

/** What an error means for a script, and in words; no words where they have been said already. */
export function meaningOf(error: unknown): { readonly code: ExitCode; readonly words?: string } {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? EXIT.right : EXIT.usage };
  if (error instanceof BadUsage) return { code: EXIT.usage, words: error.message };
  if (error instanceof NobodyReads) return { code: EXIT.incomplete };
  if (error instanceof AnswerBrokeOff) {
    return { code: EXIT.incomplete, words: `${error.message} What was written is not the whole.` };
  }
  if (error instanceof RosterUnreachable) {
    const words = `The service cannot be reached${because(error.cause)}. Is ROSTER_URL or --url right?`;
    return { code: EXIT.unreachable, words };
  }
  if (error instanceof RosterProblem) return meaningOfProblem(error);
  const words = error instanceof Error ? error.message : String(error);
  return { code: EXIT.incomplete, words: `This did not come to its end: ${words}` };
}

function meaningOfProblem(problem: RosterProblem): { readonly code: ExitCode; readonly words: string } {
  const { code, status, message, remedy, errors, retryAfter } = problem;
  const lines = [
    code === 'unexpected_answer' ? message : `${message} (${code})`,
    ...errors.map(({ path, message: what }) => `  ${path}: ${what}`),
    ...(code === 'unauthenticated' ? ['The key is unknown to the service: ROSTER_KEY, or --key-file.'] : []),
    ...(remedy === undefined ? [] : [remedy]),
    ...(retryAfter === undefined ? [] : [`Again in ${retryAfter} s.`]),
  ];
  const unreachable = status >= 500 || code === 'unexpected_answer';
  return { code: unreachable ? EXIT.unreachable : EXIT.refused, words: lines.join('\n') };
}

/** Why the system said no, as ENOENT: what people can look for, and nothing of what was in the file. */
export function reasonOf(error: unknown): string {
  return (error as Partial<NodeJS.ErrnoException>).code ?? 'unknown';
}

/** `fetch` hides what happened in the cause of its error. */
function because(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: string } };
  return cause?.code === undefined ? '' : ` (${cause.code})`;
}
