import { command } from './api.js';
import { el } from './dom.js';
import { actionButton, commandForm, field, newPasswordField, passwordField } from './forms.js';
import { withoutToken } from './link-pages.js';
import { momentOf } from './moments.js';
import { ROLE_NAMES } from './role-guide.js';
import { begin, meIfSignedIn, signOut } from './session.js';

/** First shows what the invitation is for, then takes what accepting it needs (I-5). Each is a press of a button. */
export function invitationPage({ token, show, go }) {
  if (!token) return withoutToken('Your invitation');
  const send = async () => {
    const invitation = await command('POST', '/v1/invitations/preview', { token });
    const person = invitation.needsAccount ? null : await meIfSignedIn();
    show(acceptPage({ token, invitation, person, show, go }));
  };
  return {
    title: 'Your invitation',
    content: [
      el('p', {}, 'You have been invited to join a workspace. Nothing changes before you accept.'),
      commandForm({ action: 'Show the invitation', send }),
    ],
  };
}

function acceptPage(step) {
  const { token, invitation, person, go } = step;
  const { workspaceName, invitedBy, email, role, expiresAt, needsAccount } = invitation;
  const who = invitedBy ? `${invitedBy} invites you, ${email}, to join as ` : `You, ${email}, are invited to join as `;
  const send = async (details) => {
    const { workspaceId } = await begin('/v1/invitations/acceptance', { token, ...details });
    go(`/workspaces/${workspaceId}`);
  };
  return {
    title: `Join ${workspaceName}`,
    content: [
      el('p', {}, who, el('strong', {}, ROLE_NAMES[role]), '. The invitation holds until ', momentOf(expiresAt), '.'),
      needsAccount && el('p', {}, 'Your account is made in the same step.'),
      person && el('p', {}, `You are signed in as ${person.email}.`),
      commandForm({
        fields: fieldsFor(step),
        action: 'Accept the invitation',
        send,
        onProblem: ({ code }) => (code === 'other_address' ? signOutButton(step) : undefined),
      }),
    ],
  };
}

function fieldsFor({ invitation: { needsAccount }, person }) {
  if (needsAccount) {
    return [field({ name: 'name', label: 'Your name', autocomplete: 'name', required: true }), newPasswordField()];
  }
  return person ? [] : [passwordField({ label: 'Password of your account' })];
}

/** For who is signed in as somebody else: the link need not be opened again. */
function signOutButton(step) {
  return actionButton('Sign out and go on', async () => {
    await signOut();
    step.show(acceptPage({ ...step, person: null }));
  });
}
