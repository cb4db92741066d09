import { v7 as uuidv7 } from 'uuid';
import { type Actor, CommandScope } from '#libs/event-sourcing';
import { InviteUserCommand, type Workspaces, type WorkspaceEvent } from '#libs/workspaces';

/** A workspace that a benchmark works in. */
export interface Acme {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly accountId: string;
}

export function newAcme(): Acme {
  return { workspaceId: uuidv7(), memberId: uuidv7(), accountId: uuidv7() };
}

export function foundingOf({ workspaceId, memberId, accountId }: Acme): readonly WorkspaceEvent[] {
  return [
    { type: 'WorkspaceFounded', data: { workspaceId, name: 'Acme', founderId: memberId } },
    { type: 'UserJoined', data: { memberId, accountId, emailKey: `key-${memberId}`, role: 'admin', by: 'founding' } },
  ];
}

export async function found(workspaces: Workspaces, acme: Acme): Promise<void> {
  const scope = scopeOf({ kind: 'system', id: 'bench' });
  await workspaces.carryOut({ ...acme, scope, wanted: undefined } as never, () => foundingOf(acme));
}

export function scopeOf(actor: Actor, key?: string): CommandScope {
  return new CommandScope({ actor, ...(key === undefined ? {} : { key: { commandId: key, fingerprint: 'bench' } }) });
}

export function adminOf({ memberId, accountId }: Acme): Actor {
  return { kind: 'member', id: memberId, accountId };
}

/** An invitation of somebody new, with a key as services send it. */
export function invitationTo(acme: Acme): InviteUserCommand {
  const memberId = uuidv7();
  return new InviteUserCommand(acme.workspaceId, scopeOf(adminOf(acme), uuidv7()), {
    memberId,
    emailKey: `key-${memberId}`.padEnd(36),
    email: `${memberId}@elsewhere.example`,
    role: 'user',
    inboxIds: [],
    hours: 72,
  });
}
