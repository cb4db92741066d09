import { command } from './api.js';
import { el, link } from './dom.js';
import { commandForm, emailField, newPasswordField } from './forms.js';
import { begin } from './session.js';

/**
 * The pages that links in emails lead to. To open one changes nothing and sends the token nowhere: programs that look
 * into emails open links, too (I-5). Only the button does.
 */

export function verifyPage({ token, show }) {
  if (!token) return withoutToken('Confirm your address');
  return {
    title: 'Confirm your address',
    content: [
      el('p', {}, 'One step is left: confirm that this email address is yours.'),
      commandForm({
        action: 'Confirm my address',
        send: async () => show(welcome(await begin('/v1/sign-ups/verification', { token }))),
      }),
      el('p', {}, link('/sign-in', 'Sign in'), ' · ', link('/sign-up', 'Sign up again for a new link')),
    ],
  };
}

const OUTCOMES = {
  founded: 'You are the first: your workspace is ready, and you are its admin and owner.',
  joined: 'You have joined the workspace of your company.',
  accepted: 'You have joined the workspace that you were invited to.',
};

function welcome({ workspaceId, outcome, advice }) {
  return {
    title: 'Your address is confirmed',
    content: [
      el('p', {}, OUTCOMES[outcome]),
      advice && el('p', { class: 'note' }, advice),
      el('p', {}, link(`/workspaces/${workspaceId}`, 'Open the workspace')),
    ],
  };
}

export function confirmEmailPage(visit) {
  return emailChangePage(visit, {
    title: 'Confirm your new address',
    text: 'Your account is to use this email address from now on. Confirm that it is yours.',
    action: 'Confirm my new address',
    path: '/v1/email-changes/confirmation',
  });
}

export function approveEmailPage(visit) {
  return emailChangePage(visit, {
    title: 'Approve a new address',
    text:
      'An admin has asked to change the address of your account; the email says to which one. Approve it only if ' +
      'that address is yours: it will be the one that you sign in with, in every workspace.',
    action: 'Approve the new address',
    path: '/v1/email-changes/approval',
  });
}

const PROGRESS = {
  changed: 'The new address counts from now on. Sign in with it the next time.',
  waiting_for_approval: 'The present address must approve the change too: a link has been sent to it.',
  waiting_for_confirmation: 'The change counts once the link that was sent to the new address has been used.',
};

function emailChangePage({ token, show }, { title, text, action, path }) {
  if (!token) return withoutToken(title);
  const send = async () => {
    const { state } = await command('POST', path, { token });
    show({ title: 'Thank you', content: [el('p', {}, PROGRESS[state]), el('p', {}, link('/', 'Go on'))] });
  };
  return { title, content: [el('p', {}, text), commandForm({ action, send })] };
}

/** Without a token it asks for a link; with one it takes the new password. */
export function resetPage({ token, show }) {
  return token ? newPasswordPage(token, show) : askForLinkPage(show);
}

function askForLinkPage(show) {
  const send = async ({ email }) => {
    const { message } = await command('POST', '/v1/password-resets', { email });
    show({ title: 'Look into your mailbox', content: [el('p', {}, message)] });
  };
  return {
    title: 'Reset your password',
    content: [
      el('p', {}, 'We send you a link to choose a new one. It works for 30 minutes.'),
      commandForm({ fields: [emailField()], action: 'Send me a link', send }),
    ],
  };
}

function newPasswordPage(token, show) {
  const send = async ({ newPassword }) => {
    await command('POST', '/v1/password-resets/completion', { token, newPassword });
    const text = 'You have been signed out everywhere.';
    show({ title: 'Your new password counts', content: [el('p', {}, text), el('p', {}, link('/sign-in', 'Sign in'))] });
  };
  const fields = [newPasswordField({ name: 'newPassword', label: 'New password' })];
  return {
    title: 'Choose a new password',
    content: [
      commandForm({ fields, action: 'Set password', send }),
      el('p', {}, link('/reset', 'Ask for a new link')),
    ],
  };
}

/** Also after the page was loaded again: the token is not kept. */
export function withoutToken(title) {
  const text = 'This page is opened by the link in an email. Open that link again, and check that it is whole.';
  return { title, content: [el('p', {}, text), el('p', {}, link('/', 'Go to your workspaces'))] };
}
