import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  Accounts,
  AddressTaken,
  type BegunSession,
  Directory,
  InvitedAccount,
  PasswordCheck,
  SessionStart,
} from '#libs/accounts';
import { CommandRunner, type CommandScope, isRefusal, repetition, writePoint } from '#libs/event-sourcing';
import { InvalidRequest } from '#libs/http';
import { NotThere, OtherAddress, SignInRequired, StillFinishing } from '../../domain/errors.js';
import { type UserJoined } from '../../domain/events.js';
import { workspaceDecider } from '../../domain/workspace.js';
import { type InvitationLink, InvitationLinks } from '../../invitation-links.js';
import { WorkspaceCommand } from '../../workspace-command.js';
import { Workspaces } from '../../workspaces.js';
import { acceptClaimedInvitation } from './accept-claimed-invitation.js';
import { acceptInvitation, type AcceptInvitation } from './accept-invitation.js';
import { type OpenInvitation, OpenInvitations } from './open-invitations.js';

export interface AcceptByLink {
  readonly token: string;
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  /** Whose session the request came with. */
  readonly signedIn: string | null;
  /** The client's network address (C-5). */
  readonly client: string;
  readonly userAgent?: string | undefined;
}

export interface Accepted {
  readonly accountId: string;
  readonly workspaceId: string;
  readonly memberId: string;
  /** Null for somebody who is signed in already, and in a dry run. */
  readonly session: BegunSession | null;
}

export class AcceptInvitationCommand extends Command<Accepted> {
  constructor(
    readonly scope: CommandScope,
    readonly wanted: AcceptByLink,
  ) {
    super();
  }
}

class Accept extends WorkspaceCommand<AcceptInvitation> {}

/**
 * I-5. With an account: its session, or its password, and one write, `UserJoined`. Without one, in this order: the
 * password's hash, `AddressClaimed`, `UserJoined`, `AccountOpened`, then the session; where joining is refused the claim
 * is withdrawn. A crash after the claim is gone on from by the process `acceptance`, which decides by the same rules.
 */
@CommandHandler(AcceptInvitationCommand)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitationCommand> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly workspaces: Workspaces,
    private readonly links: InvitationLinks,
    private readonly invitations: OpenInvitations,
    private readonly accounts: Accounts,
    private readonly directory: Directory,
    private readonly passwordCheck: PasswordCheck,
    private readonly invitedAccount: InvitedAccount,
    private readonly sessionStart: SessionStart,
  ) {}

  async execute({ scope, wanted }: AcceptInvitationCommand): Promise<Accepted> {
    const link = this.links.read(wanted.token);
    if (!link) throw new NotThere('invitation');
    const before = await repetition(this.runner, workspaceDecider, link.workspaceId, scope);
    if (before) return this.again(link.workspaceId, before.events[0] as UserJoined, wanted, scope);
    const open = await this.invitations.behind(link);
    if (wanted.signedIn !== null) return this.asSignedIn(open, wanted.signedIn, scope);
    const { holder } = await this.directory.holderOf(open.member.emailKey);
    return holder ? this.withPassword(open, holder.accountId, wanted, scope) : this.asNewcomer(open, wanted, scope);
  }

  private async asSignedIn({ link, member }: OpenInvitation, accountId: string, scope: CommandScope): Promise<Accepted> {
    const { emailKey } = await this.directory.account(accountId);
    if (emailKey !== member.emailKey) throw new OtherAddress();
    await this.join(link, accountId, scope);
    return { accountId, workspaceId: link.workspaceId, memberId: link.memberId, session: null };
  }

  private async withPassword(
    { link }: OpenInvitation,
    accountId: string,
    { password, client, userAgent }: AcceptByLink,
    scope: CommandScope,
  ): Promise<Accepted> {
    if (password === undefined) throw new SignInRequired();
    const verified = await this.passwordCheck.byAccount(accountId, password, client);
    await this.join(link, accountId, scope);
    writePoint('workspaces.acceptance.between-joining-and-session');
    return this.withSession(link, { accountId, verified, userAgent }, scope);
  }

  private async asNewcomer({ link, member, email }: OpenInvitation, wanted: AcceptByLink, scope: CommandScope): Promise<Accepted> {
    const { name, password, userAgent } = wanted;
    if (name === undefined || password === undefined) throw new InvalidRequest(missing({ name, password }));
    const { workspaceId, memberId, linkNo } = link;
    const { emailKey } = member;
    const person = { emailKey, name, email, password, workspaceId, memberId, linkNo };
    const claim = await this.invitedAccount.claim(person, scope).catch((error: unknown) => {
      throw error instanceof AddressTaken ? new SignInRequired() : error;
    });
    const { accountId } = claim.claim;
    writePoint('workspaces.acceptance.between-claim-and-joining');
    try {
      const joiner = scope.as({ kind: 'member', id: memberId, accountId });
      await this.workspaces.carryOut(new Accept(workspaceId, joiner, { ...link, accountId }), acceptClaimedInvitation);
    } catch (error) {
      if (isRefusal(error)) await this.invitedAccount.withdraw(claim, scope);
      throw error;
    }
    writePoint('workspaces.acceptance.between-joining-and-account');
    await this.invitedAccount.open(claim, scope);
    writePoint('workspaces.acceptance.between-account-and-session');
    return this.withSession(link, { accountId, userAgent }, scope);
  }

  private async join(link: InvitationLink, accountId: string, scope: CommandScope): Promise<void> {
    const joiner = scope.as({ kind: 'member', id: link.memberId, accountId });
    await this.workspaces.carryOut(new Accept(link.workspaceId, joiner, { ...link, accountId }), acceptInvitation);
  }

  private async withSession(
    { workspaceId, memberId }: Pick<InvitationLink, 'workspaceId' | 'memberId'>,
    person: Pick<Parameters<SessionStart['begin']>[0], 'accountId' | 'verified' | 'userAgent'>,
    scope: CommandScope,
  ): Promise<Accepted> {
    const wanted = { ...person, via: 'acceptance' } as const;
    if (scope.dryRun) this.sessionStart.plan(wanted, scope);
    const session = scope.dryRun ? null : await this.sessionStart.begin(wanted, scope);
    return { accountId: person.accountId, workspaceId, memberId, session };
  }

  /** The same command once more, after its answer was lost in a crash. */
  private async again(
    workspaceId: string,
    { data: { accountId, memberId } }: UserJoined,
    { signedIn, userAgent }: AcceptByLink,
    scope: CommandScope,
  ): Promise<Accepted> {
    if (signedIn !== null) return { accountId, workspaceId, memberId, session: null };
    // A crash after joining: the process `acceptance` is about to open the account.
    if ((await this.accounts.emailKey(accountId)) === null) throw new StillFinishing();
    return this.withSession({ workspaceId, memberId }, { accountId, userAgent }, scope);
  }
}

function missing(details: { readonly name: string | undefined; readonly password: string | undefined }) {
  return Object.entries(details)
    .filter(([, value]) => value === undefined)
    .map(([path]) => ({ path, message: 'Needed, because there is no account for this address yet' }));
}
