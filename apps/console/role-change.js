import { command, read } from './api.js';
import { el, freshId } from './dom.js';
import { actionButton, commandForm, field } from './forms.js';

/**
 * Asks whether something is to be done, and does it: the dialog stays while it is refused.
 * @returns what `act` returned; undefined where the person thought better of it
 */
export function confirmed({ title, text, action, content = [] }, act, onProblem) {
  const id = freshId('question');
  return new Promise((resolve) => {
    let outcome;
    const send = async (values) => {
      await (outcome = act(values));
      dialog.close();
    };
    const form = commandForm({ fields: content, action, send, onProblem });
    form.querySelector('.actions').append(actionButton('Cancel', () => dialog.close(), { class: 'plain' }));
    const heading = el('h2', { id, tabindex: '-1', autofocus: true }, title);
    const dialog = el('dialog', { 'aria-labelledby': id }, heading, el('p', {}, text), form);
    dialog.addEventListener('close', () => {
      dialog.remove();
      // Closed while the answer was on its way, it still counts.
      resolve(Promise.resolve(outcome).catch(() => undefined));
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Changes a role once it is confirmed. @returns the member as it is then; undefined where nothing was changed */
export function askRole(member, name, role, { base, guide }) {
  const work = 'manage members, templates, workflows and settings';
  const question =
    role === 'admin'
      ? { title: `Make ${name} an admin?`, text: `They can then ${work}, at once.` }
      : { title: `Make ${name} a user?`, text: `They can no longer ${work}, at once.` };
  const owners = el('div', {});
  const path = `${base}/members/${member.memberId}/role`;
  const act = (values) => command('PUT', path, { role, ...values }, { 'if-match': `"${member.revision}"` });
  const onProblem = ({ code, candidates }) => {
    if (code === 'choose_new_owner') void offerOwners(owners, base, candidates);
  };
  return confirmed({ ...question, action: 'Change role', content: [guide(), owners] }, act, onProblem);
}

/** an owner who steps down says who comes after. */
async function offerOwners(place, base, candidates) {
  const { items } = await read(`${base}/members?role=admin&state=joined&limit=200`);
  const possible = items.filter(({ memberId }) => candidates.some((candidate) => candidate.memberId === memberId));
  const options = possible.map(({ memberId, name, email }) => el('option', { value: memberId }, name ?? email));
  place.replaceChildren(field({ control: 'select', options, name: 'newOwnerId', label: 'New owner' }));
}
