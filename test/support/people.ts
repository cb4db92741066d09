import { type Client } from './client.js';
import { type ServiceProcess } from './service-process.js';
import { until } from './until.js';

/** People of the acceptance tests, and the ways they come in. */

export const PASSWORD = 'plum-otter-lantern-42';

export interface Person {
  readonly client: Client;
  readonly email: string;
  readonly name: string;
  readonly accountId: string;
  readonly workspaceId: string;
  readonly memberId: string;
}

let made = 0;

/** A company's domain that no other test uses. */
export function newDomain(): string {
  made += 1;
  return `company-${made}-${process.pid}.test`;
}

/** Signs up and uses the link in the mailbox. */
export async function signUp(
  service: ServiceProcess,
  email: string,
  { name = nameOf(email), password = PASSWORD, workspaceName }: { name?: string; password?: string; workspaceName?: string } = {},
): Promise<Person & { readonly outcome: string; readonly advice?: string }> {
  const client = service.client();
  // Of somebody who had this address before: its mail is there at once, the new one a moment later.
  const earlier = new Set((await service.mailbox.to(email)).map(({ name: file }) => file));
  const asked = await client.post('/v1/sign-ups', { email, password, name, ...(workspaceName ? { workspaceName } : {}) });
  if (asked.status !== 202) throw new Error(`Sign-up answered ${asked.status}: ${asked.text}`);
  const token = await until(`a link to verify ${email}`, async () => {
    const mails = (await service.mailbox.to(email)).filter(({ name: file }) => !earlier.has(file));
    return mails.map(({ text }) => /\/verify#token=([A-Za-z0-9._-]+)/.exec(text)?.[1]).find((found) => found !== undefined);
  });
  const verified = await client.post('/v1/sign-ups/verification', { token });
  if (verified.status !== 200) throw new Error(`Verification answered ${verified.status}: ${verified.text}`);
  return { client, email, name, ...verified.body };
}

/** An admin and owner with a workspace of a domain of its own. */
export async function found(service: ServiceProcess, domain = newDomain()): Promise<Person & { readonly domain: string }> {
  return { ...(await signUp(service, `ann@${domain}`)), domain };
}

/** Somebody who joins by the domain. */
export function join(service: ServiceProcess, domain: string, local: string): Promise<Person> {
  return signUp(service, `${local}@${domain}`);
}

/** Invites, takes the link from the mailbox and accepts with a new account. */
export async function inviteAndAccept(
  service: ServiceProcess,
  admin: Person,
  email: string,
  role: 'admin' | 'user' = 'user',
): Promise<Person> {
  const invited = await admin.client.post(`/v1/workspaces/${admin.workspaceId}/invitations`, { email, role });
  if (invited.status !== 201) throw new Error(`Invitation answered ${invited.status}: ${invited.text}`);
  const token = await service.mailbox.token(email, 'invitation');
  const client = service.client();
  const name = nameOf(email);
  const accepted = await client.post('/v1/invitations/acceptance', { token, name, password: PASSWORD });
  if (accepted.status !== 200) throw new Error(`Acceptance answered ${accepted.status}: ${accepted.text}`);
  return { client, email, name, ...accepted.body };
}

export async function promote(admin: Person, memberId: string): Promise<void> {
  const answer = await admin.client.put(`/v1/workspaces/${admin.workspaceId}/members/${memberId}/role`, { role: 'admin' });
  if (answer.status !== 200) throw new Error(`Promotion answered ${answer.status}: ${answer.text}`);
}

export function nameOf(email: string): string {
  const [local = ''] = email.split('@');
  return local.charAt(0).toUpperCase() + local.slice(1);
}
