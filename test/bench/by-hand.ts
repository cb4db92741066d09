import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { v7 as uuidv7 } from 'uuid';

/**
 * What an invitation cannot do without, and nothing else: a key of the person's own that is durable before anything is
 * sealed under it, the sealed address, and a durable event. No rule, no stream, no order, no idempotency.
 */
export class ByHand {
  private readonly directory = mkdtempSync(join(tmpdir(), 'roster-bench-by-hand-'));
  private readonly keys = this.environment('keys');
  private readonly events = this.environment('events');
  private written = 0;

  async invite(email: string): Promise<void> {
    const memberId = uuidv7();
    const key = randomBytes(32);
    await this.keys.put(memberId, key);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify({ email }), 'utf8'), cipher.final(), cipher.getAuthTag()]);
    const at = new Date().toISOString();
    const event = { id: uuidv7(), type: 'UserInvited', data: { memberId, role: 'user' }, metadata: { at }, sealed: sealed.toString('base64url') };
    await this.events.put(this.written++, Buffer.from(JSON.stringify(event)));
  }

  async close(): Promise<void> {
    await this.keys.close();
    await this.events.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private environment(name: string) {
    return open<Buffer, string | number>({ path: join(this.directory, name), overlappingSync: false, encoding: 'binary' });
  }
}
