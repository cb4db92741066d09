import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import progress from 'cli-progress';

/**
 * A company of 200 people on a running service, over real HTTP: sign-up, joining by domain, bulk invitations from a CSV
 * file, acceptances, role changes, sign-ins; their conversations, customers and workflows, a manager who leaves and a
 * colleague who deletes their account. The founder's address says which run it was, so it can be run again.
 */
const address = (process.env.ROSTER_URL ?? 'http://127.0.0.1:3000').replace(/\/$/, '');
const PASSWORD = 'plum-otter-lantern-42';
const JOINING = 60;
const CONVERSATIONS = 400;
const CUSTOMERS = 12;
const AT_ONCE = 8;
const run = Date.now().toString(36);
const domain = `acme-${run}.example`;

const people = readCsv(new URL('./company.csv', import.meta.url)).map((row) => ({
  ...row,
  email: row.email.replace('@partners.', `@partners-${run}.`),
}));

await reachable();
const started = Date.now();
console.log(`A company of 200 people at ${address}\n`);

const ann = await signUp(`ann@${domain}`, 'Ann Founder', 'Acme');
const workspace = `/v1/workspaces/${ann.workspaceId}`;

const colleagues = Array.from({ length: JOINING }, (_, index) => ({
  email: `colleague-${String(index + 1).padStart(2, '0')}@${domain}`,
  name: `Colleague ${index + 1}`,
}));
await inParallel('signing up   ', colleagues, ({ email, name }) =>
  call(anonymous(), 'POST', '/v1/sign-ups', { email, password: PASSWORD, name }, 202),
);
const verifications = await tokens('verify', colleagues);
const joined = await inParallel('joining      ', colleagues, async ({ email }) => {
  const session = anonymous();
  return { ...(await call(session, 'POST', '/v1/sign-ups/verification', { token: verifications.get(email) }, 200)), email };
});

const support = await call(ann.session, 'POST', `${workspace}/inboxes`, { name: 'Support' }, 201);
const { results } = await call(
  ann.session,
  'POST',
  `${workspace}/invitations/bulk`,
  { invitations: people.map(({ email, role }) => ({ email, role, inboxIds: [support.inboxId] })) },
  200,
);
const invited = results.filter(({ status }) => status === 201).map(({ index }) => people[index]);
const refused = results.filter(({ status }) => status !== 201);
console.log(`invited       ${invited.length} of ${people.length} rows of company.csv`);
for (const { index, code, detail } of refused) console.log(`              row ${index + 2}: ${code} (${detail})`);

const invitations = await tokens('invitation', invited);
const accepting = invited.slice(0, -9);
await inParallel('accepting    ', accepting, async ({ email, name, title }) => {
  const session = anonymous();
  await call(session, 'POST', '/v1/invitations/acceptance', { token: invitations.get(email), name, password: PASSWORD }, 200);
  await call(session, 'PATCH', '/v1/me/profile', { jobTitle: title }, 200);
});
await inParallel('promoting    ', joined.slice(0, 6), ({ memberId }) =>
  call(ann.session, 'PUT', `${workspace}/members/${memberId}/role`, { role: 'admin' }, 200),
);
await inParallel('demoting     ', joined.slice(0, 2), ({ memberId }) =>
  call(ann.session, 'PUT', `${workspace}/members/${memberId}/role`, { role: 'user' }, 200),
);
await inParallel('signing in   ', [...joined, ...accepting].slice(0, 100), ({ email }) =>
  call(anonymous(), 'POST', '/v1/sessions', { email, password: PASSWORD }, 200),
);

const manager = joined[2];
const successor = joined[3];
const agents = joined.slice(2, 22);
const conversations = Array.from({ length: CONVERSATIONS }, (_, index) => ({
  conversationId: randomUUID(),
  status: ['active', 'pending', 'closed'][index % 3],
  agent: agents[index % agents.length],
}));
await inParallel('conversations', conversations, async ({ conversationId, status, agent }) => {
  const conversation = `${workspace}/conversations/${conversationId}`;
  const subject = `Question ${conversationId.slice(0, 8)}`;
  const opened = { inboxId: support.inboxId, subject, assigneeId: agent.memberId };
  await call(ann.session, 'PUT', conversation, opened, 201);
  await call(ann.session, 'POST', `${conversation}/replies`, { replyId: randomUUID(), authorId: agent.memberId, kind: 'reply' }, 201);
  if (status !== 'active') await call(ann.session, 'PUT', `${conversation}/status`, { status }, 200);
});
await inParallel('customers    ', Array.from({ length: CUSTOMERS }, () => randomUUID()), (customerId) =>
  call(ann.session, 'PUT', `${workspace}/customers/${customerId}/csm`, { memberId: manager.memberId }, 200),
);
await inParallel('workflows    ', ['Greet', 'Escalate', 'Follow up'].map((name) => ({ name, workflowId: randomUUID() })), ({ name, workflowId }) =>
  call(ann.session, 'PUT', `${workspace}/workflows/${workflowId}`, { name, createdBy: manager.memberId }, 201),
);

const removal = `${workspace}/members/${manager.memberId}`;
const preview = await call(ann.session, 'GET', `${removal}/removal-preview`, undefined, 200);
const receipt = await call(ann.session, 'POST', `${removal}/removal`, { transferTo: successor.memberId }, 200);
const { byStatus } = preview.conversations;
console.log(`\n${manager.email} leaves. What would move: ${preview.conversations.total} conversations (${Object.entries(byStatus).map(([status, count]) => `${count} ${status}`).join(', ')}), ${preview.replies} replies, ${preview.customers} customers.`);
console.log(`Moved to ${successor.email}: ${Object.entries(receipt.transferred).map(([what, count]) => `${count} ${what}`).join(', ')}.`);

const leaving = joined.at(-1);
const going = anonymous();
await call(going, 'POST', '/v1/sessions', { email: leaving.email, password: PASSWORD }, 200);
const plan = await call(going, 'GET', '/v1/me/deletion-preview', undefined, 200);
await call(going, 'POST', '/v1/me/deletion', { password: PASSWORD }, 202);
console.log(`${leaving.email} deletes their account: ${plan.workspacesLeft.length} workspace left to ${plan.workspacesLeft[0].successor.name}, ${plan.workspacesRemoved.length} removed.`);

const summary = await summaryAfter(leaving);
const table = await call(ann.session, 'GET', `${workspace}/members?limit=12&sort=name`, undefined, 200);
console.log(`\n${summary.name}: ${summary.counts.members} members, ${summary.counts.joined} joined, ${summary.counts.invited} invited, ${summary.counts.admins} admins`);
console.log(`Activity: ${Object.entries(summary.counts.byActivity).map(([name, count]) => `${count} ${name}`).join(', ')}\n`);
printTable(table.items);
console.log(`… and ${summary.counts.members - table.items.length} more. In ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
console.log(`Look at it:  ${address}/workspaces/${ann.workspaceId}`);
console.log(`Sign in as:  ann@${domain} with ${PASSWORD}`);
console.log(`Mailbox:     ${address}/dev/mailbox`);
console.log(`API:         ${address}/docs`);

/** The workspace at a glance, once somebody who deletes their account has left it. */
async function summaryAfter({ memberId }) {
  for (;;) {
    const { state } = await call(ann.session, 'GET', `${workspace}/members/${memberId}`, undefined, 200);
    if (state === 'removed') return call(ann.session, 'GET', workspace, undefined, 200);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function signUp(email, name, workspaceName) {
  const session = anonymous();
  await call(session, 'POST', '/v1/sign-ups', { email, password: PASSWORD, name, workspaceName }, 202);
  const token = (await tokens('verify', [{ email }])).get(email);
  return { session, ...(await call(session, 'POST', '/v1/sign-ups/verification', { token }, 200)) };
}

function anonymous() {
  return { cookie: undefined };
}

async function call(session, method, path, body, expected) {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: {
      origin: address,
      ...(session.cookie ? { cookie: session.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  for (const line of answer.headers.getSetCookie()) session.cookie = line.split(';')[0];
  const text = await answer.text();
  if (answer.status !== expected) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** The links that the mailbox holds for people, once all are there. */
async function tokens(page, recipients) {
  const wanted = new Set(recipients.map(({ email }) => email));
  const end = Date.now() + 60_000;
  for (;;) {
    const { items } = await (await fetch(`${address}/dev/mailbox?format=json&limit=10000`)).json();
    const found = new Map();
    for (const { to, text } of items) {
      const token = new RegExp(`/${page}#token=(\\S+)`).exec(text)?.[1];
      if (token && wanted.has(to) && !found.has(to)) found.set(to, token);
    }
    if (found.size === wanted.size) return found;
    if (Date.now() > end) throw new Error(`Only ${found.size} of ${wanted.size} emails came.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function inParallel(what, items, work) {
  const bar = new progress.SingleBar({ format: `${what} {bar} {value}/{total}`, noTTYOutput: false, hideCursor: true }, progress.Presets.shades_grey);
  if (process.stdout.isTTY) bar.start(items.length, 0);
  const results = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) {
      results[index] = await work(item);
      if (process.stdout.isTTY) bar.increment();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (process.stdout.isTTY) bar.stop();
  else console.log(`${what} ${items.length}/${items.length}`);
  return results;
}

async function reachable() {
  const answer = await fetch(`${address}/dev/mailbox?format=json`).catch(() => undefined);
  if (answer?.ok) return;
  console.error(
    answer
      ? `The service at ${address} shows no mailbox: start it without SMTP_URL, on loopback.`
      : `No service answers at ${address}. Start one with "npm start", or set ROSTER_URL.`,
  );
  process.exit(1);
}

function readCsv(file) {
  const [header, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index], value])));
}

function printTable(items) {
  const rows = items.map(({ name, email, role, owner, state, activity, joinedAt, lastActiveAt }) => [
    name ?? '',
    email,
    owner ? `${role} (owner)` : role,
    state,
    joinedAt?.slice(0, 10) ?? '',
    lastActiveAt?.slice(0, 16).replace('T', ' ') ?? '',
    activity,
  ]);
  const header = ['Name', 'Email', 'Role', 'State', 'Joined', 'Last active', 'Activity'];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  for (const row of [header, ...rows]) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}
