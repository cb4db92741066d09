import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer } from '../support/client.js';
import { eventsOf, faultsOf } from '../support/log-check.js';
import { found, type Person } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';

const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 50);
const WRITERS = 16;
const LONGEST_MS = 400;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: object;
  readonly key: string;
  answer?: Answer;
}

/** Power failures under load: real processes, really killed, on one and the same folder. */
describe('killed at random moments under load', () => {
  let service: ServiceProcess;
  let ann: Person;
  const sent: Sent[] = [];
  let round = 0;

  beforeAll(async () => {
    service = await ServiceProcess.start();
    ann = await found(service);
  }, 60_000);

  afterAll(async () => {
    await service.stop();
    rmSync(service.dataDir, { recursive: true, force: true });
  });

  const invitation = (number: number): Sent => ({
    method: 'POST',
    path: `/v1/workspaces/${ann.workspaceId}/invitations`,
    body: { email: `person-${number}@elsewhere.test` },
    key: `invite-${number}`,
  });
  const inbox = (number: number): Sent => ({
    method: 'POST',
    path: `/v1/workspaces/${ann.workspaceId}/inboxes`,
    body: { name: `Inbox ${number}` },
    key: `inbox-${number}`,
  });
  const send = ({ method, path, body, key }: Sent): Promise<Answer> =>
    service.service().send(method, path, body, { headers: { 'idempotency-key': key } });

  /** Sends one command after the other until the process is gone. */
  async function writeUntilItDies(): Promise<void> {
    for (;;) {
      const number = sent.length;
      const command = number % 4 === 0 ? inbox(number) : invitation(number);
      sent.push(command);
      try {
        command.answer = await send(command);
      } catch {
        return;
      }
    }
  }

  async function dump(): Promise<string> {
    const table = await service.service().get(`/v1/workspaces/${ann.workspaceId}/members?format=jsonl&sort=email`);
    return table.text;
  }

  it(
    `loses nothing that was acknowledged and doubles nothing, in ${ROUNDS} rounds`,
    async () => {
      for (round = 0; round < ROUNDS; round++) {
        const from = sent.length;
        const writers = Array.from({ length: WRITERS }, writeUntilItDies);
        const killed = new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MS)).then(() => service.kill());
        await Promise.all([...writers, killed]);
        await service.run();
        // Everybody sends again what they have no answer to, and asks again about what they have.
        const again = await Promise.all(sent.slice(from).map(send));
        for (const [index, answer] of again.entries()) {
          const first = sent[from + index]?.answer;
          expect([round, answer.status, answer.text]).toEqual([round, 201, first?.text ?? answer.text]);
        }
      }
      const invited = sent.filter(({ key }) => key.startsWith('invite')).length;
      const workspace = await service.service().get(`/v1/workspaces/${ann.workspaceId}`);
      expect(workspace.body.counts.invited).toBe(invited);
      const inboxes = await service.service().get(`/v1/workspaces/${ann.workspaceId}/inboxes`);
      expect(inboxes.body.items).toHaveLength(sent.length - invited);
    },
    ROUNDS * 20_000,
  );

  it('leaves a log without gaps, and read models that equal a fresh fold', async () => {
    const before = await dump();
    await service.stop();
    const events = await eventsOf(service.dataDir);
    expect(faultsOf(events)).toEqual([]);
    expect(events.filter(({ type }) => type === 'UserInvited')).toHaveLength(
      sent.filter(({ key }) => key.startsWith('invite')).length,
    );
    await service.run();
    expect(await dump()).toEqual(before);
    expect(before.split('\n').length).toBeGreaterThan(ROUNDS);
  }, 120_000);
});
