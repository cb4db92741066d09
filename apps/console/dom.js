/**
 * An element. A function among the attributes listens to the event of that name; true is an attribute without a value;
 * false, null and undefined are left out. Children are nodes or text: never markup.
 */
export function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (isThere(value)) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(isThere));
  return element;
}

function isThere(value) {
  return value !== undefined && value !== null && value !== false;
}

let lastId = 0;

/** An id that no other element of this page has. */
export function freshId(prefix) {
  return `${prefix}-${++lastId}`;
}

/** Tells what has happened, on the page and to screen readers. */
export function announce(text) {
  document.getElementById('status').textContent = text;
}

export function link(href, text) {
  return el('a', { href }, text);
}

/** What was refused, why, and what to do about it. The focus is to go there. */
export function problemBox(problem, errors = problem.errors) {
  const texts = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return el(
    'div',
    { class: 'problem', role: 'alert', tabindex: '-1' },
    el('p', {}, el('strong', {}, problem.detail)),
    problem.remedy && el('p', {}, problem.remedy),
    texts.length > 0 && el('ul', {}, texts.map((text) => el('li', {}, text))),
    problem.retryAfter && el('p', {}, `Try again in ${inWords(problem.retryAfter)}.`),
    problem.id && el('p', {}, `Tell whoever runs the service this number: ${problem.id}`),
  );
}

function inWords(seconds) {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`;
}

/** Does one thing at a time for a button: it is off meanwhile. A refusal is handed on to be shown. */
export async function whileOff(button, action, onProblem) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  // Not `disabled`, which would throw away the focus.
  button.setAttribute('aria-disabled', 'true');
  try {
    await action();
  } catch (problem) {
    onProblem(problem);
  } finally {
    button.removeAttribute('aria-disabled');
  }
}
