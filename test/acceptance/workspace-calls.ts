import { type Answer, type Client, type Extra } from '../support/client.js';
import { PASSWORD, type Person } from '../support/people.js';
import { type ServiceProcess } from '../support/service-process.js';

/** Calls and questions that the acceptance specs of workspaces share. */

export interface MemberRef {
  readonly memberId: string;
}

/** A path within somebody's workspace: `at(ann, '/members')`. */
export function at({ workspaceId }: Pick<Person, 'workspaceId'>, path = ''): string {
  return `/v1/workspaces/${workspaceId}${path}`;
}

/** The path of a member, within the workspace of whoever asks. */
export function member(asking: Pick<Person, 'workspaceId'>, { memberId }: MemberRef, path = ''): string {
  return at(asking, `/members/${memberId}${path}`);
}

/** What a call answers that the test takes for granted. @throws Error with the answer where it is another status */
export async function done(call: Promise<Answer>, ...statuses: readonly number[]): Promise<Answer['body']> {
  const { status, text, body } = await call;
  const expected = statuses.length > 0 ? statuses : [200, 201, 202, 204];
  if (!expected.includes(status)) throw new Error(`Answered ${status} instead of ${expected.join(' or ')}: ${text}`);
  return body;
}

export function summaryOf(person: Person): Promise<Answer['body']> {
  return done(person.client.get(at(person)));
}

/** Where a workspace's own events end: the same before and after means that nothing was written to it. */
export async function positionOf(person: Person): Promise<string> {
  return (await summaryOf(person)).position;
}

export function changeRole(by: Person, of: MemberRef, role: string, more: object = {}): Promise<Answer> {
  return by.client.put(member(by, of, '/role'), { role, ...more });
}

/** Removes a member; their work goes to `transferTo`, where one is named. */
export function remove(by: Person, of: MemberRef, transferTo?: MemberRef, extra?: Extra): Promise<Answer> {
  return by.client.post(member(by, of, '/removal'), transferTo ? { transferTo: transferTo.memberId } : {}, extra);
}

/** Invites one address. @returns the new member's id */
export async function invite(by: Person, email: string, more: object = {}): Promise<MemberRef> {
  return done(by.client.post(at(by, '/invitations'), { email, ...more }), 201);
}

/** A browser with a new session of somebody who has an account. */
export async function signedIn(service: ServiceProcess, email: string, password = PASSWORD): Promise<Client> {
  const client = service.client();
  await done(client.post('/v1/sessions', { email, password }), 200);
  return client;
}

export function signIn(service: ServiceProcess, email: string, password = PASSWORD): Promise<Answer> {
  return service.client().post('/v1/sessions', { email, password });
}

/** Sends the form and leaves the link in the mailbox. */
export async function askToSignUp(service: ServiceProcess, email: string, more: object = {}): Promise<void> {
  await done(service.client().post('/v1/sign-ups', { email, password: PASSWORD, name: 'Somebody', ...more }), 202);
}

export async function acceptAsNewcomer(service: ServiceProcess, token: string, name = 'Somebody'): Promise<Answer> {
  return service.client().post('/v1/invitations/acceptance', { token, name, password: PASSWORD });
}

/** How many answers there were of each kind, as `200` or `409 last_admin`. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { status, body } of answers) {
    const kind = status < 400 ? String(status) : `${status} ${String(body.code)}`;
    counted[kind] = (counted[kind] ?? 0) + 1;
  }
  return counted;
}

type Call = () => Promise<Answer>;

/** Two calls at the same moment, in either order. */
export async function atOnce(one: Call, other: Call, turned: boolean): Promise<[Answer, Answer]> {
  if (!turned) return Promise.all([one(), other()]);
  const [second, first] = await Promise.all([other(), one()]);
  return [first, second];
}

/** `n` things, made one by one. */
export function times<T>(n: number, make: (index: number) => T): T[] {
  return Array.from({ length: n }, (_, index) => make(index));
}

/** A service's clock, as a spec moves it: only forward, by starting the service once more on its data. */
export class MovedClock {
  private aheadSeconds = 0;
  private startMs = 2000;

  constructor(private readonly service: ServiceProcess) {}

  /** The service's time, in milliseconds. */
  now(): number {
    return Date.now() + this.aheadSeconds * 1000;
  }

  async forward(seconds: number): Promise<void> {
    this.aheadSeconds += seconds;
    const began = Date.now();
    await this.service.restart({ ROSTER_CLOCK_OFFSET: String(this.aheadSeconds) });
    this.startMs = Date.now() - began;
  }

  /** So that a moment is likely to come soon after the service answers again. @param moment in milliseconds */
  async shortlyBefore(moment: number): Promise<void> {
    const marginMs = 2 * this.startMs + 2000;
    await this.forward(Math.floor((moment - marginMs - this.now()) / 1000));
  }
}

/** An answer, and what the service's clock showed before it was asked and after it had answered, in milliseconds. */
export interface Timed {
  readonly asked: number;
  readonly answer: Answer;
  readonly answered: number;
}

/** Asks again and again until a moment of the service's clock has gone by. */
export async function askedUntilAfter(
  clock: MovedClock,
  moment: number,
  ask: () => Promise<Answer>,
): Promise<readonly Timed[]> {
  const answers: Timed[] = [];
  for (;;) {
    const asked = clock.now();
    const answer = await ask();
    answers.push({ asked, answer, answered: clock.now() });
    if (asked >= moment) return answers;
  }
}
