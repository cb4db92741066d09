import { type KeyObject } from 'node:crypto';
import { stringify as uuidOf } from 'uuid';
import { type CommandKey, type JsonValue } from '#libs/event-sourcing';
import { canonicalJson } from './canonical-json.js';
import { expand, keyFor } from '../keys/keys.js';
import { openJson, sealJson } from '../keys/sealed-json.js';

/** An answer to a command, as it is kept. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: JsonValue;
}

/** A command that came with an `Idempotency-Key`. */
export interface KeyedCommand {
  /** Whose key it is: keys belong to their caller (S-1). */
  readonly caller: string;
  readonly key: string;
  /** What the request asks for beside its body: method, path, for whom. */
  readonly target: string;
  readonly body: unknown;
}

const PASSWORDS: readonly string[] = ['password', 'currentPassword', 'newPassword'];

export interface AnswerKeys {
  readonly record: KeyObject;
  readonly fingerprint: KeyObject;
  readonly seal: KeyObject;
}

export function answerKeys(secret: string): AnswerKeys {
  return {
    record: keyFor('answer record', secret),
    fingerprint: keyFor('answer fingerprint', secret),
    seal: keyFor('answer seal', secret),
  };
}

/**
 * What is kept of one keyed command. Its record is found, and its answer opened, only with the caller's own key and
 * body: neither we nor who steals the store can read personal data in it (S-1, A-7). Passwords are no part of the
 * fingerprint, which stands in events for good; that they were the same shows in that the answer opens.
 */
export class AnswerSeal {
  /** Where the answer is kept. */
  readonly recordId: string;
  /** What a stream remembers of the command. */
  readonly commandKey: CommandKey;
  private readonly sealKey: Buffer;

  constructor(keys: AnswerKeys, command: KeyedCommand) {
    const { caller, key, target, body } = command;
    const record = expand(keys.record, caller, key);
    const whole = canonicalJson(body);
    const asked = hasPasswords(body) ? canonicalJson(withoutPasswords(body)) : whole;
    const fingerprint = expand(keys.fingerprint, key, target, asked).toString('base64url', 0, 16);
    this.recordId = record.toString('base64url');
    this.commandKey = { commandId: uuidFrom(record), fingerprint };
    this.sealKey = expand(keys.seal, key, target, whole);
  }

  seal(answer: Answer): string {
    return sealJson(this.sealKey, answer);
  }

  /** Undefined where it was sealed for another key or body. */
  open(sealed: string): Answer | undefined {
    return openJson(this.sealKey, sealed) as Answer | undefined;
  }
}

function hasPasswords(body: unknown): body is object {
  return typeof body === 'object' && body !== null && PASSWORDS.some((name) => name in body);
}

function withoutPasswords(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !PASSWORDS.includes(name)));
}

/** A UUID of version 8 (RFC 9562) of a digest's first bytes. */
function uuidFrom(digest: Buffer): string {
  const bytes = Uint8Array.from(digest.subarray(0, 16));
  bytes[6] = 0x80 | (digest.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (digest.readUInt8(8) & 0x3f);
  return uuidOf(bytes);
}
