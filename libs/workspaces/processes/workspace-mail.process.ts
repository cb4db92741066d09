import { Inject, Injectable } from '@nestjs/common';
import { Accounts, MAIL_OBSERVER, type MailObserver, Postman } from '#libs/accounts';
import { idOf, type Opened, type Process } from '#libs/event-sourcing';
import { invitation as invitationMail } from '#libs/mail';
import { type InvitationResent, type UserInvited } from '../domain/events.js';
import { type Invitation, type Workspace } from '../domain/workspace.js';
import { InvitationLinks } from '../invitation-links.js';
import { InvitedAddresses } from '../invited-addresses.js';
import { Workspaces } from '../workspaces.js';

const TEMPLATE = 'invitation';
const AT_ONCE = 4;

/** Sends invitations (I-1, I-3): the newest link of an invitation that is still open, and no other. */
@Injectable()
export class WorkspaceMail {
  readonly process: Process<UserInvited | InvitationResent> = {
    name: 'workspace-mail',
    handles: ['UserInvited', 'InvitationResent'],
    parallel: AT_ONCE,
    react: (event) => this.react(event),
  };

  constructor(
    private readonly workspaces: Workspaces,
    private readonly accounts: Accounts,
    private readonly links: InvitationLinks,
    private readonly addresses: InvitedAddresses,
    private readonly postman: Postman,
    @Inject(MAIL_OBSERVER) private readonly observer: MailObserver,
  ) {}

  private async react(event: Opened<UserInvited | InvitationResent>): Promise<void> {
    const { memberId, linkNo, expiresAt } = event.data;
    const workspaceId = idOf(event.stream);
    const { state } = await this.workspaces.find(workspaceId);
    const member = state.members.get(memberId);
    const open = member?.state === 'invited' && member.invitation.linkNo === linkNo ? member : undefined;
    const to = open ? await this.address(event) : null;
    if (!open || to === null) {
      this.observer.outdated(TEMPLATE);
      return;
    }
    const content = invitationMail({
      workspaceName: state.name,
      invitedBy: await this.inviter(state, open.invitation),
      role: open.role,
      link: this.links.url({ workspaceId, memberId, linkNo, expiresAt }),
      expiresAt,
      resent: event.type === 'InvitationResent',
    });
    await this.postman.deliver({ kind: TEMPLATE, to, content, expiresAt }, event.id);
  }

  /** Null where the person has been forgotten meanwhile. */
  private async address(event: Opened<UserInvited | InvitationResent>): Promise<string | null> {
    if (event.type === 'UserInvited') return event.personal?.fields?.email ?? null;
    return this.addresses.of(event.data.memberId, event.position);
  }

  private async inviter(workspace: Workspace, { invitedBy }: Invitation): Promise<string | null> {
    const accountId = invitedBy === null ? null : (workspace.members.get(invitedBy)?.accountId ?? null);
    return accountId === null ? null : (await this.accounts.profile(accountId)).name;
  }
}
