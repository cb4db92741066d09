/** A refusal of the service (RFC 9457), or no answer at all. */
export class Problem extends Error {
  /** @param body the problem as it was answered: `code`, `detail`, `remedy`, `errors`, … */
  constructor(body, retryAfter) {
    super(body.detail);
    this.code = body.code;
    this.detail = body.detail;
    this.remedy = body.remedy;
    this.errors = body.errors ?? [];
    this.id = body.id;
    this.candidates = body.candidates ?? [];
    this.retryAfter = retryAfter;
  }
}

/** What to show for an error: one of our own making is reported to the browser as well. */
export function asProblem(error) {
  if (error instanceof Problem) return error;
  reportError(error);
  const detail = 'Something went wrong on this page.';
  return new Problem({ code: 'broken_page', detail, remedy: 'Load the page again.' });
}

/** Where the last command left the log: the next read must not show less (S-2). */
let position;

/** @throws Problem */
export function read(path) {
  return request('GET', path, position === undefined ? {} : { 'roster-min-position': position });
}

/** Something that changes the state, or that carries a token or a password. @throws Problem */
export function command(method, path, body, headers = {}) {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  return request(method, path, { ...json, ...headers, 'idempotency-key': freshKey() }, body);
}

async function request(method, path, headers, body) {
  const answer = await ask(method, path, headers, body);
  position = answer.headers.get('roster-position') ?? position;
  const content = await answer.json().catch(() => undefined);
  if (answer.ok) return content;
  const unexplained = { code: 'no_answer', detail: `The service answered ${answer.status} without a reason.` };
  throw new Problem(content?.detail ? content : unexplained, Number(answer.headers.get('retry-after')) || undefined);
}

async function ask(method, path, headers, body) {
  try {
    // The mode stays `cors`: in any other, by the Fetch standard, the policy `no-referrer` makes the Origin `null`.
    return await fetch(path, { method, headers, body: JSON.stringify(body), redirect: 'error', cache: 'no-store' });
  } catch {
    const detail = method === 'GET' ? 'The service cannot be reached.' : UNKNOWN_OUTCOME;
    throw new Problem({ code: 'unreachable', detail, remedy: 'Check the connection, reload the page and look.' });
  }
}

const UNKNOWN_OUTCOME = 'The service could not be reached, so it is not known whether this was done.';

/** `randomUUID` is there only in secure contexts: over HTTPS and on loopback. */
function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
