import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, type JsonObject, type Vault, VAULT } from '#libs/event-sourcing';
import { LinkTokens } from '#libs/vault';
import { NoSession } from './domain/errors.js';
import { after, DAY } from './domain/moments.js';

export interface SessionRef {
  readonly accountId: string;
  readonly sessionId: string;
}

/** A session as its owner sees it. */
export interface Session {
  readonly sessionId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly userAgent?: string;
}

export interface BegunSession extends Session {
  /** What the cookie holds. */
  readonly token: string;
}

export interface NewSession extends SessionRef {
  /** Revision of the `SignedIn` that it began with, in the account's stream. */
  readonly revision: number;
  /** Time of that event. */
  readonly at: string;
  readonly userAgent?: string | undefined;
}

interface StoredSession extends JsonObject {
  readonly secretHash: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revision: number;
  /** Kept until it would have expired, so that no repeated command brings it back. */
  readonly ended: boolean;
}

/** From its beginning, whatever happens in it. */
export const SESSION_LIFETIME = 7 * DAY;

const KIND = 'session';
const MAX_USER_AGENT = 256;

/**
 * The sessions, in the vault. A session's secret is a keyed digest of its id: the vault holds only its hash, and a
 * repeated command gives the same token again (S-1).
 */
@Injectable()
export class Sessions {
  constructor(
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly tokens: LinkTokens,
  ) {}

  /** Writes a session, unless it was written before; one that has ended stays so. */
  async begin({ userAgent, ...beginning }: NewSession): Promise<BegunSession> {
    const secret = this.secretOf(beginning);
    const createdAt = beginning.at;
    const expiresAt = after(createdAt, SESSION_LIFETIME);
    const agent = userAgent === undefined ? {} : { userAgent: userAgent.slice(0, MAX_USER_AGENT) };
    const { revision, sessionId, accountId } = beginning;
    const value: StoredSession = { secretHash: hashOf(secret), createdAt, expiresAt, revision, ended: false, ...agent };
    await this.vault.putIfAbsent({ kind: KIND, key: keyOf(beginning), value, expiresAt });
    return { sessionId, createdAt, expiresAt, ...agent, token: `${accountId}.${sessionId}.${secret}` };
  }

  /** Whose session a token belongs to; null where it is none of ours, has expired or has ended. */
  async find(token: string): Promise<SessionRef | null> {
    const [accountId, sessionId, secret, ...more] = token.split('.');
    if (!accountId || !sessionId || !secret || more.length > 0) return null;
    const ref = { accountId, sessionId };
    if (!isKey(accountId) || !isKey(sessionId)) return null;
    const stored = await this.vault.get<StoredSession>(KIND, keyOf(ref));
    if (!stored || !timingSafeEqual(Buffer.from(stored.secretHash), Buffer.from(hashOf(secret)))) return null;
    return this.goesOn(stored) ? ref : null;
  }

  /** Oldest first: up to `limit` that go on, after the session that is named. */
  async list(accountId: string, limit: number, afterSession?: string): Promise<readonly Session[]> {
    const sessions: Session[] = [];
    let last = afterSession;
    for (;;) {
      const page = await this.page(accountId, last);
      for (const { sessionId, value } of page) {
        if (sessions.length < limit && this.goesOn(value)) sessions.push(sessionOf(sessionId, value));
      }
      last = page.at(-1)?.sessionId;
      if (last === undefined || sessions.length >= limit) return sessions;
    }
  }

  /** @throws NoSession where the account has none such that goes on */
  async end(ref: SessionRef): Promise<void> {
    const stored = await this.existing(ref);
    const { secretHash, createdAt, expiresAt, revision } = stored;
    const value: StoredSession = { secretHash, createdAt, expiresAt, revision, ended: true };
    await this.vault.put([{ kind: KIND, key: keyOf(ref), value, expiresAt }]);
  }

  /** @throws NoSession */
  async existing(ref: SessionRef): Promise<StoredSession> {
    const stored = await this.vault.get<StoredSession>(KIND, keyOf(ref));
    if (!stored || !this.goesOn(stored)) throw new NoSession();
    return stored;
  }

  /** Takes back a session that must not have begun. */
  async remove(ref: SessionRef): Promise<void> {
    await this.vault.delete(KIND, [keyOf(ref)]);
  }

  /** Ends every session of an account. @param options only those that began before a revision, and all but one */
  async endAll(accountId: string, options: { before?: number; except?: string | null } = {}): Promise<void> {
    const { before = Infinity, except } = options;
    let last: string | undefined;
    for (;;) {
      const page = await this.page(accountId, last);
      if (page.length === 0) return;
      last = page.at(-1)?.sessionId;
      const ending = page.filter(({ sessionId, value }) => value.revision < before && sessionId !== except);
      await this.vault.delete(KIND, ending.map(({ sessionId }) => keyOf({ accountId, sessionId })));
    }
  }

  private async page(accountId: string, afterSession: string | undefined) {
    const prefix = `${accountId}/`;
    const options = afterSession === undefined ? {} : { after: `${prefix}${afterSession}` };
    const entries = await this.vault.list<StoredSession>(KIND, prefix, options);
    return entries.map(({ key, value }) => ({ sessionId: key.slice(prefix.length), value }));
  }

  private goesOn({ ended, expiresAt }: StoredSession): boolean {
    return !ended && expiresAt > this.clock.now();
  }

  private secretOf({ accountId, sessionId }: SessionRef): string {
    return this.tokens.digest('session', `${accountId}/${sessionId}`);
  }
}

function sessionOf(sessionId: string, { createdAt, expiresAt, userAgent }: StoredSession): Session {
  return { sessionId, createdAt, expiresAt, ...(typeof userAgent === 'string' ? { userAgent } : {}) };
}

function keyOf({ accountId, sessionId }: SessionRef): string {
  return `${accountId}/${sessionId}`;
}

function isKey(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
