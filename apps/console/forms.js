import { asProblem } from './api.js';
import { el, freshId, problemBox, whileOff } from './dom.js';
import { ROLE_NAMES } from './role-guide.js';

/** An input with its label, and room for what is wrong with it. */
export function field({ name, label, hint, control = 'input', options = [], ...attributes }) {
  const id = freshId(name);
  const described = [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' ');
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    hint && el('p', { class: 'hint', id: `${id}-hint` }, hint),
    el('p', { class: 'error', id: `${id}-error` }),
    el(control, { id, name, 'aria-describedby': described, ...attributes }, options),
  );
}

/** Not `type=email`: browsers rewrite what is typed there, and refuse addresses that are good. */
export function emailField({ name = 'email', label = 'Email address', ...attributes } = {}) {
  const typing = { inputmode: 'email', autocapitalize: 'off', spellcheck: 'false', autocomplete: 'email' };
  return field({ name, label, required: true, ...typing, ...attributes });
}

export function newPasswordField({ name = 'password', label = 'Password' } = {}) {
  const hint = 'At least 12 characters. A few words that nobody would guess do well.';
  return field({ name, label, hint, type: 'password', required: true, autocomplete: 'new-password' });
}

export function passwordField({ name = 'password', label = 'Password' } = {}) {
  return field({ name, label, type: 'password', required: true, autocomplete: 'current-password' });
}

/** A select of the two roles. */
export function roleField({ value = 'user', ...attributes } = {}) {
  return field({ control: 'select', options: roleOptions(value), name: 'role', label: 'Role', ...attributes });
}

export function roleOptions(chosen) {
  const roles = Object.entries(ROLE_NAMES);
  return roles.map(([role, text]) => el('option', { value: role, selected: role === chosen }, text));
}

/**
 * A form whose button sends one command. The service alone judges the fields; what it refuses is shown beside them.
 * @param send gets the values by name, and the form; a `Problem` that it throws is shown
 * @param onProblem may add to the problem what helps, as a node
 */
export function commandForm({ fields = [], action, send, onProblem = () => undefined, ...attributes }) {
  const button = el('button', { type: 'submit' }, action);
  const form = el('form', { novalidate: true, ...attributes }, fields, el('div', { class: 'actions' }, button));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    const refused = (error) => showProblem(form, asProblem(error), onProblem);
    void whileOff(button, () => (clearProblem(form), send(values, form)), refused);
  });
  return form;
}

/** A button that does one thing. A refusal is shown after it. */
export function actionButton(text, act, attributes = {}) {
  let box;
  const once = () => (box?.remove(), act());
  const refused = (error) => {
    button.after((box = problemBox(asProblem(error))));
    box.focus();
  };
  const click = () => void whileOff(button, once, refused);
  const button = el('button', { type: 'button', click, ...attributes }, text);
  return button;
}

function showProblem(form, problem, onProblem) {
  const elsewhere = problem.errors.filter(({ path, message }) => !markField(form.elements.namedItem(path), message));
  const box = problemBox(problem, elsewhere);
  if (elsewhere.length < problem.errors.length) box.append(el('p', {}, 'Look at the marked fields.'));
  const more = onProblem(problem);
  if (more) box.append(more);
  form.prepend(box);
  box.focus();
}

function markField(input, message) {
  const error = input instanceof Element && document.getElementById(`${input.id}-error`);
  if (!error) return false;
  input.setAttribute('aria-invalid', 'true');
  error.textContent = message;
  return true;
}

function clearProblem(form) {
  for (const box of form.querySelectorAll('.problem')) box.remove();
  for (const error of form.querySelectorAll('.error')) error.textContent = '';
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
}
