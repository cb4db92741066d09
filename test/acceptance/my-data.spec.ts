import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { found, newDomain, PASSWORD, type Person, signUp } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { done, invite } from './workspace-calls.js';

const PROFILE = { name: 'Bartholomew Quill', jobTitle: 'Falconer', phone: '+4930123456' } as const;

let service: ServiceProcess;
let ann: Person;
let bo: Person;

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_RATE_LIMITS: 'off' } });
  ann = await found(service);
  bo = await signUp(service, `Bo.Quill@${newDomain()}`, { name: 'Bo Quill' });
  await done(bo.client.patch('/v1/me/profile', PROFILE), 200);
  await invite(ann, bo.email);
}, 60_000);
afterAll(() => service.remove());

const exportOf = (person: Person) => person.client.get('/v1/me/export');

describe('everything about oneself', () => {
  it('[A-7] is one JSON document: profile, places, invitations, sessions and every event, in the clear', async () => {
    const data = await done(exportOf(bo), 200);
    expect(data).toMatchObject({
      accountId: bo.accountId,
      email: bo.email,
      profile: { ...PROFILE, email: bo.email },
      memberships: [{ workspaceId: bo.workspaceId, role: 'admin', owner: true }],
      pendingInvitations: [{ workspaceId: ann.workspaceId, role: 'user' }],
      sessions: [{ current: true }],
    });
    const events = data.events as { type: string; data: object }[];
    const dataOf = (wanted: string) => events.find(({ type }) => type === wanted)?.data;
    expect(dataOf('SignUpRequested')).toMatchObject({ name: 'Bo Quill', email: bo.email });
    expect(dataOf('ProfileChanged')).toMatchObject(PROFILE);
    for (const type of ['AddressClaimed', 'AccountOpened', 'SignedIn']) expect(dataOf(type)).toBeDefined();
  });

  it('holds nothing of colleagues, no password and no token', async () => {
    const { text } = await exportOf(bo);
    expect(text).toContain(bo.accountId);
    expect(text).not.toContain(ann.email);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(bo.client.cookie?.split('=')[1]);
    expect(text).not.toMatch(/argon2|secretHash/);
  });

  it('is for the person alone: for nobody who is not signed in, and for no service', async () => {
    expect((await service.client().get('/v1/me/export')).status).toBe(401);
    expect((await service.service().get('/v1/me/export')).status).toBe(403);
    const onBehalf = service.service(undefined, { 'roster-on-behalf-of': bo.memberId });
    expect((await onBehalf.get('/v1/me/export')).status).toBe(403);
  });

  it('[A-6] ends with the account', async () => {
    const data = await done(exportOf(ann), 200);
    expect(data.accountId).toBe(ann.accountId);
    await done(ann.client.post('/v1/me/deletion', { password: PASSWORD }), 202);
    expect((await exportOf(ann)).status).toBe(401);
  });
});
