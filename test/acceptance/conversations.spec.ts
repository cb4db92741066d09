import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer, type Client } from '../support/client.js';
import { limitMs } from '../support/mode.js';
import { found, inviteAndAccept, join, PASSWORD, type Person, promote } from '../support/people.js';
import { ServiceProcess } from '../support/service-process.js';
import { at, done, invite, member, type MemberRef, times } from './workspace-calls.js';

jest.setTimeout(limitMs(120));

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex');
const SCOPES = ['commands', 'members', 'billing', 'history'];
const KEYS = SCOPES.map((scope) => `${scope}:${scope}:${sha256(scope)}`).join(',');

let service: ServiceProcess;
/** The service that records work. */
let desk: Client;

beforeAll(async () => {
  service = await ServiceProcess.start({ env: { ROSTER_API_KEYS: KEYS, ROSTER_RATE_LIMITS: 'off' } });
  desk = service.service('commands');
});
afterAll(() => service.remove());

interface Reply {
  readonly replyId: string;
  readonly kind: string;
  readonly authorId: string;
  readonly author: { readonly name: string; readonly jobTitle: string | null };
  readonly originalAuthorId: string;
}
interface Conversation {
  readonly conversationId: string;
  readonly assigneeId: string | null;
  readonly originalAssigneeId: string | null;
  readonly status: string;
  readonly replies: readonly Reply[];
  readonly tags: readonly object[];
}

/** A workspace with an inbox: ann is its owner, the others have joined by its domain. */
async function company(others = 2) {
  const ann = await found(service);
  const names = ['bo', 'cy', 'di', 'ed'].slice(0, others);
  const joined = await Promise.all(names.map((name) => join(service, ann.domain, name)));
  const [bo, cy, di, ed] = joined as [Person, Person, Person, Person];
  const { inboxId } = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Support' }));
  return { ann, bo, cy, di, ed, inboxId: inboxId as string };
}
type Company = Awaited<ReturnType<typeof company>>;

const path = (ann: Person, conversationId: string, rest = '') => at(ann, `/conversations/${conversationId}${rest}`);

type Place = Pick<Company, 'ann' | 'inboxId'>;

async function conversation({ ann, inboxId }: Place, more: object = {}, id: string = randomUUID()): Promise<string> {
  await done(desk.put(path(ann, id), { inboxId, subject: 'Help', ...more }), 201);
  return id;
}

async function reply(ann: Person, id: string, { memberId }: MemberRef, kind = 'reply'): Promise<string> {
  const replyId = randomUUID();
  await done(desk.post(path(ann, id, '/replies'), { replyId, authorId: memberId, kind }), 201);
  return replyId;
}

const shown = async (ann: Person, id: string): Promise<Conversation> => done(desk.get(path(ann, id)));

/** Every item of a list, page by page. */
async function all<Item = Conversation>(ann: Person, list: string, limit = 200): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = ''; ; ) {
    const separator = list.includes('?') ? '&' : '?';
    const page = await done(desk.get(at(ann, `${list}${separator}limit=${limit}${cursor}`)), 200);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = `&cursor=${page.nextCursor}`;
  }
}
const idsOf = (items: readonly Conversation[]) => items.map(({ conversationId }) => conversationId).sort();
const assignedTo = async (ann: Person, { memberId }: MemberRef, more = '') =>
  idsOf(await all(ann, `/conversations?assigneeId=${memberId}${more}`));
const reports = (ann: Person) => all<{ readonly memberId: string }>(ann, '/reports/members');

const remove = (ann: Person, gone: MemberRef, { memberId }: MemberRef): Promise<Answer> =>
  desk.post(member(ann, gone, '/removal'), { transferTo: memberId });

describe('recording a conversation', () => {
  it('answers 201 for a new one, which is active and nobody’s unless told', async () => {
    const { ann, inboxId } = await company(0);
    const id = randomUUID();
    const answer = await desk.put(path(ann, id), { inboxId, subject: ' My order ' });
    const nobody = { assigneeId: null, originalAssigneeId: null };
    const told = { conversationId: id, inboxId, subject: 'My order', status: 'active', ...nobody };
    expect([answer.status, answer.body]).toEqual([201, told]);
    expect(answer.position).toMatch(/^p[0-9a-z]+$/);
    expect(await shown(ann, id)).toEqual({ ...told, replies: [], tags: [] });
  });

  it('answers 200 for one that is there unchanged, and writes nothing', async () => {
    const { ann, bo, inboxId } = await company(1);
    const body = { inboxId, subject: 'Help', status: 'pending', assigneeId: bo.memberId };
    const id = randomUUID();
    const first = await desk.put(path(ann, id), body);
    const again = await desk.put(path(ann, id), body);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.text).toBe(first.text);
    expect(again.position).toBe(first.position);
    const plan = await desk.put(`${path(ann, id)}?dryRun=true`, body);
    expect(plan.body).toEqual({ dryRun: true, events: [], seatDelta: 0 });
  });

  it('leaves status and assignee alone where they are left out, and takes over what is told otherwise', async () => {
    const { ann, bo, inboxId } = await company(1);
    const other = await done(ann.client.post(at(ann, '/inboxes'), { name: 'Sales' }));
    const id = await conversation({ ann, inboxId }, { status: 'closed', assigneeId: bo.memberId });
    const moved = await desk.put(path(ann, id), { inboxId: other.inboxId, subject: 'Hello' });
    expect(moved).toMatchObject({
      status: 200,
      body: { inboxId: other.inboxId, subject: 'Hello', status: 'closed', assigneeId: bo.memberId },
    });
    const freed = await desk.put(path(ann, id), { inboxId, subject: 'Hello', status: 'active', assigneeId: null });
    expect(freed).toMatchObject({ status: 200, body: { inboxId, status: 'active', assigneeId: null } });
    expect(await shown(ann, id)).toMatchObject({ inboxId, subject: 'Hello', status: 'active', assigneeId: null });
  });

  it('[I-8] refuses an inbox that is not of this workspace', async () => {
    const { ann } = await company(0);
    const other = await company(0);
    for (const inboxId of [randomUUID(), other.inboxId]) {
      const answer = await desk.put(path(ann, randomUUID()), { inboxId, subject: 'Help' });
      expect(answer).toMatchObject({ status: 422, body: { code: 'unknown_inboxes', errors: [{ path: 'inboxId' }] } });
    }
  });

  it('[S-1] under one key gives the first answer again', async () => {
    const { ann, inboxId } = await company(0);
    const id = randomUUID();
    const headers = { 'idempotency-key': randomUUID() };
    const put = (subject: string) => desk.put(path(ann, id), { inboxId, subject }, { headers });
    const first = await put('Help');
    const again = await Promise.all(times(4, () => put('Help')));
    expect(again.map(({ status, text, position }) => [status, text, position])).toEqual(
      times(4, () => [201, first.text, first.position]),
    );
    expect(await put('Other')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('[S-3] as a dry run writes nothing', async () => {
    const { ann, inboxId } = await company(0);
    const id = randomUUID();
    const plan = await desk.put(`${path(ann, id)}?dryRun=true`, { inboxId, subject: 'Help' });
    const stream = `conversation-${ann.workspaceId}.${id}`;
    expect(plan).toMatchObject({
      status: 200,
      body: { dryRun: true, events: [{ type: 'ConversationOpened', stream, data: { subject: 'Help' } }], seatDelta: 0 },
    });
    expect((await desk.get(path(ann, id))).status).toBe(404);
  });
});

describe('assignee, status, replies and tags', () => {
  it('assigns to members and to nobody', async () => {
    const acme = await company();
    const { ann, bo, cy } = acme;
    const id = await conversation(acme);
    for (const memberId of [bo.memberId, cy.memberId, null]) {
      const answer = await desk.put(path(ann, id, '/assignee'), { memberId });
      expect(answer).toMatchObject({ status: 200, body: { assigneeId: memberId, originalAssigneeId: memberId } });
      expect(await shown(ann, id)).toMatchObject({ assigneeId: memberId });
    }
  });

  it('changes the status, to the same one without an event', async () => {
    const acme = await company(0);
    const { ann } = acme;
    const id = await conversation(acme);
    for (const status of ['pending', 'closed', 'active']) {
      const first = await desk.put(path(ann, id, '/status'), { status });
      const again = await desk.put(path(ann, id, '/status'), { status });
      expect(first).toMatchObject({ status: 200, body: { conversationId: id, status } });
      expect(again).toMatchObject({ status: 200, position: first.position });
      expect(await shown(ann, id)).toMatchObject({ status });
    }
  });

  it('[P-3] shows replies and notes in order, with the author’s name and job title of now', async () => {
    const acme = await company(1);
    const { ann, bo } = acme;
    const id = await conversation(acme);
    const [one, two] = [await reply(ann, id, bo), await reply(ann, id, ann, 'note')];
    await done(ann.client.patch(member(ann, bo, '/profile'), { jobTitle: 'CSM', name: 'Bo Berg' }));
    const { replies } = await shown(ann, id);
    expect(replies).toMatchObject([
      {
        replyId: one,
        kind: 'reply',
        authorId: bo.memberId,
        originalAuthorId: bo.memberId,
        author: { name: 'Bo Berg', jobTitle: 'CSM' },
        at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
      { replyId: two, kind: 'note', authorId: ann.memberId, author: { name: 'Ann', jobTitle: null } },
    ]);
    expect((await all(ann, '/conversations'))[0]?.replies).toEqual(replies);
  });

  it('takes a reply once; another one under its id is a conflict', async () => {
    const acme = await company(1);
    const { ann, bo } = acme;
    const id = await conversation(acme);
    const body = { replyId: randomUUID(), authorId: bo.memberId, kind: 'reply' };
    const send = (more: object = {}) => desk.post(path(ann, id, '/replies'), { ...body, ...more });
    const first = await send();
    expect(first).toMatchObject({ status: 201, body: { conversationId: id, ...body } });
    expect(await send()).toMatchObject({ status: 200, position: first.position });
    for (const other of [{ kind: 'note' }, { authorId: ann.memberId }]) {
      expect(await send(other)).toMatchObject({ status: 409, body: { code: 'reply_differs' } });
    }
    expect((await shown(ann, id)).replies).toHaveLength(1);
  });

  it('[X-5] adds a tag once, and it stays whose it is', async () => {
    const acme = await company(1);
    const { ann, bo } = acme;
    const id = await conversation(acme);
    const tag = (createdBy: string) => desk.post(path(ann, id, '/tags'), { tag: 'Urgent', createdBy });
    expect(await tag(bo.memberId)).toMatchObject({ status: 201 });
    expect(await tag(ann.memberId)).toMatchObject({ status: 200 });
    expect((await shown(ann, id)).tags).toEqual([{ tag: 'Urgent', createdBy: bo.memberId }]);
  });

  it('refuses who is no joined member, each with its code, and changes nothing', async () => {
    const acme = await company(1);
    const { ann, inboxId } = acme;
    const stranger = await found(service);
    const invited = await invite(ann, 'fay@elsewhere.test');
    const id = await conversation(acme);
    const before = await shown(ann, id);
    const attempts = (memberId: string): Promise<Answer>[] => [
      desk.put(path(ann, id, '/assignee'), { memberId }),
      desk.put(path(ann, id), { inboxId, subject: 'Help', assigneeId: memberId }),
      desk.put(path(ann, randomUUID()), { inboxId, subject: 'Help', assigneeId: memberId }),
      desk.post(path(ann, id, '/replies'), { replyId: randomUUID(), authorId: memberId, kind: 'note' }),
      desk.post(path(ann, id, '/tags'), { tag: 'x', createdBy: memberId }),
      desk.put(at(ann, `/workflows/${randomUUID()}`), { name: 'x', createdBy: memberId }),
      desk.put(at(ann, `/customers/${randomUUID()}/csm`), { memberId }),
    ];
    for (const memberId of [stranger.memberId, randomUUID()]) {
      for (const answer of await Promise.all(attempts(memberId))) {
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    }
    for (const answer of await Promise.all(attempts(invited.memberId))) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'not_joined' } });
    }
    expect(await shown(ann, id)).toEqual(before);
    expect(await all(ann, '/workflows')).toEqual([]);
    expect(await all(ann, '/customers')).toEqual([]);
    expect(await all(ann, '/conversations')).toHaveLength(1);
  });

  it('knows no conversation that was not recorded', async () => {
    const { ann } = await company(0);
    const id = randomUUID();
    const answers = await Promise.all([
      desk.get(path(ann, id)),
      desk.put(path(ann, id, '/assignee'), { memberId: null }),
      desk.put(path(ann, id, '/status'), { status: 'closed' }),
      desk.post(path(ann, id, '/replies'), { replyId: randomUUID(), authorId: ann.memberId, kind: 'note' }),
      desk.post(path(ann, id, '/tags'), { tag: 'x', createdBy: ann.memberId }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(times(5, () => [404, 'not_found']));
  });
});

describe('lists', () => {
  it('filters conversations by assignee and status, and pages through them without a gap or a repetition', async () => {
    const acme = await company(1);
    const { ann, bo } = acme;
    const statuses = ['active', 'pending', 'closed'];
    const made = await Promise.all(
      times(45, async (n) => {
        const [status, assigneeId] = [statuses[n % 3], n % 2 === 0 ? bo.memberId : null];
        return { id: await conversation(acme, { status, assigneeId }), status, assigneeId };
      }),
    );
    const which = (wanted: object) =>
      made
        .filter((one) => Object.entries(wanted).every(([key, value]) => one[key as 'id'] === value))
        .map(({ id }) => id)
        .sort();
    const found = async (query: string) =>
      (await all(ann, `/conversations${query}`, 7)).map(({ conversationId }) => conversationId);
    const mine = { assigneeId: bo.memberId };
    const everything = await found('');
    expect(everything).toEqual([...new Set(everything)]);
    expect(everything.toSorted()).toEqual(which({}));
    expect((await found('?status=closed')).sort()).toEqual(which({ status: 'closed' }));
    expect((await found(`?assigneeId=${bo.memberId}`)).sort()).toEqual(which(mine));
    const pending = await found(`?assigneeId=${bo.memberId}&status=pending`);
    expect(pending.sort()).toEqual(which({ ...mine, status: 'pending' }));
    expect(await found(`?assigneeId=${randomUUID()}`)).toEqual([]);
    expect(await found(`?assigneeId=${ann.memberId}`)).toEqual([]);
  });

  it('takes a cursor only for the list and the filter that it was made for', async () => {
    const acme = await company(0);
    const { ann } = acme;
    await conversation(acme);
    await conversation(acme);
    const { nextCursor } = await done(desk.get(at(ann, '/conversations?limit=1')));
    for (const list of ['/conversations?status=active', '/workflows?', '/customers?', '/reports/members?']) {
      const answer = await desk.get(at(ann, `${list}&cursor=${nextCursor}`));
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    }
    expect((await desk.get(at(ann, `/conversations?limit=1&cursor=${nextCursor}`))).body.items).toHaveLength(1);
  });

  const bad = ['limit=0', 'limit=201', 'status=open', 'assigneeId=1', 'surprise=1', 'cursor=x'];
  it.each(bad)('refuses %s', async (query) => {
    const { ann } = await company(0);
    const answer = await desk.get(at(ann, `/conversations?${query}`));
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
  });

  it('lists workflows with their creator, created, renamed and unchanged', async () => {
    const { ann, bo } = await company(1);
    const ids = times(5, () => randomUUID() as string);
    const put = (id: string, name: string, createdBy = bo.memberId) =>
      desk.put(at(ann, `/workflows/${id}`), { name, createdBy });
    for (const id of ids) {
      const body = { workflowId: id, name: 'Escalate', createdBy: bo.memberId };
      expect(await put(id, 'Escalate')).toMatchObject({ status: 201, body });
    }
    const [one, two, three] = ids as [string, string, string];
    expect(await put(one, 'Escalate')).toMatchObject({ status: 200 });
    expect(await put(two, 'Renamed')).toMatchObject({ status: 200, body: { name: 'Renamed' } });
    expect(await put(three, 'Escalate', ann.memberId)).toMatchObject({
      status: 409,
      body: { code: 'creator_differs', createdBy: bo.memberId },
    });
    const items = await all<{ workflowId: string; name: string; createdBy: string }>(ann, '/workflows', 2);
    expect(items.map(({ workflowId }) => workflowId).sort()).toEqual(ids.toSorted());
    expect(items.map(({ name }) => name).sort()).toEqual([...times(4, () => 'Escalate'), 'Renamed']);
    expect(items.every(({ createdBy }) => createdBy === bo.memberId)).toBe(true);
  });

  it('lists customer accounts by their CSM', async () => {
    const { ann, bo, cy } = await company();
    const ids = times(6, () => randomUUID() as string);
    for (const [n, id] of ids.entries()) {
      const memberId = n % 2 === 0 ? bo.memberId : cy.memberId;
      const answer = await desk.put(at(ann, `/customers/${id}/csm`), { memberId });
      expect(answer).toMatchObject({ status: 200, body: { customerId: id, csmId: memberId, originalCsmId: memberId } });
    }
    const of = async ({ memberId }: MemberRef) => {
      const items = await all<{ customerId: string }>(ann, `/customers?csmId=${memberId}`, 2);
      return items.map(({ customerId }) => customerId).sort();
    };
    expect(await of(bo)).toEqual(ids.filter((_, n) => n % 2 === 0).sort());
    await done(desk.put(at(ann, `/customers/${ids[0]}/csm`), { memberId: cy.memberId }));
    expect(await of(bo)).toEqual([ids[2], ids[4]].sort());
    expect(await of(cy)).toHaveLength(4);
    expect(await all(ann, '/customers')).toHaveLength(6);
  });

  it('reports replies, notes and closings of each member; opening again takes a closing back', async () => {
    const acme = await company(1);
    const { ann, bo } = acme;
    const ids = await Promise.all(times(3, () => conversation(acme, { assigneeId: bo.memberId })));
    const [one, two] = ids as [string, string];
    await Promise.all([reply(ann, one, bo), reply(ann, one, bo), reply(ann, two, bo, 'note'), reply(ann, two, ann)]);
    for (const id of [one, two]) await done(desk.put(path(ann, id, '/status'), { status: 'closed' }));
    await conversation(acme, { status: 'closed', assigneeId: ann.memberId });
    await conversation(acme, { status: 'closed' });
    const figures = async () => {
      const items = await reports(ann);
      return [bo, ann].map(({ memberId }) => items.find((item) => item.memberId === memberId));
    };
    expect(await reports(ann)).toHaveLength(2);
    expect(await figures()).toEqual([
      { memberId: bo.memberId, name: 'Bo', replies: 2, notes: 1, conversationsClosed: 2 },
      { memberId: ann.memberId, name: 'Ann', replies: 1, notes: 0, conversationsClosed: 1 },
    ]);
    await done(desk.put(path(ann, one, '/assignee'), { memberId: ann.memberId }));
    await done(desk.put(path(ann, two, '/status'), { status: 'active' }));
    expect(await figures()).toMatchObject([{ conversationsClosed: 1 }, { conversationsClosed: 1 }]);
    await done(desk.put(path(ann, one, '/status'), { status: 'pending' }));
    expect(await figures()).toMatchObject([{ conversationsClosed: 0 }, { conversationsClosed: 1 }]);
  });
});

describe('who may do it', () => {
  type Call = readonly [method: string, target: string, body: object];
  const commands = (ann: Person, bo: Person, id: string, inboxId: string): readonly Call[] => [
    ['PUT', path(ann, id), { inboxId, subject: 'Hello' }],
    ['PUT', path(ann, id, '/assignee'), { memberId: bo.memberId }],
    ['PUT', path(ann, id, '/status'), { status: 'pending' }],
    ['POST', path(ann, id, '/replies'), { replyId: randomUUID(), authorId: bo.memberId, kind: 'reply' }],
    ['POST', path(ann, id, '/tags'), { tag: 'x', createdBy: bo.memberId }],
    ['PUT', at(ann, `/workflows/${id}`), { name: 'x', createdBy: bo.memberId }],
    ['PUT', at(ann, `/customers/${id}/csm`), { memberId: bo.memberId }],
  ];
  const queries = (ann: Person, id: string) => [
    at(ann, '/conversations'),
    path(ann, id),
    at(ann, '/workflows'),
    at(ann, '/customers'),
    at(ann, '/reports/members'),
  ];

  it('[S-6] services by scope: commands for everything, members for reading, the others for nothing', async () => {
    const acme = await company(1);
    const { ann, bo, inboxId } = acme;
    const id = await conversation(acme);
    for (const key of ['members', 'billing', 'history']) {
      for (const [method, target, body] of commands(ann, bo, id, inboxId)) {
        const answer = await service.service(key).send(method, target, body);
        expect(answer).toMatchObject({ status: 403, body: { code: 'scope_required' } });
      }
      for (const target of queries(ann, id)) {
        expect([key, (await service.service(key).get(target)).status]).toEqual([key, key === 'members' ? 200 : 403]);
      }
    }
    for (const [method, target, body] of commands(ann, bo, id, inboxId)) {
      expect((await desk.send(method, target, body)).status).toBeLessThan(300);
    }
  });

  it('[R-1] persons by capability: workflows are an admin’s to write, all else is any member’s', async () => {
    const acme = await company(2);
    const { ann, bo, cy, inboxId } = acme;
    await promote(ann, cy.memberId);
    const id = await conversation(acme);
    for (const [method, target, body] of commands(ann, bo, id, inboxId)) {
      const answer = await bo.client.send(method, target, body);
      if (target.includes('/workflows/')) {
        const refused = (capability: string) => ({ status: 403, body: { code: 'capability_required', capability } });
        expect(answer).toMatchObject(refused('workflows.create'));
        expect(await cy.client.send(method, target, body)).toMatchObject({ status: 201 });
        expect(await bo.client.send(method, target, body)).toMatchObject(refused('workflows.edit'));
      } else {
        expect([target, answer.status < 300]).toEqual([target, true]);
      }
    }
    for (const target of queries(ann, id)) expect((await bo.client.get(target)).status).toBe(200);
    const asBo = service.service('commands', { 'roster-on-behalf-of': bo.memberId });
    const created = await asBo.put(at(ann, `/workflows/${randomUUID()}`), { name: 'x', createdBy: bo.memberId });
    expect(created).toMatchObject({ status: 403, body: { code: 'capability_required' } });
  });

  it('[S-7] to strangers nothing is there, and two workspaces may use the same ids', async () => {
    const acme = await company(1);
    const beta = await company(1);
    const id = await conversation(acme, { subject: 'Of acme', assigneeId: acme.bo.memberId });
    for (const [method, target, body] of commands(acme.ann, acme.bo, id, acme.inboxId)) {
      const answer = await beta.ann.client.send(method, target, body);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    for (const target of queries(acme.ann, id)) {
      expect(await beta.ann.client.get(target)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await desk.get(path(beta.ann, id))).status).toBe(404);
    const asStranger = service.service('commands', { 'roster-on-behalf-of': beta.bo.memberId });
    expect((await asStranger.get(path(acme.ann, id))).status).toBe(404);

    await conversation(beta, { subject: 'Of beta' }, id);
    await reply(beta.ann, id, beta.bo);
    for (const [{ ann }, createdBy] of [[acme, acme.bo], [beta, beta.bo]] as const) {
      await done(desk.put(at(ann, `/workflows/${id}`), { name: 'x', createdBy: createdBy.memberId }), 201);
      await done(desk.put(at(ann, `/customers/${id}/csm`), { memberId: createdBy.memberId }));
    }
    expect(await shown(acme.ann, id)).toMatchObject({ subject: 'Of acme', assigneeId: acme.bo.memberId, replies: [] });
    expect(await shown(beta.ann, id)).toMatchObject({ subject: 'Of beta', assigneeId: null, replies: [{}] });
    for (const { ann, bo } of [acme, beta]) {
      expect(await all(ann, '/conversations')).toHaveLength(1);
      expect(await all(ann, '/workflows')).toMatchObject([{ createdBy: bo.memberId }]);
      expect(await all(ann, '/customers')).toMatchObject([{ csmId: bo.memberId }]);
    }
    expect(await reports(acme.ann)).toEqual([]);
    expect(await reports(beta.ann)).toMatchObject([{ memberId: beta.bo.memberId, replies: 1 }]);
  });
});

describe('when a member is removed', () => {
  it('[X-3] [X-4] [X-5] [X-9] [X-10] 2,000 conversations with 5,000 replies and notes, and all the rest', async () => {
    const acme = await company(2);
    const { ann, bo, cy, inboxId } = acme;
    const statuses = ['active', 'pending', 'closed'];
    const ids = await Promise.all(
      times(2000, (n) => {
        const { memberId: assigneeId } = n < 1500 ? bo : ann;
        return conversation(acme, { status: statuses[n % 3], assigneeId });
      }),
    );
    // 1, 2, 3 or 4 of each, every third a note, every second conversation's by bo.
    const said = (id: string, n: number) =>
      times((n % 4) + 1, (which) => reply(ann, id, n % 2 === 0 ? bo : cy, which === 2 ? 'note' : 'reply'));
    expect((await Promise.all(ids.flatMap(said))).length).toBe(5000);
    const tags = { tag: 'vip', createdBy: bo.memberId };
    await Promise.all(ids.slice(0, 20).map((id) => done(desk.post(path(ann, id, '/tags'), tags), 201)));
    await done(desk.put(at(ann, `/workflows/${randomUUID()}`), { name: 'Escalate', createdBy: bo.memberId }), 201);
    const csm = { memberId: bo.memberId };
    await Promise.all(times(7, () => done(desk.put(at(ann, `/customers/${randomUUID()}/csm`), csm))));
    await done(ann.client.patch(member(ann, cy, '/profile'), { jobTitle: 'Lead' }));
    const everything = async () => ({
      conversations: await all(ann, '/conversations'),
      workflows: await all(ann, '/workflows'),
      reports: await reports(ann),
    });

    const before = await everything();
    const moving = { replies: 2000 - 500, notes: 500, customers: 7 };
    expect(await done(ann.client.get(member(ann, bo, '/removal-preview')))).toMatchObject({
      ...moving,
      conversations: { total: 1500, byStatus: { active: 500, pending: 500, closed: 500 } },
    });
    const receipt = { memberId: bo.memberId, transferTo: cy.memberId, transferred: { ...moving, conversations: 1500 } };
    expect(await done(remove(ann, bo, cy))).toMatchObject(receipt);

    const after = await everything();
    const heir = (memberId: string | null) => (memberId === bo.memberId ? cy.memberId : memberId);
    const author = { name: 'Cy', jobTitle: 'Lead' };
    expect(after.conversations).toEqual(
      before.conversations.map((one) => ({
        ...one,
        assigneeId: heir(one.assigneeId),
        replies: one.replies.map((each) => ({ ...each, authorId: heir(each.authorId), author })),
      })),
    );
    expect(after.workflows).toEqual(before.workflows);
    expect(after.reports).toEqual(before.reports);
    const own = { memberId: bo.memberId, name: 'Bo', replies: 1500, notes: 500, conversationsClosed: 500 };
    expect(after.reports).toContainEqual(own);
    expect(await assignedTo(ann, cy)).toEqual(ids.slice(0, 1500).sort());
    expect(await assignedTo(ann, cy, '&status=closed')).toHaveLength(500);
    expect(await assignedTo(ann, bo)).toEqual([]);
    const kept = await all<{ originalCsmId: string }>(ann, `/customers?csmId=${cy.memberId}`);
    expect(kept.map(({ originalCsmId }) => originalCsmId)).toEqual(times(7, () => bo.memberId));
    expect(await all(ann, `/customers?csmId=${bo.memberId}`)).toEqual([]);
    const next = await done(ann.client.get(member(ann, cy, '/removal-preview')));
    expect(next).toMatchObject({ conversations: { total: 1500 }, replies: 5000 - 1000, notes: 1000, customers: 7 });
    expect(await desk.put(path(ann, ids[0] as string), { inboxId, subject: 'Help' })).toMatchObject({ status: 200 });
  });

  it('[X-6] through a chain, from A to B to C, with their own work and what they took over', async () => {
    const acme = await company(4);
    const { ann, bo, cy, di, ed } = acme;
    const own = new Map<Person, string>();
    for (const person of [bo, cy, di, ed]) {
      const id = await conversation(acme, { assigneeId: person.memberId });
      await reply(ann, id, person);
      own.set(person, id);
    }
    const before = await reports(ann);
    await done(remove(ann, bo, cy));
    await done(remove(ann, ed, di));
    await done(remove(ann, cy, di));
    expect(await assignedTo(ann, di)).toEqual([...own.values()].sort());
    for (const gone of [bo, cy, ed]) expect(await assignedTo(ann, gone)).toEqual([]);
    for (const one of await all(ann, '/conversations')) {
      const { memberId: authorId } = di;
      expect(one).toMatchObject({ assigneeId: authorId, replies: [{ authorId, author: { name: 'Di' } }] });
    }
    expect(await reports(ann)).toEqual(before);
    const next = await done(ann.client.get(member(ann, di, '/removal-preview')));
    expect(next).toMatchObject({ conversations: { total: 4 }, replies: 4 });
  });

  it('[X-8] naming them later is refused, with the successor of now', async () => {
    const acme = await company(3);
    const { ann, bo, cy, di, inboxId } = acme;
    const id = await conversation(acme, { assigneeId: bo.memberId });
    await done(remove(ann, bo, cy));
    await done(remove(ann, cy, di));
    const { memberId } = bo;
    const answers = await Promise.all([
      desk.put(path(ann, id, '/assignee'), { memberId }),
      desk.put(path(ann, id), { inboxId, subject: 'Help', assigneeId: memberId }),
      desk.put(path(ann, randomUUID()), { inboxId, subject: 'Help', assigneeId: memberId }),
      desk.post(path(ann, id, '/replies'), { replyId: randomUUID(), authorId: memberId, kind: 'reply' }),
      desk.post(path(ann, id, '/tags'), { tag: 'x', createdBy: memberId }),
      desk.put(at(ann, `/workflows/${randomUUID()}`), { name: 'x', createdBy: memberId }),
      desk.put(at(ann, `/customers/${randomUUID()}/csm`), { memberId }),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'member_removed', successorId: di.memberId } });
    }
    const same = await desk.put(path(ann, id, '/assignee'), { memberId: di.memberId });
    expect(same).toMatchObject({ status: 200, body: { assigneeId: di.memberId, originalAssigneeId: memberId } });
  });

  it('[X-12] somebody who is invited again begins anew', async () => {
    const acme = await company(2);
    const { ann, bo, cy } = acme;
    const old = await conversation(acme, { assigneeId: bo.memberId });
    await reply(ann, old, bo);
    const before = await reports(ann);
    await done(remove(ann, bo, cy));
    await done(ann.client.post(at(ann, '/invitations'), { email: bo.email }), 201);
    const token = await service.mailbox.token(bo.email, 'invitation');
    const again = await done(bo.client.post('/v1/invitations/acceptance', { token }), 200);
    expect(again.memberId).not.toBe(bo.memberId);
    expect(await assignedTo(ann, again)).toEqual([]);
    expect(await assignedTo(ann, cy)).toEqual([old]);
    const inherited = { authorId: cy.memberId, originalAuthorId: bo.memberId, author: { name: 'Cy' } };
    expect((await shown(ann, old)).replies).toMatchObject([inherited]);
    expect(await reports(ann)).toEqual(before);
    const fresh = await conversation(acme, { assigneeId: again.memberId });
    await done(remove(ann, cy, again));
    expect(await assignedTo(ann, again)).toEqual([old, fresh].sort());
  });

  it('[X-8] an assignment on its way just then is the successor’s or refused, in each of 100 rounds', async () => {
    const acme = await company(1);
    const { ann, bo: first } = acme;
    let gone: MemberRef = first;
    const outcomes = new Set<number>();
    for (let round = 0; round < 100; round++) {
      const next = await inviteAndAccept(service, ann, `p${round}@race-${ann.domain}`);
      const ids = await Promise.all(times(6, () => conversation(acme)));
      const answers: Answer[] = [];
      const assign = async (id: string) =>
        void (answers[ids.indexOf(id)] = await desk.put(path(ann, id, '/assignee'), { memberId: gone.memberId }));
      const [atOnce, inTurn, [late]] = [ids.slice(0, 2), ids.slice(2, 5), ids.slice(5)];
      const early = atOnce.map(assign);
      const removal = remove(ann, gone, next);
      for (const id of inTurn) await assign(id);
      expect((await removal).status).toBe(200);
      await Promise.all([...early, assign(late as string)]);
      for (const [index, answer] of answers.entries()) {
        outcomes.add(answer.status);
        const { assigneeId } = await shown(ann, ids[index] as string);
        const { code, successorId } = answer.body;
        if (answer.status === 200) expect(assigneeId).toBe(next.memberId);
        else expect([code, successorId, assigneeId]).toEqual(['member_removed', next.memberId, null]);
      }
      expect(answers).toHaveLength(6);
      gone = next;
    }
    expect([...outcomes].sort()).toEqual([200, 409]);
  });

  it('[A-2] with the whole workspace, nothing of its work is there any more', async () => {
    const acme = await company(1);
    const { ann, bo, inboxId } = acme;
    const id = await conversation(acme, { assigneeId: bo.memberId });
    const { name } = await done(ann.client.get(at(ann)));
    await done(ann.client.delete(at(ann), { password: PASSWORD, name }), 204);
    for (const list of ['/conversations', `/conversations/${id}`, '/workflows', '/customers', '/reports/members']) {
      expect(await desk.get(at(ann, list))).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect(await desk.put(path(ann, id), { inboxId, subject: 'Help' })).toMatchObject({ status: 404 });
  });

  it('[X-7] nothing changes over a restart', async () => {
    const acme = await company(2);
    const { ann, bo, cy } = acme;
    const id = await conversation(acme, { assigneeId: bo.memberId });
    await reply(ann, id, bo);
    await done(remove(ann, bo, cy));
    const before = [await shown(ann, id), await reports(ann), await assignedTo(ann, cy)];
    await service.restart();
    expect([await shown(ann, id), await reports(ann), await assignedTo(ann, cy)]).toEqual(before);
  });
});

it('nothing of all this was an error of the service', () => {
  expect(service.log).not.toMatch(/"level":50/);
});
