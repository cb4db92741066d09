import { fork } from 'node:child_process';
import autocannon from 'autocannon';
import { Passwords } from '#libs/vault';
import { type Client } from '../support/client.js';
import { found, type Person, PASSWORD } from '../support/people.js';
import { freePort, ServiceProcess } from '../support/service-process.js';
import { type Figures, measure, note, percentile, table, title } from './figures.js';

const CONNECTIONS = 64;
const SECONDS = 8;
/** A mail server that is not there: invitations wait, and emails do not stand in the way of what is measured. */
const NO_MAIL = { SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'silent', ROSTER_RATE_LIMITS: 'off' };

/** Invitations over HTTP, beside the same route that only validates its body; signing in; pages of the table. */
export async function http(): Promise<void> {
  const service = await ServiceProcess.start({ env: { LOG_LEVEL: 'silent', ROSTER_RATE_LIMITS: 'off' } });
  const ann = await found(service);
  await service.stop();
  await service.run(NO_MAIL);
  await invitations(service, ann);
  await signIns(service, ann);
  await tablePages(service);
  await service.remove();
}

async function invitations(service: ServiceProcess, ann: Person): Promise<void> {
  title(`Invitations over HTTP, ${CONNECTIONS} connections, ${SECONDS} s each`);
  const port = await freePort();
  const validating = fork(new URL('./validating-app.js', import.meta.url), [String(port)]);
  await new Promise((resolve) => validating.once('message', resolve));
  const path = `/v1/workspaces/${ann.workspaceId}/invitations`;
  const bare = await load('the same route, only validating its body', `http://127.0.0.1:${port}${path}`, {});
  const byHand = await load('validating, then by hand: a durable key, sealing, a durable event', `http://127.0.0.1:${port}${path}/by-hand`, {});
  const key = { authorization: `Bearer ${service.serviceKey}` };
  const plain = await load('invitations, one workspace', `${service.address}${path}`, key);
  const keyed = await load('invitations, one workspace, with Idempotency-Key', `${service.address}${path}`, { ...key, 'idempotency-key': '[<id>]' });
  const bareAgain = await load('the same route, only validating, once more', `http://127.0.0.1:${port}${path}`, {});
  validating.kill();
  table(bare, bareAgain, byHand, plain, keyed);
}

async function load(name: string, url: string, headers: Record<string, string>): Promise<Figures> {
  const times: number[] = [];
  const options = {
    url,
    method: 'POST' as const,
    connections: CONNECTIONS,
    duration: SECONDS,
    idReplacement: true,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email: 'person-[<id>]@elsewhere.example', role: 'user' }),
  };
  const { duration } = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error: unknown, result) => (error instanceof Error ? reject(error) : resolve(result)));
    run.on('response', (_client, status, _bytes, time) => {
      if (status >= 300) reject(new Error(`${name} answered ${status}`));
      times.push(time);
    });
  });
  return { name, count: times.length, seconds: duration, times: times.sort((a, b) => a - b) };
}

async function signIns(service: ServiceProcess, ann: Person): Promise<void> {
  title('Signing in');
  const passwords = new Passwords();
  const hash = await passwords.hash(PASSWORD);
  const bare = await measure('argon2id verification alone, 8 waiting', 100, 8, () => passwords.verify(hash, PASSWORD));
  const client = service.client();
  const overHttp = await measure('POST /v1/sessions, 8 at once', 100, 8, async () => {
    const { status } = await client.post('/v1/sessions', { email: ann.email, password: PASSWORD });
    if (status !== 200) throw new Error(`Signing in answered ${status}`);
  });
  table(bare, overHttp);
}

async function tablePages(service: ServiceProcess): Promise<void> {
  title('A page of 50 of the user table, by the number of members');
  const pages = new Map<string, Figures[]>();
  const kinds: readonly (readonly [string, string])[] = [
    ['plain', ''],
    ['searched', '&search=person-77'],
    ['searched, a beginning that a ninth has', '&search=7'],
    ['sorted by last active', '&sort=-lastActiveAt'],
  ];
  for (const members of [100, 1000, 10_000, 100_000]) {
    const acme = await filled(service, members);
    for (const [kind, query] of kinds) {
      const path = `/v1/workspaces/${acme.workspaceId}/members?limit=50${query}`;
      await page(acme.client, path);
      const name = `${kind}, ${members.toLocaleString('en')} members`;
      pages.set(kind, [...(pages.get(kind) ?? []), await measure(name, 200, 1, () => page(acme.client, path))]);
    }
  }
  for (const [kind] of kinds) {
    const [first, thousand, ...others] = pages.get(kind) as [Figures, Figures, ...Figures[]];
    table(first, thousand, ...others);
    const most = others.at(-1) as Figures;
    const times = percentile(most, 50) / percentile(thousand, 50);
    note(`${most.name}: ${times.toFixed(1)} times what 1,000 cost (p50).`);
  }
  note('The ratio is by rate, against 100 members.');
}

async function page(client: Client, path: string): Promise<void> {
  const { status } = await client.get(path);
  if (status !== 200) throw new Error(`The table answered ${status}`);
}

async function filled(service: ServiceProcess, members: number): Promise<Person> {
  await service.stop();
  await service.run({ LOG_LEVEL: 'silent', ROSTER_RATE_LIMITS: 'off' });
  const acme = await found(service);
  await service.stop();
  await service.run(NO_MAIL);
  for (let done = 1; done < members; done += 1000) {
    const invitations = Array.from({ length: Math.min(1000, members - done) }, (_, index) => ({
      email: `person-${done + index}@elsewhere.example`,
    }));
    const { status } = await acme.client.post(`/v1/workspaces/${acme.workspaceId}/invitations/bulk`, { invitations });
    if (status !== 200) throw new Error(`Bulk invitations answered ${status}`);
  }
  return acme;
}
