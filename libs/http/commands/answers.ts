import { Inject, Injectable } from '@nestjs/common';
import { type CommandKey, IdempotencyKeyReused, VAULT, type Vault } from '#libs/event-sourcing';
import { type Answer, type AnswerKeys, answerKeys, AnswerSeal, type KeyedCommand } from './answer-seal.js';
import { ROSTER_SECRET } from '../keys/keys.js';

const KIND = 'answer';

interface KeptAnswer {
  readonly fingerprint: string;
  readonly sealed: string;
  readonly [field: string]: string;
}

/** Gives the same key and body the first answer again, for good (S-1). */
@Injectable()
export class Answers {
  private readonly keys: AnswerKeys;
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(ROSTER_SECRET) secret: string,
  ) {
    this.keys = answerKeys(secret);
  }

  /**
   * The kept answer, or that of `carryOut`, kept durably before it is given. A refusal, which `carryOut` throws, is not
   * kept. The same key under way in this process is waited for; in another process, the first answer kept counts.
   *
   * @throws IdempotencyKeyReused the key came with another body before
   */
  async once(command: KeyedCommand, carryOut: (key: CommandKey) => Promise<Answer>): Promise<Answer> {
    const seal = new AnswerSeal(this.keys, command);
    for (let other; (other = this.underWay.get(seal.recordId)); ) await other;
    const answer = this.keptOr(seal, carryOut);
    this.underWay.set(seal.recordId, settled(answer));
    try {
      return await answer;
    } finally {
      this.underWay.delete(seal.recordId);
    }
  }

  private async keptOr(seal: AnswerSeal, carryOut: (key: CommandKey) => Promise<Answer>): Promise<Answer> {
    const kept = await this.vault.get<KeptAnswer>(KIND, seal.recordId);
    return kept ? opened(seal, kept) : this.keep(seal, await carryOut(seal.commandKey));
  }

  private async keep(seal: AnswerSeal, answer: Answer): Promise<Answer> {
    const value: KeptAnswer = { fingerprint: seal.commandKey.fingerprint, sealed: seal.seal(answer) };
    const first = await this.vault.putIfAbsent({ kind: KIND, key: seal.recordId, value });
    return first.sealed === value.sealed ? answer : opened(seal, first);
  }
}

function opened(seal: AnswerSeal, kept: KeptAnswer): Answer {
  const answer = kept.fingerprint === seal.commandKey.fingerprint ? seal.open(kept.sealed) : undefined;
  if (!answer) throw new IdempotencyKeyReused();
  return answer;
}

function settled(promise: Promise<unknown>): Promise<void> {
  const nothing = (): void => undefined;
  return promise.then(nothing, nothing);
}
