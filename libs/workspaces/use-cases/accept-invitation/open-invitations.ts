import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK } from '#libs/event-sourcing';
import { NotThere } from '../../domain/errors.js';
import { type InvitedMember, type Workspace } from '../../domain/workspace.js';
import { InvitedAddresses } from '../../invited-addresses.js';
import { type InvitationLink } from '../../invitation-links.js';
import { Workspaces } from '../../workspaces.js';
import { usableInvitation } from './accept-invitation.js';

/** An invitation that can be accepted at this moment. */
export interface OpenInvitation {
  readonly link: InvitationLink;
  readonly workspace: Workspace;
  readonly member: InvitedMember;
  /** As it was written. */
  readonly email: string;
}

/** What the links of invitations open. */
@Injectable()
export class OpenInvitations {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly addresses: InvitedAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotThere, InvitationGone, NotCaughtUp */
  async behind(link: InvitationLink): Promise<OpenInvitation> {
    const { state: workspace, position } = await this.workspaces.find(link.workspaceId);
    const member = usableInvitation(workspace, link, this.clock.now());
    const email = await this.addresses.of(link.memberId, position);
    if (email !== null) return { link, workspace, member, email };
    // It went in between, and the workspace says how.
    const { state: now } = await this.workspaces.find(link.workspaceId);
    usableInvitation(now, link, this.clock.now());
    throw new NotThere('invitation');
  }
}
