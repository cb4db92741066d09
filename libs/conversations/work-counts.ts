import { Inject, Injectable } from '@nestjs/common';
import { collectionOf, EVENT_LOG, type EventLog, READ_STORE, type ReadStore } from '#libs/event-sourcing';
import { NotCaughtUp, READ_MODELS, type ReadModels } from '#libs/http';
import { type ConversationStatus, type MovingWork, type WorkCounts } from '#libs/workspaces';
import { workId } from './domain/work-id.js';
import { memberWork, type MemberWork } from './projections/member-work.projection.js';

const PATIENCE_MS = 2000;

/** Adds up what stands under members, from one document for each of them. */
@Injectable()
export class MemberWorkCounts implements WorkCounts {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(READ_STORE) private readonly store: ReadStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
  ) {}

  async of(workspaceId: string, memberIds: readonly string[]): Promise<MovingWork> {
    if (!(await this.readModels.caughtUp(await this.log.head(), PATIENCE_MS, [memberWork.name]))) throw new NotCaughtUp();
    const ids = memberIds.map((id) => workId({ workspaceId, id }));
    const found = await this.store.load<MemberWork>(collectionOf(memberWork), ids);
    return sumOf([...found.values()].map(({ document }) => document));
  }
}

/** All of it together. */
export function sumOf(works: readonly MemberWork[]): MovingWork {
  const sum = (figure: (work: MemberWork) => number) => works.reduce((total, work) => total + figure(work), 0);
  const of = (status: ConversationStatus) => sum(({ conversations }) => conversations[status]);
  const byStatus = { active: of('active'), pending: of('pending'), closed: of('closed') };
  return {
    conversations: { total: byStatus.active + byStatus.pending + byStatus.closed, byStatus },
    replies: sum(({ replies }) => replies),
    notes: sum(({ notes }) => notes),
    customers: sum(({ customers }) => customers),
  };
}
