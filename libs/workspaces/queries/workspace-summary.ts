import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK } from '#libs/event-sourcing';
import { encodePosition } from '#libs/http';
import { type Workspace } from '../domain/workspace.js';
import { type Inside } from '../gate.js';
import { counts } from '../schemas.js';
import { UserTable } from './user-table.js';

const warning = z.object({ code: z.string(), detail: z.string(), remedy: z.string() });
type Warning = z.infer<typeof warning>;

export const workspaceSummary = z.object({
  workspaceId: z.string(),
  name: z.string(),
  ownerId: z.string(),
  domains: z.array(z.object({ domain: z.string(), autoJoin: z.boolean() })),
  counts,
  warnings: z.array(warning),
  position: z.string(),
});
export type WorkspaceSummary = z.infer<typeof workspaceSummary>;

/** A workspace at a glance. */
@Injectable()
export class WorkspaceSummaries {
  constructor(
    private readonly table: UserTable,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of({ state, position }: Inside): Promise<WorkspaceSummary> {
    const { byActivity } = await this.table.counts(state.workspaceId, []);
    return {
      workspaceId: state.workspaceId,
      name: state.name,
      ownerId: state.ownerId,
      domains: [...state.domains].map(([domain, autoJoin]) => ({ domain, autoJoin })),
      counts: {
        members: state.members.size,
        invited: state.invited,
        joined: state.joined,
        admins: state.admins.size,
        byActivity,
      },
      warnings: warningsOf(state, this.clock.now()),
      position: encodePosition(position),
    };
  }
}

/** What an admin should know and mend: a single admin, and seats of invitations that have run out (B-1). */
export function warningsOf(workspace: Workspace, now: string): Warning[] {
  const expired = workspace.members.count(
    (member) => member.state === 'invited' && member.invitation.expiresAt <= now,
  );
  return [
    ...(workspace.admins.size < 2 ? [SINGLE_ADMIN] : []),
    ...(expired > 0 ? [expiredInvitations(expired)] : []),
  ];
}

const SINGLE_ADMIN: Warning = {
  code: 'single_admin',
  detail: 'Only one admin has joined. If they leave or lose access, nobody can manage this workspace.',
  remedy: 'Promote another member to admin, so that there are always at least two.',
};

function expiredInvitations(count: number): Warning {
  return {
    code: 'expired_invitations',
    detail: `${count} invited ${count === 1 ? 'member has' : 'members have'} a link that ran out, and still cost a seat.`,
    remedy: 'Resend the invitation, or revoke it to end the seat.',
  };
}
