import { command, read } from './api.js';
import { announce, el } from './dom.js';
import { actionButton, commandForm, emailField, field, newPasswordField, passwordField } from './forms.js';
import { momentOf } from './moments.js';
import { me } from './session.js';

export async function settingsPage() {
  const { profile } = await me();
  const sessions = await read('/v1/sessions?limit=200');
  return {
    title: 'Settings',
    content: [
      section('Profile', profileForm(profile)),
      section('Email address', el('p', {}, `You sign in with ${profile.email}.`), emailForm()),
      section('Password', el('p', {}, 'A change ends your other sessions.'), passwordForm()),
      section('Sessions', el('ul', { class: 'cards' }, sessions.items.map(sessionCard))),
    ],
  };
}

function section(title, ...content) {
  return el('section', {}, el('h2', { tabindex: '-1' }, title), ...content);
}

function profileForm({ name, jobTitle, phone }) {
  const hint = 'As +4930123456';
  return commandForm({
    fields: [
      field({ name: 'name', label: 'Name', value: name, autocomplete: 'name', required: true }),
      field({ name: 'jobTitle', label: 'Job title', value: jobTitle, autocomplete: 'organization-title' }),
      field({ name: 'phone', label: 'Phone (optional)', hint, type: 'tel', value: phone, autocomplete: 'tel' }),
    ],
    action: 'Save profile',
    send: async (values) => {
      const number = values.phone.replace(/[\s()-]/g, '');
      await command('PATCH', '/v1/me/profile', { ...values, phone: number === '' ? null : number });
      announce('Your profile is saved.');
    },
  });
}

function emailForm() {
  return commandForm({
    fields: [emailField({ label: 'New email address' }), passwordField()],
    action: 'Change address',
    send: async (values, form) => {
      const { message } = await command('POST', '/v1/me/email', values);
      form.reset();
      announce(message);
    },
  });
}

function passwordForm() {
  return commandForm({
    fields: [
      passwordField({ name: 'currentPassword', label: 'Current password' }),
      newPasswordField({ name: 'newPassword', label: 'New password' }),
    ],
    action: 'Change password',
    send: async (values, form) => {
      await command('PUT', '/v1/me/password', values);
      form.reset();
      announce('Your password is changed, and your other sessions have ended.');
    },
  });
}

function sessionCard({ id, createdAt, expiresAt, current, userAgent }) {
  const browser = userAgent ?? 'an unknown browser';
  const named = { class: 'plain', 'aria-label': `End session of ${browser}` };
  const end = async () => {
    await command('DELETE', `/v1/sessions/${id}`);
    card.closest('section').querySelector('h2').focus();
    card.remove();
    announce('The session has ended.');
  };
  const card = el(
    'li',
    {},
    el('span', { class: 'agent' }, browser),
    el('span', { class: 'hint' }, 'Since ', momentOf(createdAt), ', until ', momentOf(expiresAt)),
    current ? el('strong', {}, 'This session') : actionButton('End session', end, named),
  );
  return card;
}
