import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountEvent, accountDecider, Accounts } from '#libs/accounts';
import { type CommandRunner, CommandScope } from '#libs/event-sourcing';
import { scope, server } from '../../test/support/counter.js';
import { accountOf, by, founded, joined, keyOf, ownershipTransferred } from '../../test/support/workspace-history.js';
import { type WorkspaceEvent } from './domain/events.js';
import { workspaceDecider } from './domain/workspace.js';
import { Leaving } from './leaving.js';
import { ChangeRoleCommand, ChangeRoleHandler } from './use-cases/change-role/change-role.handler.js';
import {
  TransferOwnershipCommand,
  TransferOwnershipHandler,
} from './use-cases/transfer-ownership/transfer-ownership.handler.js';
import { Workspaces } from './workspaces.js';

let runner: CommandRunner;
let transfer: (to: string) => Promise<readonly WorkspaceEvent[]>;
let stepDown: () => Promise<readonly WorkspaceEvent[]>;

beforeEach(async () => {
  runner = server();
  const workspaces = new Workspaces(runner);
  const leaving = new Leaving(new Accounts(runner));
  const changing = new ChangeRoleHandler(workspaces, leaving);
  const transferring = new TransferOwnershipHandler(workspaces, leaving);
  const ann = new CommandScope({ actor: by('ann') });
  transfer = async (memberId) => (await transferring.execute(new TransferOwnershipCommand('w', ann, { memberId }))).events;
  stepDown = async () => (await changing.execute(new ChangeRoleCommand('w', ann, { memberId: 'ann', role: 'user' }))).events;
  const people = [joined('bo', 'admin'), joined('cy', 'admin')];
  await runner.run(workspaceDecider, 'w', scope(), () => founded(...people));
  for (const name of ['ann', 'bo', 'cy']) await account(name, opened(name));
});

const opened = (name: string): AccountEvent => ({
  type: 'AccountOpened',
  data: { emailKey: keyOf(name), credentialId: 'c', via: 'sign-up' },
  personal: { of: accountOf(name), fields: { name, email: `${name}@acme.test` } },
});
const account = (name: string, event: AccountEvent) =>
  runner.run(accountDecider, accountOf(name), scope(), () => [event]);
const asksToGo = (name: string) =>
  account(name, { type: 'AccountDeletionRequested', data: { deletionId: 'd', emailKey: keyOf(name) } });

describe('an admin whose account is being deleted', () => {
  it('[A-2] [A-4] is not made owner: the workspace would go with them', async () => {
    await asksToGo('bo');
    await expect(transfer('bo')).rejects.toMatchObject({
      code: 'choose_new_owner',
      details: { extensions: { candidates: [{ memberId: 'cy' }] } },
    });
    expect(await transfer('cy')).toMatchObject([ownershipTransferred('ann', 'cy')]);
  });

  it('[R-6] does not count where the owner steps down', async () => {
    await expect(stepDown()).rejects.toMatchObject({ code: 'choose_new_owner' });
    await asksToGo('bo');
    expect(await stepDown()).toMatchObject([{ data: { from: 'ann', to: 'cy' } }, { type: 'RoleChanged' }]);
  });

  it('[R-4] leaves the owner the last admin, where there is no other', async () => {
    await asksToGo('bo');
    await asksToGo('cy');
    await expect(stepDown()).rejects.toMatchObject({ code: 'last_admin' });
  });
});
