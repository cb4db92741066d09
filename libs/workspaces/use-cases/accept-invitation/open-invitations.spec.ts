import { beforeEach, describe, expect, it } from '@jest/globals';
import { type CommandRunner } from '#libs/event-sourcing';
import { scope, server, SetClock } from '../../../../test/support/counter.js';
import { founded, hoursAfter, invited, revoked, WORKSPACE } from '../../../../test/support/workspace-history.js';
import { type WorkspaceEvent } from '../../domain/events.js';
import { workspaceDecider } from '../../domain/workspace.js';
import { InvitedAddresses } from '../../invited-addresses.js';
import { Workspaces } from '../../workspaces.js';
import { OpenInvitations } from './open-invitations.js';

/** The address is forgotten, and before that this happens. */
class Forgetful extends InvitedAddresses {
  meanwhile: readonly WorkspaceEvent[] = [];

  constructor() {
    super(undefined as never, undefined as never);
  }

  override async of(): Promise<string | null> {
    if (this.meanwhile.length > 0) await happened(...this.meanwhile);
    return null;
  }
}

let runner: CommandRunner;
let addresses: Forgetful;
let open: () => Promise<unknown>;

const happened = (...events: readonly WorkspaceEvent[]) => runner.run(workspaceDecider, WORKSPACE, scope(), () => events);

beforeEach(async () => {
  runner = server();
  addresses = new Forgetful();
  const clock = new SetClock();
  await happened(...founded(invited('bo')));
  const invitations = new OpenInvitations(new Workspaces(runner), addresses, clock);
  const link = { workspaceId: WORKSPACE, memberId: 'bo', linkNo: 1, expiresAt: hoursAfter(clock.now(), 72) };
  open = () => invitations.behind(link);
});

describe('an invitation that goes while somebody opens its link', () => {
  it('[I-5] [I-7] is told as what became of it', async () => {
    addresses.meanwhile = [revoked('bo')];
    await expect(open()).rejects.toMatchObject({ code: 'invitation_revoked' });
  });

  it('[I-7] is not there where nobody knows its address any more', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'not_found' });
  });
});
