import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsWorld, ORIGIN, OTHER_PASSWORD, PASSWORD, type Person } from '../../test/support/accounts-world.js';

let world: AccountsWorld;
beforeAll(async () => {
  world = await AccountsWorld.begin();
});
afterAll(() => world.end());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Asked {
  readonly body?: unknown;
  readonly as?: Person | string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function call(method: Method, url: string, { body, as, headers = {} }: Asked = {}) {
  const token = typeof as === 'string' ? as : as?.token;
  const response = await world.app.inject({
    method,
    url,
    headers: { ...(token === undefined ? {} : { cookie: `roster_session=${token}`, origin: ORIGIN }), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  const text = response.body;
  return { status: response.statusCode, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

let made = 0;
const newAddress = () => `person-${++made}@acme.com`;
const newPerson = () => world.person(newAddress());

/** The token that a `Set-Cookie` begins a session with; its attributes. */
function cookieOf(header: unknown): { readonly token: string; readonly attributes: readonly string[] } {
  const [value = '', ...attributes] = String(header).split('; ');
  return { token: value.replace('roster_session=', ''), attributes };
}

describe('POST /v1/sign-ups and its verification', () => {
  it('[C-3] answers 202 with the same for every address', async () => {
    const { email } = await newPerson();
    const usual = { password: PASSWORD, name: 'Ann Lee', workspaceName: 'Acme' };
    const ask = (address: string) => call('POST', '/v1/sign-ups', { body: { email: address, ...usual } });
    const [known, unknown] = [await ask(email), await ask(newAddress())];
    expect(known.status).toBe(202);
    expect(known.body).toEqual({ message: expect.any(String) });
    expect(unknown.body).toEqual(known.body);
    expect(Object.keys(known.headers).sort()).toEqual(Object.keys(unknown.headers).sort());
  });

  it('[C-4] answers 422 to a password that is too common', async () => {
    const body = { email: newAddress(), password: 'password1234', name: 'Ann Lee' };
    const answer = await call('POST', '/v1/sign-ups', { body });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ path: 'password' }] });
  });

  it('answers 429 with Retry-After to an eleventh for one address', async () => {
    const body = { email: newAddress(), password: PASSWORD, name: 'Ann Lee' };
    for (let time = 0; time < 10; time++) await call('POST', '/v1/sign-ups', { body });
    const answer = await call('POST', '/v1/sign-ups', { body });
    expect(answer.status).toBe(429);
    expect(answer.body.code).toBe('too_many_requests');
    expect(answer.headers['retry-after']).toBe('900');
  });

  it('[D-1] begins a session with the link, whose cookie no script and no other site gets at', async () => {
    const email = newAddress();
    const token = await world.signUp(email);
    const answer = await call('POST', '/v1/sign-ups/verification', { body: { token } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      accountId: expect.any(String),
      workspaceId: expect.any(String),
      memberId: expect.any(String),
      outcome: 'founded',
    });
    expect(answer.headers['roster-position']).toEqual(expect.any(String));
    const { token: session, attributes } = cookieOf(answer.headers['set-cookie']);
    const expected = ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/', 'Max-Age=604800'];
    expect(attributes).toEqual(expect.arrayContaining(expected));
    expect((await call('GET', '/v1/me', { as: session })).status).toBe(200);
  });

  it.each([
    ['used', 410, 'verification_used'],
    ['forged', 404, 'not_found'],
  ])('[D-1] answers to a %s link with %i %s', async (kind, status, code) => {
    const token = await world.signUp(newAddress());
    if (kind === 'used') await call('POST', '/v1/sign-ups/verification', { body: { token } });
    const body = { token: kind === 'used' ? token : `${token}x` };
    const answer = await call('POST', '/v1/sign-ups/verification', { body });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('[S-3] begins no session in a dry run', async () => {
    const token = await world.signUp(newAddress());
    const answer = await call('POST', '/v1/sign-ups/verification?dryRun=true', { body: { token } });
    expect(answer.status).toBe(200);
    const types = answer.body.events.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['AddressClaimed', 'AccountOpened', 'SignUpPlaced', 'SignedIn']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('[S-1] gives the same answer and cookie for the same key', async () => {
    const token = await world.signUp(newAddress());
    const headers = { 'idempotency-key': 'k1' };
    const ask = () => call('POST', '/v1/sign-ups/verification', { body: { token }, headers });
    const first = await ask();
    const second = await ask();
    expect(second.body).toEqual(first.body);
    expect(second.headers['set-cookie']).toEqual(first.headers['set-cookie']);
  });
});

describe('/v1/sessions', () => {
  it('[T-2] POST begins one', async () => {
    const { email, accountId } = await newPerson();
    const answer = await call('POST', '/v1/sessions', { body: { email, password: PASSWORD } });
    expect(answer.status).toBe(200);
    const place = { workspaceId: expect.any(String), workspaceName: 'acme.com', memberId: expect.any(String) };
    expect(answer.body).toEqual({
      accountId,
      memberships: [{ ...place, role: 'admin', owner: true }],
      expiresAt: '2026-03-08T12:00:00.000Z',
    });
    const { token } = cookieOf(answer.headers['set-cookie']);
    expect((await call('GET', '/v1/me', { as: token })).body.accountId).toBe(accountId);
  });

  it('[C-3] POST answers 401 the same to a wrong password and an unknown address', async () => {
    const { email } = await newPerson();
    const wrong = await call('POST', '/v1/sessions', { body: { email, password: OTHER_PASSWORD } });
    const unknown = await call('POST', '/v1/sessions', { body: { email: newAddress(), password: OTHER_PASSWORD } });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    expect(unknown.body).toEqual(wrong.body);
  });

  it('[D-1] POST answers 403 before the address is verified', async () => {
    const email = newAddress();
    await world.signUp(email);
    const answer = await call('POST', '/v1/sessions', { body: { email, password: PASSWORD } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'email_not_verified' } });
  });

  it('[C-5] POST answers 429 with Retry-After after five wrong passwords', async () => {
    const { email } = await newPerson();
    const sign = (password: string) => call('POST', '/v1/sessions', { body: { email, password } });
    for (let time = 0; time < 5; time++) await sign(OTHER_PASSWORD);
    const answer = await sign(PASSWORD);
    expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    expect(answer.headers['retry-after']).toBe('30');
  });

  it('GET lists them page by page, and DELETE ends one', async () => {
    const ann = await newPerson();
    const { session } = await world.signIn(ann.email);
    const all = await call('GET', '/v1/sessions', { as: ann });
    expect(all.body.items.map(({ id, current }: { id: string; current: boolean }) => [id, current])).toEqual([
      [ann.sessionId, true],
      [session.sessionId, false],
    ]);
    const first = await call('GET', '/v1/sessions?limit=1', { as: ann });
    expect(first.body.items).toHaveLength(1);
    const second = await call('GET', `/v1/sessions?limit=1&cursor=${first.body.nextCursor}`, { as: ann });
    expect(second.body.items).toMatchObject([{ id: session.sessionId }]);
    expect(second.body.nextCursor).toBeNull();
    expect((await call('DELETE', `/v1/sessions/${session.sessionId}`, { as: ann })).status).toBe(204);
    expect((await call('GET', '/v1/me', { as: session.token })).status).toBe(401);
    expect((await call('DELETE', `/v1/sessions/${session.sessionId}`, { as: ann })).status).toBe(404);
  });

  it('DELETE does not reach those of somebody else', async () => {
    const [ann, bo] = [await newPerson(), await newPerson()];
    for (const id of [bo.sessionId, 'x', '__proto__']) {
      expect((await call('DELETE', `/v1/sessions/${id}`, { as: ann })).status).toBe(404);
    }
    expect((await call('GET', '/v1/me', { as: bo })).status).toBe(200);
  });

  it('DELETE current signs out and clears the cookie', async () => {
    const ann = await newPerson();
    expect((await call('DELETE', '/v1/sessions/current?dryRun=true', { as: ann })).status).toBe(200);
    const answer = await call('DELETE', '/v1/sessions/current', { as: ann });
    expect(answer.status).toBe(204);
    expect(cookieOf(answer.headers['set-cookie']).attributes).toContain('Max-Age=0');
    expect((await call('GET', '/v1/me', { as: ann })).status).toBe(401);
  });
});

describe('/v1/me', () => {
  it('[P-1] GET tells account, profile, memberships and invitations', async () => {
    const ann = await newPerson();
    const { body } = await call('GET', '/v1/me', { as: ann });
    expect(body).toEqual({
      accountId: ann.accountId,
      email: ann.email,
      openedAt: '2026-03-01T12:00:00.000Z',
      profile: { name: 'Ann Lee', email: ann.email, jobTitle: null, phone: null, profileComplete: false },
      memberships: [expect.objectContaining({ capabilities: ['users.manage'] })],
      pendingInvitations: [],
    });
  });

  it('[P-1] PATCH profile changes what is named', async () => {
    const ann = await newPerson();
    const change = (body: object) => call('PATCH', '/v1/me/profile', { body, as: ann });
    const { body } = await change({ jobTitle: ' CSM ', phone: '+4930123456' });
    expect(body).toMatchObject({ jobTitle: 'CSM', profileComplete: true });
    expect((await change({ phone: null })).body).toMatchObject({ jobTitle: 'CSM', phone: null });
    expect((await change({})).status).toBe(200);
  });

  it('[P-1] PATCH profile answers 422 to what does not fit, naming the field', async () => {
    const ann = await newPerson();
    const wrong = [
      { phone: '030 123456' },
      { name: '' },
      { name: null },
      { name: 'Ann\r\nBcc: x' },
      { jobTitle: 7 },
      { email: 'ann@other.com' },
    ];
    for (const body of wrong) {
      const [path] = Object.keys(body);
      const answer = await call('PATCH', '/v1/me/profile', { body, as: ann });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_request', errors: [{ path }] } });
    }
    expect((await call('GET', '/v1/me', { as: ann })).body.profile.name).toBe('Ann Lee');
  });

  it('[C-6] PUT password answers 204, and 401 without the current one', async () => {
    const ann = await newPerson();
    const change = (currentPassword: string) =>
      call('PUT', '/v1/me/password', { body: { currentPassword, newPassword: OTHER_PASSWORD }, as: ann });
    expect(await change(OTHER_PASSWORD)).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await call('GET', '/v1/me', { as: ann })).status).toBe(200);
  });

  it('[P-4] POST email answers 202, and the links 200', async () => {
    const ann = await newPerson();
    const email = newAddress();
    const ask = (password: string) => call('POST', '/v1/me/email', { body: { email, password }, as: ann });
    expect((await ask(OTHER_PASSWORD)).status).toBe(401);
    const asked = await ask(PASSWORD);
    expect(asked).toMatchObject({ status: 202, body: { message: expect.any(String) } });
    await world.settle();
    const body = { token: world.tokenFor(email, 'confirm-email') };
    expect((await call('POST', '/v1/email-changes/approval', { body })).status).toBe(404);
    const confirmed = await call('POST', '/v1/email-changes/confirmation', { body });
    expect(confirmed).toMatchObject({ status: 200, body: { accountId: ann.accountId, state: 'changed' } });
    expect(await call('POST', '/v1/email-changes/confirmation', { body })).toMatchObject({
      status: 410,
      body: { code: 'email_change_used' },
    });
    expect((await call('GET', '/v1/me', { as: ann })).body.email).toBe(email);
  });

  it.each<[Method, string]>([
    ['GET', '/v1/me'],
    ['PATCH', '/v1/me/profile'],
    ['PUT', '/v1/me/password'],
    ['POST', '/v1/me/email'],
    ['GET', '/v1/sessions'],
    ['DELETE', '/v1/sessions/current'],
    ['DELETE', '/v1/sessions/0190a0f0-0000-7000-8000-00000000000a'],
  ])('%s %s is for who is signed in', async (method, url) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    expect(await call(method, url, { body })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect((await call(method, url, { body, as: 'forged' })).status).toBe(401);
  });
});

describe('/v1/password-resets', () => {
  it('[C-2] POST answers 202, and its link 204, once', async () => {
    const ann = await newPerson();
    const asked = await call('POST', '/v1/password-resets', { body: { email: ann.email } });
    const unknown = await call('POST', '/v1/password-resets', { body: { email: newAddress() } });
    expect(asked.status).toBe(202);
    expect(unknown.body).toEqual(asked.body);
    await world.settle();
    const body = { token: world.tokenFor(ann.email, 'reset'), newPassword: OTHER_PASSWORD };
    const done = await call('POST', '/v1/password-resets/completion', { body });
    expect(done).toMatchObject({ status: 204, body: undefined });
    expect(done.headers['set-cookie']).toBeUndefined();
    expect((await call('GET', '/v1/me', { as: ann })).status).toBe(401);
    const again = await call('POST', '/v1/password-resets/completion', { body });
    expect(again).toMatchObject({ status: 410, body: { code: 'reset_used', remedy: expect.any(String) } });
  });
});
