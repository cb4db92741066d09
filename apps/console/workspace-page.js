import { command, read } from './api.js';
import { announce, el } from './dom.js';
import { commandForm, emailField, roleField } from './forms.js';
import { memberFacts } from './member-row.js';
import { memberTable } from './member-table.js';
import { momentOf } from './moments.js';
import { readRoleGuide } from './role-guide.js';
import { me } from './session.js';

/** The user table for admins (T-1); for everybody else their own entry (T-4). */
export async function workspacePage(visit) {
  const base = `/v1/workspaces/${visit.workspaceId}`;
  const person = await me();
  const summary = await read(base);
  const own = person.memberships.find(({ workspaceId }) => workspaceId === visit.workspaceId.toLowerCase());
  const manages = own?.capabilities.includes('users.manage');
  return { title: summary.name, content: await (manages ? adminView(visit, base, summary, own) : ownView(base, own)) };
}

async function ownView(base, own) {
  if (!own) return [el('p', {}, 'You are not a member of this workspace.')];
  const entry = await read(`${base}/members/${own.memberId}`);
  return [el('p', {}, 'Only admins see everybody. This is your own entry.'), memberFacts(entry)];
}

async function adminView({ workspaceId, signedIn }, base, summary, own) {
  const [guide, inboxes] = await Promise.all([readRoleGuide(workspaceId), read(`${base}/inboxes`)]);
  const notes = el('div', {}, glance(summary));
  /** After a change: what the workspace says of itself, anew. */
  const refresh = async () => notes.replaceChildren(...glance(await read(base)));
  const table = await memberTable({ base, own, guide, refresh, reload: signedIn });
  const invited = async (email, expiresAt) => {
    await Promise.all([refresh(), table.load()]);
    announce(`${email} is invited. The link works until ${momentOf(expiresAt).textContent}.`);
  };
  return [notes, table.element, inviteSection({ base, guide, inboxes: inboxes.items, invited })];
}

/** Figures, and what an admin should know and mend. */
function glance({ counts, warnings }) {
  const { joined, invited, admins } = counts;
  const figures = `${joined} joined, ${invited} invited, ${admins} ${admins === 1 ? 'admin' : 'admins'}`;
  const boxes = warnings.map(({ detail, remedy }) =>
    el('div', { class: 'note' }, el('p', {}, el('strong', {}, detail)), el('p', {}, remedy)),
  );
  return [...boxes, el('p', {}, figures)];
}

function inviteSection({ base, guide, inboxes, invited }) {
  const boxes = inboxes.map(({ inboxId, name }) => {
    const box = el('input', { type: 'checkbox', name: 'inbox', value: inboxId });
    return el('label', { class: 'choice' }, box, name);
  });
  const send = async ({ email, role }, form) => {
    const inboxIds = [...form.querySelectorAll('[name=inbox]:checked')].map(({ value }) => value);
    const { invitation } = await command('POST', `${base}/invitations`, { email, role, inboxIds });
    form.reset();
    await invited(email, invitation.expiresAt);
  };
  const fields = [
    emailField(),
    roleField(),
    guide(),
    boxes.length > 0 && el('fieldset', {}, el('legend', {}, 'Inboxes'), boxes),
  ];
  return el('section', {}, el('h2', {}, 'Invite somebody'), commandForm({ fields, action: 'Send invitation', send }));
}
