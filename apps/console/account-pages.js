import { command } from './api.js';
import { el, link } from './dom.js';
import { commandForm, emailField, field, newPasswordField, passwordField } from './forms.js';
import { momentOf } from './moments.js';
import { ROLE_NAMES } from './role-guide.js';
import { begin, me } from './session.js';

export async function homePage() {
  const { memberships, pendingInvitations } = await me();
  const none = el('p', {}, 'You belong to no workspace yet. Ask an admin of your team for an invitation.');
  return {
    title: 'Your workspaces',
    content: [
      memberships.length === 0 ? none : el('ul', { class: 'cards' }, memberships.map(membershipCard)),
      pendingInvitations.length > 0 && [
        el('h2', {}, 'Invitations'),
        el('ul', { class: 'cards' }, pendingInvitations.map(invitationCard)),
      ],
    ],
  };
}

function membershipCard({ workspaceId, workspaceName, role, owner }) {
  const place = owner ? `${ROLE_NAMES[role]}, owner` : ROLE_NAMES[role];
  return el('li', {}, link(`/workspaces/${workspaceId}`, workspaceName), ` ${place}`);
}

function invitationCard({ workspaceName, role, expiresAt }) {
  const how = Date.parse(expiresAt) > Date.now()
    ? ['Accept it by the link in the invitation email, which works until ', momentOf(expiresAt), '.']
    : ['Its link has expired. Ask an admin of the workspace to resend the invitation.'];
  return el('li', {}, el('strong', {}, workspaceName), ` as ${ROLE_NAMES[role]}. `, how);
}

/** @param visit `signedIn` is called once the session has begun */
export function signInPage({ signedIn }) {
  return {
    title: 'Sign in',
    content: [
      commandForm({
        fields: [emailField({ autocomplete: 'username' }), passwordField()],
        action: 'Sign in',
        send: async (credentials) => {
          await begin('/v1/sessions', credentials);
          signedIn();
        },
      }),
      el('p', {}, link('/reset', 'I have lost my password')),
      el('p', {}, 'New here? ', link('/sign-up', 'Sign up')),
    ],
  };
}

export function signUpPage({ show }) {
  return {
    title: 'Sign up',
    content: [
      el('p', {}, 'Use your work address: it brings you together with the colleagues of your company.'),
      commandForm({
        fields: [
          field({ name: 'name', label: 'Your name', autocomplete: 'name', required: true }),
          emailField(),
          newPasswordField(),
          field({
            name: 'workspaceName',
            label: 'Name of your workspace (optional)',
            hint: 'Counts only where you are the first of your company.',
            autocomplete: 'organization',
          }),
        ],
        action: 'Sign up',
        send: async ({ workspaceName, ...person }) => {
          const named = workspaceName.trim() === '' ? {} : { workspaceName };
          const { message } = await command('POST', '/v1/sign-ups', { ...person, ...named });
          show({ title: 'Look into your mailbox', content: [el('p', {}, message)] });
        },
      }),
      el('p', {}, 'You have an account? ', link('/sign-in', 'Sign in')),
    ],
  };
}
