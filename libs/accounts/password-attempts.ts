import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type Clock, CLOCK, type JsonObject, type Vault, VAULT } from '#libs/event-sourcing';
import { LinkTokens } from '#libs/vault';
import { type Attempt, ATTEMPT_COUNTS_FOR, HIGHEST_LEVEL, nextLevel, standingOf, waitOf } from './domain/attempts.js';
import { TooManyAttempts } from './domain/errors.js';
import { after, SECOND } from './domain/moments.js';

/** Whose password is tried, and from where. */
export interface Try {
  readonly emailKey: string;
  /** The client's network address. */
  readonly client: string;
}

/** What became of a try. `unverified`: it is that of a sign-up, which anybody can ask for and which proves nothing. */
export type TryVerdict = 'right' | 'wrong' | 'unverified';

type StoredAttempt = Attempt & JsonObject;

const KIND = 'attempt';

/**
 * Counts wrong passwords for one address from one client (C-5), for addresses without an account too. Each is an entry
 * of its own in the vault: none is lost, on any number of servers, and a restart forgets none. In one process no more
 * tries are compared at once than may still be wrong; the others wait until it is known what became of those.
 */
@Injectable()
export class PasswordAttempts {
  private readonly gates = new Map<string, Gate>();

  constructor(
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly tokens: LinkTokens,
  ) {}

  /**
   * Whether the password is right, by `compare`, which is not called where the try has to wait. Wrong ones before it are
   * forgotten after the right one alone: else whoever can guess could begin anew with a sign-up of their own.
   * @throws TooManyAttempts
   */
  async judge({ emailKey, client }: Try, compare: () => Promise<TryVerdict>): Promise<TryVerdict> {
    const prefix = `${emailKey}/${this.tokens.digest('client', client)}/`;
    const gate = this.gates.get(prefix) ?? new Gate();
    this.gates.set(prefix, gate);
    gate.interested++;
    try {
      await this.enter(gate, prefix);
      try {
        const verdict = await compare();
        if (verdict === 'right') await this.clear(prefix);
        if (verdict === 'wrong') await this.note(prefix, await this.attempts(prefix));
        return verdict;
      } finally {
        gate.leave();
      }
    } finally {
      gate.interested--;
      if (gate.interested === 0) this.gates.delete(prefix);
    }
  }

  /** Forgets what was wrong for an address, from everywhere: its owner has proved to be that. */
  async forget(emailKey: string): Promise<void> {
    await this.clear(`${emailKey}/`);
  }

  private async enter(gate: Gate, prefix: string): Promise<void> {
    for (;;) {
      const { left: seen } = gate;
      const attempts = await this.attempts(prefix);
      const now = this.clock.now();
      const standing = standingOf(attempts, now);
      if (standing.kind === 'wait') throw await this.tooEarly(gate, prefix, attempts, standing);
      if (gate.left !== seen) continue;
      if (gate.inside < standing.left) break;
      await gate.nextToLeave();
    }
    gate.inside++;
  }

  /** A try that came too early makes the waiting longer, until it is as long as it gets. */
  private async tooEarly(
    gate: Gate,
    prefix: string,
    attempts: readonly Attempt[],
    standing: { readonly seconds: number; readonly level: number },
  ): Promise<TooManyAttempts> {
    if (standing.level >= HIGHEST_LEVEL || gate.extending) return new TooManyAttempts(standing.seconds);
    gate.extending = true;
    try {
      const level = await this.note(prefix, attempts);
      return new TooManyAttempts(waitOf(level) / SECOND);
    } finally {
      gate.extending = false;
    }
  }

  /** The level that it leads to. */
  private async note(prefix: string, attempts: readonly Attempt[]): Promise<number> {
    const at = this.clock.now();
    const level = nextLevel(attempts, at);
    const value: StoredAttempt = { at, level };
    const expiresAt = after(at, ATTEMPT_COUNTS_FOR + SECOND);
    await this.vault.put([{ kind: KIND, key: `${prefix}${uuidv7()}`, value, expiresAt }]);
    return level;
  }

  private async attempts(prefix: string): Promise<readonly Attempt[]> {
    const entries = await this.vault.list<StoredAttempt>(KIND, prefix);
    const oldest = after(this.clock.now(), -ATTEMPT_COUNTS_FOR);
    return entries.map(({ value }) => value).filter(({ at }) => at > oldest);
  }

  private async clear(prefix: string): Promise<void> {
    for (;;) {
      const entries = await this.vault.list(KIND, prefix);
      if (entries.length === 0) return;
      await this.vault.delete(KIND, entries.map(({ key }) => key));
    }
  }
}

/** Those whose password is being compared at the moment, for one address and client. */
class Gate {
  inside = 0;
  /** How many have come out again. */
  left = 0;
  /** How many are inside or want to be. */
  interested = 0;
  /** Whether a try that came too early is being noted: one at a time is enough. */
  extending = false;
  private waiting: (() => void)[] = [];

  nextToLeave(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  leave(): void {
    this.inside--;
    this.left++;
    const woken = this.waiting;
    this.waiting = [];
    for (const wake of woken) wake();
  }
}
