const WORDS: Readonly<Record<string, string>> = {
  'customers.view': 'See customer accounts',
  'customers.edit': 'Change customer accounts',
  'actions.execute': 'Carry out actions',
  'queue.process': 'Work through the queue',
  'templates.create': 'Create templates',
  'templates.edit': 'Change templates',
  'workflows.create': 'Create workflows',
  'workflows.edit': 'Change workflows',
  'users.manage': 'Invite, change and remove members',
  'organization.manage': 'Change the workspace, its domains and inboxes',
  'handoff.configure': 'Set up handoffs',
  'branding.manage': 'Change the branding',
  'history.read': 'Read the history',
  'billing.read': 'See seats and billing',
  'workspace.remove': 'Remove the workspace',
  'ownership.transfer': 'Pass the ownership on',
};

/** What a capability stands for; one that is newer than this page by its own name. */
export function wordsFor(capability: string): string {
  return WORDS[capability] ?? capability;
}
