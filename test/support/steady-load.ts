import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Client } from './client.js';
import { type ServiceProcess } from './service-process.js';

type Wish = 'invite' | 'promote' | 'demote' | 'revoke';

/** What one call came to: its status, or 0 where none came: the connection broke, or nobody answered. */
export interface Try {
  readonly status: number;
  readonly tookMs: number;
  /** Seconds, of a 503. */
  readonly retryAfter: number;
  readonly text: string;
}

/** A command under its own key, and all the calls that it took until it was done. */
export interface Sent {
  readonly key: string;
  readonly wish: Wish;
  readonly method: string;
  readonly path: string;
  readonly body: object | undefined;
  readonly tries: Try[];
  /** Present once it is acknowledged. */
  answer?: Answer;
  /** Of whoever it invites. */
  readonly email: string;
  /** Whose membership it is about; of an invitation once that is acknowledged. */
  memberId: string | undefined;
}

/** A call that gives no answer for so long counts as one that hangs. */
const HANGS_AFTER_MS = 60_000;
/** Between a caller's commands. More is no better: FerretDB looks through all that there is for each query. */
const THINKS_MS = 150;
const TRIES_AGAIN_AFTER_MS = 50;
/** So long after the last fault callers still send what is refused. */
const PATIENCE_MS = 40_000;

/**
 * Callers that invite, promote, demote and revoke in one workspace, each one command after the other, for as long as
 * they are let. Every command has a key of its own, which is its request id too, and is sent again under it until it is
 * acknowledged.
 */
export class SteadyLoad {
  readonly sent: Sent[] = [];
  acknowledged = 0;
  /** How often each caller was refused with 503. */
  readonly refusals: number[];
  /** An answer that is neither what was asked for nor 503; nothing more is sent then. */
  unexpected: Try | undefined;
  private going = true;
  private patient = true;
  private readonly work: Promise<unknown>;

  /** @param name begins the keys and addresses of this load: no other has it */
  constructor(
    service: ServiceProcess,
    readonly workspaceId: string,
    readonly name: string,
    readonly callers = 4,
  ) {
    this.refusals = Array.from({ length: callers }, () => 0);
    this.work = Promise.all(this.refusals.map((_, caller) => this.call(caller, service.service())));
  }

  /** Resolves once every command that was begun is acknowledged, or has been refused for too long. */
  async finish(): Promise<void> {
    this.going = false;
    const givingUp = setTimeout(() => (this.patient = false), PATIENCE_MS);
    await this.work;
    clearTimeout(givingUp);
  }

  private async call(caller: number, client: Client): Promise<void> {
    while (this.going) {
      const { memberId } = await this.done(caller, client, this.command('invite'));
      if (memberId === undefined) return;
      await this.done(caller, client, this.command('promote', memberId));
      // Every other one stays, so that the tables grow.
      const leaves = this.sent.length % 2 === 0;
      await this.done(caller, client, this.command(leaves ? 'revoke' : 'demote', memberId));
    }
  }

  private command(wish: Wish, memberId?: string): Sent {
    const key = `${this.name}-${this.sent.length}`;
    const email = `${key}@elsewhere.test`;
    const member = `/v1/workspaces/${this.workspaceId}/members/${memberId}`;
    const request = {
      invite: ['POST', `/v1/workspaces/${this.workspaceId}/invitations`, { email }],
      promote: ['PUT', `${member}/role`, { role: 'admin' }],
      demote: ['PUT', `${member}/role`, { role: 'user' }],
      revoke: ['DELETE', `${member}/invitation`, undefined],
    } as const;
    const [method, path, body] = request[wish];
    const sent: Sent = { key, wish, method, path, body, tries: [], email, memberId };
    this.sent.push(sent);
    return sent;
  }

  private async done(caller: number, client: Client, sent: Sent): Promise<Sent> {
    for (;;) {
      const { answer, ...attempt } = await sendOnce(client, sent);
      sent.tries.push(attempt);
      if (answer && answer.status < 300) {
        sent.answer = answer;
        sent.memberId ??= answer.body.memberId;
        this.acknowledged++;
        await pause(THINKS_MS);
        return sent;
      }
      if (attempt.status !== 503) {
        this.unexpected = attempt;
        this.going = false;
        return sent;
      }
      this.refusals[caller] = (this.refusals[caller] ?? 0) + 1;
      if (!this.patient) return sent;
      await pause(TRIES_AGAIN_AFTER_MS);
    }
  }
}

/** Sends a command once, under its key. */
export async function sendOnce(client: Client, sent: Sent): Promise<Try & { readonly answer?: Answer }> {
  const { key, method, path, body } = sent;
  const began = performance.now();
  const took = () => performance.now() - began;
  const headers = { 'idempotency-key': key, 'x-request-id': key };
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${HANGS_AFTER_MS / 1000} s.`)), HANGS_AFTER_MS);
  });
  try {
    const answer = await Promise.race([client.send(method, path, body, { headers }), hangs]);
    const retryAfter = Number(answer.headers['retry-after'] ?? 0);
    return { status: answer.status, tookMs: took(), retryAfter, text: answer.text, answer };
  } catch (error) {
    return { status: 0, tookMs: took(), retryAfter: 0, text: String(error) };
  } finally {
    clearTimeout(timer);
  }
}
