import { Inject, Injectable } from '@nestjs/common';
import { Accounts, type Departure, type DeparturePlan } from '#libs/accounts';
import {
  collectionOf,
  type CommandScope,
  EVENT_LOG,
  type EventLog,
  type Filter,
  READ_STORE,
  type ReadStore,
  writePoint,
} from '#libs/event-sourcing';
import { NotCaughtUp, READ_MODELS, type ReadModels } from '#libs/http';
import { DomainReservations } from './domain-reservations.js';
import { type MovedWork } from './domain/events.js';
import { type Workspace } from './domain/workspace.js';
import { type WorkCounts } from './ports.js';
import { type MemberRow, userTable } from './projections/user-table.projection.js';
import { WORK_COUNTS } from './tokens.js';
import { depart, type Depart, uninvite } from './use-cases/depart/depart.js';
import { movedWith, NO_WORK } from './use-cases/remove-member/moved-work.js';
import { freeDomains } from './use-cases/remove-workspace/remove-workspace.handler.js';
import { WorkspaceCommand } from './workspace-command.js';
import { Workspaces } from './workspaces.js';

class DepartFrom extends WorkspaceCommand<Depart> {}
class Uninvite extends WorkspaceCommand<{ readonly emailKey: string }> {}

const PAGE = 1000;
/** Somebody waits for the answer (S-2). */
const PREVIEW_PATIENCE_MS = 2000;
/** A process has time. */
const PATIENCE_MS = 10_000;

/** What deleting an account does to workspaces. */
@Injectable()
export class WorkspaceDeparture implements Departure {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly reservations: DomainReservations,
    private readonly accounts: Accounts,
    @Inject(WORK_COUNTS) private readonly work: WorkCounts,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
  ) {}

  async plan(accountId: string): Promise<DeparturePlan> {
    const removed: DeparturePlan['workspacesRemoved'][number][] = [];
    const left: DeparturePlan['workspacesLeft'][number][] = [];
    for await (const { workspaceId } of this.rows({ accountId, kind: 'member' }, PREVIEW_PATIENCE_MS)) {
      const { state } = await this.workspaces.find(workspaceId);
      const member = state.memberOfAccount(accountId);
      if (!member) continue;
      const { name } = state;
      if (state.isOwner(member)) removed.push({ workspaceId, name, members: state.members.size });
      else left.push({ workspaceId, name, successor: await this.ownerOf(state) });
    }
    return { workspacesRemoved: removed, workspacesLeft: left };
  }

  async leaveAll(accountId: string, emailKey: string, scope: CommandScope): Promise<void> {
    for await (const { workspaceId } of this.rows({ accountId, kind: 'member' })) {
      await this.leave(workspaceId, accountId, scope);
      writePoint('workspaces.departure.between-workspaces');
    }
    for await (const { workspaceId } of this.rows({ emailKey, kind: 'member' })) {
      await this.workspaces.carryOut(new Uninvite(workspaceId, scope.incidental(), { emailKey }), uninvite);
    }
  }

  /** Leaves one workspace, or removes it. Harmless twice. */
  async leave(workspaceId: string, accountId: string, scope: CommandScope): Promise<void> {
    const own = scope.incidental();
    const moved = await this.countedFor(workspaceId, accountId);
    const { events } = await this.workspaces.carryOut(new DepartFrom(workspaceId, own, { accountId, moved }), depart);
    await freeDomains(this.reservations, workspaceId, events, own);
  }

  async memberIds(accountId: string, emailKeys: readonly string[]): Promise<readonly string[]> {
    const memberIds: string[] = [];
    for await (const { _id } of this.rows({ accountId })) memberIds.push(_id);
    for (const emailKey of emailKeys) {
      for await (const { _id } of this.rows({ emailKey, kind: 'former' })) memberIds.push(_id);
    }
    return memberIds;
  }

  private async ownerOf(workspace: Workspace) {
    const { memberId, accountId } = workspace.joinedMember(workspace.ownerId);
    return { memberId, name: (await this.accounts.profile(accountId)).name };
  }

  private async countedFor(workspaceId: string, accountId: string): Promise<MovedWork> {
    const { state } = await this.workspaces.find(workspaceId);
    const member = state.memberOfAccount(accountId);
    if (!member || state.isOwner(member)) return NO_WORK;
    return movedWith(this.work, state, member.memberId);
  }

  /** Rows of the user table as they are once everything that is written is folded. @throws NotCaughtUp */
  private async *rows(filter: Filter, patienceMs = PATIENCE_MS): AsyncGenerator<MemberRow> {
    if (!(await this.readModels.caughtUp(await this.log.head(), patienceMs, [userTable.name]))) throw new NotCaughtUp();
    let after: readonly string[] | undefined;
    do {
      const sort = { _id: 1 } as const;
      const page = await this.store.find<MemberRow>(collectionOf(userTable), {
        filter,
        sort,
        limit: PAGE,
        ...(after && { after }),
      });
      yield* page;
      const last = page.at(-1);
      after = last && page.length === PAGE ? [last._id] : undefined;
    } while (after);
  }
}
