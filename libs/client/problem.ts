import { type components, type operations } from './schema.js';

type CodeOf<Operation> = Operation extends { readonly responses: infer Responses }
  ? {
      [Status in keyof Responses]: Responses[Status] extends {
        readonly content: { readonly 'application/problem+json': { readonly code?: infer Code } };
      }
        ? Code
        : never;
    }[keyof Responses]
  : never;

/** Every code that a refusal may have, by the OpenAPI document; `unexpected_answer`: what answers there is not Roster. */
export type ProblemCode = NonNullable<CodeOf<operations[keyof operations]>> | 'unexpected_answer';

export type ProblemDocument = components['schemas']['Problem'];

/** The service answered, and the answer is an error (RFC 9457). Go by `code`. */
export class RosterProblem extends Error {
  override readonly name = 'RosterProblem';

  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    detail: string,
    /** What the caller can do about it. */
    readonly remedy?: string,
    /** What is wrong with which part of the request. */
    readonly errors: readonly { readonly path: string; readonly message: string }[] = [],
    /** Seconds after which another try may be answered otherwise. */
    readonly retryAfter?: number,
    /** The document as it came, with the fields that this code brings along, as `candidates`. */
    readonly document: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }
}

/** No answer, after all tries. `cause` says why. */
export class RosterUnreachable extends Error {
  override readonly name = 'RosterUnreachable';

  constructor(cause: unknown) {
    super('The service cannot be reached.', { cause });
  }
}

/** The answer began and did not come to its end. */
export class AnswerBrokeOff extends Error {
  override readonly name = 'AnswerBrokeOff';

  constructor(cause: unknown) {
    super('The answer broke off before its end.', { cause });
  }
}

/** Whether an error is a refusal with one of these codes: `isProblem(error, 'last_admin')`. */
export function isProblem<Code extends ProblemCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is RosterProblem & { readonly code: Code } {
  return error instanceof RosterProblem && (codes as readonly ProblemCode[]).includes(error.code);
}

/** The error that an answer is. */
export async function problemIn(response: Response): Promise<RosterProblem> {
  const { status } = response;
  const document = objectIn(await response.text());
  const { code, detail, title, remedy, errors } = document as Partial<ProblemDocument>;
  if (typeof code !== 'string') {
    return notRoster(status);
  }
  const words = detail ?? title ?? code;
  return new RosterProblem(code as ProblemCode, status, words, remedy, errors, retryAfterOf(response), document);
}

export function notRoster(status: number): RosterProblem {
  return new RosterProblem('unexpected_answer', status, `What answers at this address is not Roster (status ${status}).`);
}

/** In seconds; undefined where the answer does not say. */
export function retryAfterOf({ headers }: Response, now = Date.now()): number | undefined {
  const told = headers.get('retry-after');
  if (told === null) return undefined;
  if (/^\d{1,9}$/.test(told)) return Number(told);
  const date = Date.parse(told);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
