import { availableParallelism } from 'node:os';
import { hash, type Options, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { Busy } from './errors.js';
import { normalized, passwordFault } from './password-policy.js';

// C-4: argon2id, which is what the package takes unless told, with at least these costs. A hash says how it was made.
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const COSTS: Options = { memoryCost: MEMORY_KIB, timeCost: PASSES, parallelism: LANES };
/** Costs as much to compare with as any hash, and is that of no known password: salt and hash are zeros. */
const NOBODYS = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export interface PasswordsOptions {
  /** How many are hashed at once; unless told one less than processors, and two less than Node's threads. */
  readonly parallel?: number;
  /** How many may wait for that; 500 unless told. */
  readonly mostWaiting?: number;
}

const MOST_WAITING = 500;
/** Node's threads that are left to the disk and to name look-ups: hashing takes one for a long time. */
const SPARE_THREADS = 2;
const NODE_THREADS = 4;

/**
 * Hashes passwords and compares them, off the main thread and only so many at once: sign-ins never stall commands.
 */
export class Passwords {
  private readonly limit;
  private readonly mostWaiting: number;

  constructor({ parallel = defaultParallel(), mostWaiting = MOST_WAITING }: PasswordsOptions = {}) {
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

  /** Whether it is the password that was hashed. @throws Busy */
  verify(hashed: string, password: string): Promise<boolean> {
    return this.inLine(() => verify(hashed, normalized(password)));
  }

  /** Takes as long as `verify`, where there is nothing to compare with (C-3). @throws Busy */
  async verifyNothing(password: string): Promise<false> {
    await this.verify(NOBODYS, password);
    return false;
  }

  private inLine<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.limit.pendingCount >= this.mostWaiting) return Promise.reject(new Busy());
    return this.limit(work);
  }
}

function defaultParallel(): number {
  const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? NODE_THREADS) || NODE_THREADS;
  return Math.max(1, Math.min(availableParallelism() - 1, threads - SPARE_THREADS));
}
