import { type DomainEvent } from '#libs/event-sourcing';
import { type WorkspaceEvent } from '#libs/workspaces';

/** Something that happened, in which stream and when. */
export interface Happening {
  readonly stream: string;
  readonly event: DomainEvent;
  readonly at: string;
}

interface Someone {
  readonly memberId: string;
  readonly accountId: string | null;
  readonly role: 'admin' | 'user';
  readonly inboxIds: readonly string[];
}

export const COMPANY = 'workspace-w';
const BEGIN = Date.parse('2026-01-01T00:00:00.000Z');
const GAPS_MS = [0, 0, 1, 999, 60_000, 3_600_000, 20 * 3_600_000];

/**
 * A long life of a company, the same for the same seed: people are invited, join, change roles, names and addresses, sign
 * in and are removed. It is told event by event, not decided by the rules, so that a test of the past needs none of them.
 */
export function companyHistory(seed: number, length: number, people = 40): readonly Happening[] {
  return new Company(seed, people).live(length);
}

class Company {
  private readonly told: Happening[] = [];
  private readonly members = new Map<string, Someone>();
  private readonly inboxes: string[] = [];
  private readonly linkNos = new Map<string, number>();
  private readonly accounts: string[] = [];
  private ownerId = 'm0';
  private ids = 0;
  private time = BEGIN;

  constructor(
    private seed: number,
    private readonly people: number,
  ) {}

  live(length: number): readonly Happening[] {
    this.open('a0', 'Ann 0');
    this.happens({ type: 'WorkspaceFounded', data: { workspaceId: 'w', name: 'Acme', founderId: 'm0' } });
    this.happens({ type: 'DomainClaimed', data: { domain: 'acme.test', autoJoin: true } });
    this.joins('m0', 'a0', 'admin', 'founding');
    while (this.told.length < length) {
      this.time += this.oneOf(GAPS_MS);
      this.anything();
    }
    return this.told;
  }

  private anything(): void {
    const someone = this.oneOf([...this.members.values()]);
    const account = this.oneOf(this.accounts);
    switch (this.number(14)) {
      case 0:
      case 1:
        return this.members.size < this.people ? this.invites() : this.leaves(someone);
      case 2:
      case 3:
        return this.accepts(someone);
      case 4:
        return this.comes();
      case 5:
        return this.leaves(someone);
      case 6:
      case 7:
        return this.changesRole(someone);
      case 8:
        return this.changesInboxes(someone);
      case 9:
        return this.resends(someone);
      case 10:
        return this.happensTo(account, { type: 'ProfileChanged', data: { changed: ['name'] }, personal: { of: account, fields: { name: `Name ${this.number(1000)}`, jobTitle: 'CSM' } } });
      case 11: {
        const data = { changeId: 'c', emailKey: 'k', formerEmailKey: 'f', formerChangeNo: -1 };
        const email = `new${this.number(1000)}@acme.test`;
        return this.happensTo(account, { type: 'EmailChanged', data, personal: { of: account, fields: { email, formerEmail: 'x' } } });
      }
      case 12:
        return this.ofTheWorkspace(someone);
      default:
        return this.happensTo(account, { type: 'SignedIn', data: { sessionId: 's', via: 'password' } });
    }
  }

  private invites(): void {
    const memberId = this.newId('m');
    const role = this.oneOf(['admin', 'user'] as const);
    const inboxIds = this.inboxes.slice(0, this.number(2));
    this.members.set(memberId, { memberId, accountId: null, role, inboxIds });
    this.linkNos.set(memberId, 1);
    const data = { memberId, emailKey: `key-${memberId}`, role, inboxIds, linkNo: 1, expiresAt: this.inThreeDays(), invitedBy: this.ownerId };
    this.happens({ type: 'UserInvited', data, personal: { of: memberId, fields: { email: `${memberId}@else.test` } } });
  }

  private accepts({ memberId, accountId, role }: Someone): void {
    if (accountId !== null) return;
    const account = this.newId('a');
    this.open(account, `Person ${account}`);
    this.joins(memberId, account, role, 'invitation');
  }

  private comes(): void {
    if (this.members.size >= this.people) return;
    const account = this.newId('a');
    this.open(account, `Person ${account}`);
    this.joins(this.newId('m'), account, 'user', 'domain');
  }

  private joins(memberId: string, accountId: string, role: 'admin' | 'user', by: 'founding' | 'domain' | 'invitation'): void {
    const inboxIds = this.members.get(memberId)?.inboxIds ?? [];
    this.members.set(memberId, { memberId, accountId, role, inboxIds });
    this.happens({ type: 'UserJoined', data: { memberId, accountId, emailKey: `key-${memberId}`, role, by } });
  }

  private leaves({ memberId, accountId }: Someone): void {
    if (memberId === this.ownerId) return;
    this.members.delete(memberId);
    if (accountId === null) return this.happens({ type: 'InvitationRevoked', data: { memberId } });
    const moved = { conversations: 1, replies: 2, notes: 3, customers: 4 };
    this.happens({ type: 'ConversationsTransferred', data: { from: memberId, to: this.ownerId, moved } });
    return this.happens({ type: 'UserRemoved', data: { memberId, accountId, successorId: this.ownerId } });
  }

  private changesRole(someone: Someone): void {
    const { memberId, role: formerRole } = someone;
    if (memberId === this.ownerId) return;
    const role = formerRole === 'admin' ? 'user' : 'admin';
    this.members.set(memberId, { ...someone, role });
    this.happens({ type: 'RoleChanged', data: { memberId, formerRole, role } });
  }

  private changesInboxes(someone: Someone): void {
    const { memberId, inboxIds: formerInboxIds } = someone;
    const inboxIds = this.inboxes.filter(() => this.number(2) === 0);
    this.members.set(memberId, { ...someone, inboxIds });
    this.happens({ type: 'InboxAccessChanged', data: { memberId, inboxIds, formerInboxIds } });
  }

  private resends({ memberId, accountId }: Someone): void {
    if (accountId !== null) return;
    const linkNo = (this.linkNos.get(memberId) ?? 0) + 1;
    this.linkNos.set(memberId, linkNo);
    this.happens({ type: 'InvitationResent', data: { memberId, linkNo, expiresAt: this.inThreeDays() } });
  }

  private ofTheWorkspace({ memberId, accountId, role }: Someone): void {
    const [inboxId] = this.inboxes;
    switch (this.number(4)) {
      case 0:
        return this.happens({ type: 'WorkspaceRenamed', data: { name: `Acme ${this.number(100)}`, formerName: 'Acme' } });
      case 1: {
        const added = this.newId('i');
        this.inboxes.push(added);
        return this.happens({ type: 'InboxAdded', data: { inboxId: added, name: `Inbox ${added}` } });
      }
      case 2: {
        if (inboxId === undefined) return;
        this.inboxes.shift();
        for (const [id, one] of this.members) this.members.set(id, { ...one, inboxIds: one.inboxIds.filter((its) => its !== inboxId) });
        return this.happens({ type: 'InboxRemoved', data: { inboxId } });
      }
      default: {
        if (accountId === null || role !== 'admin' || memberId === this.ownerId) return;
        const from = this.ownerId;
        this.ownerId = memberId;
        return this.happens({ type: 'OwnershipTransferred', data: { from, to: memberId } });
      }
    }
  }

  private open(accountId: string, name: string): void {
    this.accounts.push(accountId);
    const data = { emailKey: `key-of-${accountId}`, credentialId: null, via: 'sign-up' };
    this.happensTo(accountId, { type: 'AccountOpened', data, personal: { of: accountId, fields: { name, email: `${accountId}@acme.test` } } });
  }

  private happens(event: WorkspaceEvent): void {
    this.told.push({ stream: COMPANY, event, at: new Date(this.time).toISOString() });
  }

  private happensTo(accountId: string, event: DomainEvent): void {
    this.told.push({ stream: `account-${accountId}`, event, at: new Date(this.time).toISOString() });
  }

  private inThreeDays(): string {
    return new Date(this.time + 72 * 3_600_000).toISOString();
  }

  private newId(kind: string): string {
    this.ids += 1;
    return `${kind}${this.ids}`;
  }

  private oneOf<Item>(items: readonly Item[]): Item {
    return items[this.number(items.length)] as Item;
  }

  /** From 0 to below `n`, by a small generator that is good enough for this (mulberry32). */
  private number(n: number): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  }
}
