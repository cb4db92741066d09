import { readdirSync, rmSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type RecordedEvent } from '#libs/event-sourcing';
import { eventsOf, faultsOf } from '../support/log-check.js';
import { found, join, PASSWORD } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** Every step of the deletion; between workspaces, at the first and at the second of them. */
const STEPS = [
  'accounts.deletion.between-request-and-sessions',
  'accounts.deletion.between-sessions-and-credentials',
  'accounts.deletion.between-credentials-and-workspaces',
  'workspaces.departure.between-workspaces',
  'workspaces.departure.between-workspaces#2',
  'accounts.deletion.between-workspaces-and-mails',
  'accounts.deletion.between-mails-and-address',
  'accounts.deletion.between-address-and-keys',
  'vault.erasure.between-overwriting-and-clearing',
  'accounts.deletion.between-keys-and-end',
];
/** Twenty where they are asked for: each is a death and a start of the whole service. */
const ROUNDS = process.env['ROSTER_LONG'] ? 20 : 1;

/** Somebody who owns a workspace with a colleague in it, and works in another. */
async function leaver(service: ServiceProcess) {
  const ann = await found(service);
  const bo = await join(service, ann.domain, 'bo');
  const host = await found(service);
  await host.client.post(`/v1/workspaces/${host.workspaceId}/invitations`, { email: ann.email });
  const token = await service.mailbox.token(ann.email, 'invitation');
  const accepted = await ann.client.post('/v1/invitations/acceptance', { token });
  expect(accepted.status).toBe(200);
  return { ann, bo, host, elsewhere: accepted.body.memberId as string };
}

function countOf(events: readonly RecordedEvent[], type: string, stream: string, memberId?: string): number {
  return events.filter((event) => event.type === type && event.stream === stream)
    .filter(({ data }) => memberId === undefined || [data['memberId'], data['from']].includes(memberId)).length;
}

describe('an account’s deletion', () => {
  it.each(STEPS)('[A-5] killed at %s, ends complete by itself, with nothing done twice', async (step) => {
    const dying = { ROSTER_CRASH_AT: step };
    const service = await ServiceProcess.start({ env: dying });
    try {
      const gone: Awaited<ReturnType<typeof leaver>>[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        if (round > 0) await service.restart(dying);
        const people = await leaver(service);
        gone.push(people);
        await people.ann.client.post('/v1/me/deletion', { password: PASSWORD }).catch(() => undefined);
        await service.gone();
        await service.run({});
        await until('the deletion to end', async () => {
          const { host, elsewhere } = people;
          const { body } = await host.client.get(`/v1/workspaces/${host.workspaceId}/members/${elsewhere}`);
          return body.state === 'removed' && body.name === null;
        });
        expect((await people.ann.client.get('/v1/me')).status).toBe(401);
        expect((await people.bo.client.get(`/v1/workspaces/${people.bo.workspaceId}`)).status).toBe(404);
      }
      await service.stop();
      const events = await eventsOf(service.dataDir);
      expect(faultsOf(events)).toEqual([]);
      // The keys that were being erased are noted nowhere any more.
      expect(readdirSync(pathOf(service.dataDir, 'vault')).sort()).toEqual(['data.mdb', 'lock.mdb']);
      for (const { ann, host, elsewhere } of gone) {
        const own = `workspace-${ann.workspaceId}`;
        const other = `workspace-${host.workspaceId}`;
        const account = `account-${ann.accountId}`;
        expect({
          requested: countOf(events, 'AccountDeletionRequested', account),
          deleted: countOf(events, 'AccountDeleted', account),
          removed: countOf(events, 'WorkspaceRemoved', own),
          released: countOf(events, 'DomainFreed', `domain-${ann.domain}`),
          transferred: countOf(events, 'ConversationsTransferred', other, elsewhere),
          left: countOf(events, 'UserRemoved', other, elsewhere),
        }).toEqual({ requested: 1, deleted: 1, removed: 1, released: 1, transferred: 1, left: 1 });
      }
    } finally {
      await service.stop();
      rmSync(service.dataDir, { recursive: true, force: true });
    }
  }, 300_000);
});
