import { availableParallelism } from 'node:os';
import { type Algorithm, hash, type Options, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { Busy } from './errors.js';
import { normalized, passwordFault } from './password-policy.js';

/** The package's own enum exists for the compiler alone. */
const ARGON2ID = 2 as Algorithm;

/** C-4: argon2id with at least these costs. A hash says with which it was made. */
const COSTS: Options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface PasswordsOptions {
  /** How many are hashed at once; one less than there are processors, unless told. */
  readonly parallel?: number;
  /** How many may wait for that; 500 unless told. */
  readonly mostWaiting?: number;
}

const MOST_WAITING = 500;

/**
 * Hashes passwords and compares them, off the main thread and only so many at once: sign-ins never stall commands.
 */
export class Passwords {
  private readonly limit;
  private readonly mostWaiting: number;
  private nothing: Promise<string> | undefined;

  constructor({ parallel = Math.max(1, availableParallelism() - 1), mostWaiting = MOST_WAITING }: PasswordsOptions = {}) {
    this.limit = pLimit(parallel);
    this.mostWaiting = mostWaiting;
  }

  /** What is wrong with it as a new password, in words for the person (C-4); undefined where nothing is. */
  fault(password: string): string | undefined {
    return passwordFault(password);
  }

  /** A hash in PHC form. @throws Busy */
  hash(password: string): Promise<string> {
    return this.inLine(() => hash(normalized(password), COSTS));
  }

  /** @throws Busy */
  verify(hashed: string, password: string): Promise<boolean> {
    return this.inLine(() => verify(hashed, normalized(password)));
  }

  /** Takes as long as `verify`, where there is nothing to compare with (C-3). @throws Busy */
  async verifyNothing(password: string): Promise<false> {
    this.nothing ??= hash('nobody has this password', COSTS);
    const nothing = await this.nothing;
    await this.verify(nothing, password);
    return false;
  }

  private inLine<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.limit.pendingCount >= this.mostWaiting) return Promise.reject(new Busy());
    return this.limit(work);
  }
}
