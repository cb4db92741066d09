import { command } from './api.js';
import { announce, el } from './dom.js';
import { actionButton, roleOptions } from './forms.js';
import { dayOf, momentOf } from './moments.js';
import { askRole, confirmed } from './role-change.js';
import { ROLE_NAMES } from './role-guide.js';

const ACTIVITIES = { active: 'Active', inactive: 'Inactive', never: 'Never signed in' };

/** One member in the user table (T-1). After a change the row is made anew from the answer. */
export function memberRow(member, place) {
  const cell = (label, ...content) => el('td', { role: 'cell', 'data-label': label }, el('div', {}, ...content));
  const row = el(
    'tr',
    { role: 'row', tabindex: '-1' },
    el('th', { role: 'rowheader', scope: 'row' }, identity(member, place.own)),
    cell('Role', roleSelect(member, place, () => row)),
    cell('Joined', dayOf(member.joinedAt)),
    cell('Last active', dayOf(member.lastActiveAt)),
    cell('Status', status(member)),
    cell('Invitation', member.state === 'invited' ? invitationActions(member, place, () => row) : '–'),
  );
  return row;
}

/** One member as a list of facts, for who may see no table. */
export function memberFacts(member) {
  const facts = [
    ['Name', member.name ?? '–'],
    ['Email', member.email],
    ['Job title', member.jobTitle || '–'],
    ['Phone', member.phone ?? '–'],
    ['Role', ROLE_NAMES[member.role]],
    ['Joined', dayOf(member.joinedAt)],
    ['Last active', dayOf(member.lastActiveAt)],
    ['Status', status(member)],
  ];
  return el('dl', {}, facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

function nameOf({ name, email }) {
  return name ?? email ?? 'This member';
}

function identity(member, own) {
  const { avatarUrl, email, memberId, owner, state, profileComplete } = member;
  const marks = [
    memberId === own.memberId && 'You',
    owner && 'Owner',
    state === 'joined' && !profileComplete && 'Profile incomplete',
  ].filter(Boolean);
  const texts = el(
    'div',
    {},
    el('div', {}, nameOf(member), marks.map((mark) => [' ', el('span', { class: 'mark' }, mark)]).flat()),
    email && email !== nameOf(member) && el('div', { class: 'hint' }, email),
  );
  const avatar = el('img', { src: avatarUrl, alt: '', width: '32', height: '32', loading: 'lazy' });
  return el('div', { class: 'identity' }, avatar, texts);
}

function status({ state, activity, invitation }) {
  if (state === 'joined') return [ACTIVITIES[activity]];
  if (!invitation) return ['Invited'];
  return [invitation.expired ? 'Invited, link expired ' : 'Invited, until ', momentOf(invitation.expiresAt)];
}

function roleSelect(member, place, rowNow) {
  const select = el('select', { 'aria-label': `Role of ${nameOf(member)}` }, roleOptions(member.role));
  select.addEventListener('change', () => void change());
  async function change() {
    const changed = await askRole(member, nameOf(member), select.value, place);
    select.value = member.role;
    if (!changed) return;
    announce(`${nameOf(changed)} is now ${changed.role === 'admin' ? 'an admin' : 'a user'}.`);
    if (member.owner || member.memberId === place.own.memberId) return place.reload();
    renew(rowNow(), changed, place, 'select');
    await place.refresh();
  }
  return select;
}

/** I-3, I-4 */
function invitationActions(member, place, rowNow) {
  const path = `${place.base}/members/${member.memberId}/invitation`;
  const resend = async () => {
    const { expiresAt } = await command('POST', `${path}/resending`);
    announce(`The invitation was sent to ${member.email} again. Earlier links no longer work.`);
    renew(rowNow(), { ...member, invitation: { expiresAt, expired: false } }, place, 'button');
    await place.refresh();
  };
  const revoke = async () => {
    const text = 'Its link stops working and its seat ends. The address can be invited again.';
    const question = { title: `Revoke the invitation of ${nameOf(member)}?`, text, action: 'Revoke' };
    if (!(await confirmed(question, async () => ((await command('DELETE', path)), true)))) return;
    rowNow().remove();
    place.removed();
    announce(`The invitation of ${nameOf(member)} is revoked.`);
    await place.refresh();
  };
  const named = (what) => ({ class: 'plain', 'aria-label': `${what} the invitation of ${nameOf(member)}` });
  return [actionButton('Resend', resend, named('Resend')), actionButton('Revoke', revoke, named('Revoke'))];
}

function renew(row, member, place, focused) {
  const next = memberRow(member, place);
  row.replaceWith(next);
  next.querySelector(focused)?.focus();
}
