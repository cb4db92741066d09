import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventBatches, isProblem, items, reason, rosterClient, type RosterClientOptions, seatChanges } from '#libs/client';
import { standIn } from '../support/cli.js';
import { limitMs } from '../support/mode.js';
import { found, join, newDomain, type Person } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

jest.setTimeout(limitMs(60));

const INVITATIONS = '/v1/workspaces/{workspaceId}/invitations';
const MEMBERS = '/v1/workspaces/{workspaceId}/members';
const HISTORY = '/v1/workspaces/{workspaceId}/history';
const ROLE = '/v1/workspaces/{workspaceId}/members/{memberId}/role';

let service: ServiceProcess;
let ann: Person & { readonly domain: string };
beforeAll(async () => {
  service = await ServiceProcess.start();
  ann = await found(service);
});
afterAll(() => service.remove());

const client = (options: RosterClientOptions = {}) => rosterClient({ url: service.address, key: service.serviceKey, ...options });
const inWorkspace = (of: Person = ann) => ({ params: { path: { workspaceId: of.workspaceId } } });
const invitation = () => ({ ...inWorkspace(), body: { email: `somebody@${newDomain()}` } });

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** Compares the client with the document at an address, as CI does. */
function check(address: string): Promise<Ended> {
  const task = new URL('../../.tasks/client.mjs', import.meta.url).pathname;
  return new Promise((resolve) => {
    execFile(process.execPath, [task, '--check', '--from', address], (error, _, said) => {
      resolve({ code: error ? Number(error.code) : 0, said });
    });
  });
}

describe('the client', () => {
  it('[S-5] is what the OpenAPI document of this service makes', async () => {
    expect(await check(`${service.address}/openapi.json`)).toEqual({ code: 0, said: '' });
  });

  it('[S-5] is found to differ from a document with another path', async () => {
    const { body } = await service.client().get('/openapi.json');
    const other = JSON.stringify(body).replace('"/.well-known/roster-history-keys"', '"/.well-known/keys"');
    const changed = await standIn((_, reply) => reply.setHeader('content-type', 'application/json').end(other));
    const { code, said } = await check(changed.url).finally(() => changed.close());
    expect(code).toBe(1);
    expect(said).toContain('"/.well-known/keys": {');
  });
});

describe('calls', () => {
  it('[S-1] [S-5] whose answer is lost are sent again and count once', async () => {
    let lost = 0;
    const losing = async (request: Request): Promise<Response> => {
      const answer = await fetch(request);
      if (request.method === 'GET' || lost++ > 1) return answer;
      throw new TypeError('fetch failed');
    };
    const roster = client({ fetch: losing });
    const { memberId } = await roster.post(INVITATIONS, invitation());
    expect(lost).toBe(3);
    const [entry] = (await roster.get(HISTORY, { params: { ...inWorkspace().params, query: { subject: memberId } } })).items;
    const all = [];
    for await (const one of items(roster, HISTORY, inWorkspace())) if (one.subject?.memberId === memberId) all.push(one.type);
    expect(all).toEqual(['UserInvited']);
    expect(entry?.subject?.memberId).toBe(memberId);
  });

  it('[S-5] wait for a service that is starting anew', async () => {
    const roster = client({ patienceMs: 60_000 });
    const wish = invitation();
    await service.stop();
    let tries = 0;
    const waiting = client({
      patienceMs: 60_000,
      fetch: (request) => {
        tries++;
        return fetch(request);
      },
    }).post(INVITATIONS, wish);
    await until('the second try', () => tries > 1);
    await service.run();
    const { memberId } = await waiting;
    expect((await roster.get('/v1/workspaces/{workspaceId}/members/{memberId}', { params: { path: { ...inWorkspace().params.path, memberId } } })).state).toBe('invited');
  });

  it('[S-2] [S-5] see what this client has changed', async () => {
    const roster = client();
    for (let time = 0; time < 20; time++) {
      const { memberId } = await roster.post(INVITATIONS, invitation());
      const { items: newest } = await roster.get(HISTORY, { params: { ...inWorkspace().params, query: { limit: 1 } } });
      expect(newest[0]?.subject?.memberId).toBe(memberId);
    }
    expect(roster.position).toMatch(/^p[0-9a-z]+$/);
    const { position } = roster;
    expect(client({ ...(position !== undefined && { position }) }).position).toBe(position);
  });

  it('[S-5] [R-4] are refused by code, with what to do', async () => {
    const refused = client({ onBehalfOf: ann.memberId }).put(ROLE, { params: { path: { ...inWorkspace().params.path, memberId: ann.memberId } }, body: { role: 'user' } });
    const error = await refused.then(() => undefined, (thrown: unknown) => thrown);
    expect(isProblem(error, 'last_admin')).toBe(true);
    expect(error).toMatchObject({ status: 409, remedy: expect.any(String) });
  });

  it('[S-3] [S-5] say what they would write', async () => {
    const { events, seatDelta } = await client().dryRun('post', INVITATIONS, invitation());
    expect(events.map(({ type }) => type)).toEqual(['UserInvited']);
    expect(seatDelta).toBe(1);
  });

  it('[H-1] [S-5] [S-6] name the member for whom they are made, and why', async () => {
    const bo = await join(service, ann.domain, 'bo');
    const roster = client({ onBehalfOf: ann.memberId });
    const path = { ...inWorkspace().params.path, memberId: bo.memberId };
    await roster.put(ROLE, { params: { path, header: reason('Führt das Team') }, body: { role: 'admin' } });
    const { items: entries } = await client({ position: roster.position ?? '' }).get(HISTORY, { params: { ...inWorkspace().params, query: { limit: 1 } } });
    expect(entries[0]).toMatchObject({ type: 'RoleChanged', reason: 'Führt das Team', actor: { kind: 'service', onBehalfOf: ann.memberId } });
  });

  it('[S-5] work with the session of a browser', async () => {
    const browser = (request: Request): Promise<Response> => {
      request.headers.set('cookie', ann.client.cookie ?? '');
      request.headers.set('origin', service.address);
      return fetch(request);
    };
    const roster = rosterClient({ url: service.address, fetch: browser });
    expect((await roster.get('/v1/me')).accountId).toBe(ann.accountId);
    await roster.patch('/v1/workspaces/{workspaceId}', { ...inWorkspace(), body: { name: 'Acme anew' } });
    expect((await roster.get('/v1/workspaces/{workspaceId}', inWorkspace())).name).toBe('Acme anew');
  });
});

describe('lists and feeds', () => {
  it('[S-5] [T-3] are read to their end by iterating', async () => {
    const roster = client();
    const { counts } = await roster.get(MEMBERS, inWorkspace());
    const seen = new Set<string>();
    for await (const { memberId } of items(roster, MEMBERS, { params: { ...inWorkspace().params, query: { limit: 3 } } })) seen.add(memberId);
    expect(counts.members).toBeGreaterThan(6);
    expect(seen.size).toBe(counts.members);
  });

  it('[B-4] [S-5] the changes of seats sum up to the seats', async () => {
    const roster = client();
    let seats = 0;
    for await (const { workspaceId, delta } of seatChanges(roster)) if (workspaceId === ann.workspaceId) seats += delta;
    expect(seats).toBe((await roster.get('/v1/workspaces/{workspaceId}/seats', inWorkspace())).total);
  });

  it('[S-4] [S-5] the event feed goes on from a position', async () => {
    const roster = client();
    const wish = { workspaceId: ann.workspaceId, types: ['UserInvited'] };
    const types: string[] = [];
    let position = '';
    for await (const batch of eventBatches(roster, wish)) {
      types.push(...batch.events.map(({ type }) => type));
      ({ position } = batch);
    }
    expect(new Set(types)).toEqual(new Set(['UserInvited']));
    const { memberId } = await roster.post(INVITATIONS, invitation());
    const later = [];
    for await (const { events } of eventBatches(roster, { ...wish, after: position })) later.push(...events);
    expect(later.map(({ subject }) => subject)).toEqual([memberId]);
  });
});
