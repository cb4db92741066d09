import { type AnswerOf } from '#libs/client';
import { type Entry } from './addresses';

export type Result = AnswerOf<'/v1/workspaces/{workspaceId}/invitations/bulk', 'post'>['results'][number];

/** What became of one address (I-9). */
export interface Outcome {
  readonly email: string;
  readonly kind: 'invited' | 'already_invited' | 'already_member' | 'refused';
  readonly memberId?: string | undefined;
  /** The service's words where it was refused. */
  readonly detail?: string | undefined;
}

/** @param emails those that were sent, in order */
export function outcomesOf(emails: readonly string[], results: readonly Result[]): readonly Outcome[] {
  return results.map(({ index, memberId, detail, ...result }) => ({
    email: emails[index] ?? '',
    kind: kindOf(result),
    memberId,
    // The field is plain to see here.
    detail: detail?.replace(/^email: /, ''),
  }));
}

function kindOf({ status, code }: Pick<Result, 'status' | 'code'>): Outcome['kind'] {
  if (status === 201) return 'invited';
  return code === 'already_invited' || code === 'already_member' ? code : 'refused';
}

/** What stays in the box: what is still to be mended and sent again. */
export function mended(entries: readonly Entry[], outcomes: readonly Outcome[]): string {
  const refused = new Set(outcomes.filter(({ kind }) => kind === 'refused').map(({ email }) => email));
  const left = entries.filter(({ email = '', problem }) => (problem === undefined ? refused.has(email) : problem === 'not_an_address'));
  return left.map(({ text }) => `${text}\n`).join('');
}

export function saidOf(results: readonly Result[]): string {
  const invited = results.filter(({ status }) => status === 201).length;
  const not = results.length - invited;
  const done = invited === 1 ? '1 member is invited.' : `${invited.toLocaleString()} members are invited.`;
  return not === 0 ? done : `${done} ${not === 1 ? '1 is' : `${not.toLocaleString()} are`} not.`;
}
