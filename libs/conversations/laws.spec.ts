import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Decider, type DomainEvent, type Projection, type ReadDocument, RosterError } from '#libs/event-sourcing';
import { CONVERSATION_STATUSES, type Workspace, type WorkspaceEvent, workspaceDecider } from '#libs/workspaces';
import { streamOf, workspaceAfter } from '../../test/support/conversation-history.js';
import { NOON } from '../../test/support/given.js';
import { projected, type Told } from '../../test/support/projected.js';
import { accountOf, departed, joined } from '../../test/support/workspace-history.js';
import { type Asking, heirOf } from './domain/asking.js';
import { type Conversation, conversationDecider } from './domain/conversation.js';
import { customerDecider } from './domain/customer.js';
import { type ConversationEvent } from './domain/events.js';
import { workflowDecider } from './domain/workflow.js';
import { conversations } from './projections/conversations.projection.js';
import { customers } from './projections/customers.projection.js';
import { memberReports } from './projections/member-reports.projection.js';
import { memberWork } from './projections/member-work.projection.js';
import { replies } from './projections/replies.projection.js';
import { workflows } from './projections/workflows.projection.js';
import { addReply } from './use-cases/add-reply/add-reply.js';
import { addTag } from './use-cases/add-tag/add-tag.js';
import { assignConversation } from './use-cases/assign-conversation/assign-conversation.js';
import { assignCustomer } from './use-cases/assign-customer/assign-customer.js';
import { changeStatus } from './use-cases/change-status/change-status.js';
import { recordConversation } from './use-cases/record-conversation/record-conversation.js';
import { recordWorkflow } from './use-cases/record-workflow/record-workflow.js';
import { sumOf } from './work-counts.js';

/** Numbers choose among what is there when a step's turn comes, so a life can be shortened and still makes sense. */
const any = fc.nat(40);
const status = fc.constantFrom(...CONVERSATION_STATUSES);
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ to: fc.constant('join' as const), m: any }) },
  { weight: 2, arbitrary: fc.record({ to: fc.constant('remove' as const), m: any, heir: any }) },
  { weight: 1, arbitrary: fc.record({ to: fc.constant('join again' as const), m: any }) },
  {
    weight: 8,
    arbitrary: fc.record({
      to: fc.constantFrom('record' as const, 'assign' as const, 'change the status' as const, 'reply' as const),
      id: fc.nat(5),
      m: fc.option(any, { freq: 6 }),
      status,
      n: fc.nat(20),
      /** How many facts of the workspace the decision does not know of yet. */
      behind: fc.constantFrom(0, 0, 0, 2, 4),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      to: fc.constantFrom('tag' as const, 'record a workflow' as const, 'assign a customer' as const),
      id: fc.nat(3),
      m: any,
      n: fc.nat(3),
      behind: fc.constantFrom(0, 0, 2),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
const lives = fc.array(step, { minLength: 5, maxLength: 80 });

const SERVICE = { kind: 'service', id: 'crm' } as const;
const metadata = { v: 1, at: NOON, actor: SERVICE, correlationId: 'spec', causationId: 'spec' } as const;

/** A workspace with its work, as a service records it while members come, go and come back. */
class Life {
  readonly told: Told[] = [];
  readonly conversations = new Map<string, Conversation>();
  /** Workspaces from the beginning to now. */
  readonly workspaces: Workspace[] = [];
  /** Where `told` stood before each removal, which are two facts. */
  readonly removals: { readonly at: number }[] = [];
  /** Members who came back, at the moment they did. */
  readonly returned: { readonly at: number; readonly memberId: string; readonly workspace: Workspace }[] = [];
  readonly refusals: string[] = [];
  private readonly states = new Map<string, unknown>();
  private readonly known = ['ann', 'bo', 'cy', 'di'];

  constructor(steps: readonly Step[]) {
    this.workspaces.push(workspaceAfter(joined('bo'), joined('cy'), joined('di')));
    for (const one of steps) this.take(one);
  }

  get workspace(): Workspace {
    return this.workspaces.at(-1) as Workspace;
  }

  private take(one: Step): void {
    switch (one.to) {
      case 'join':
        return this.comes(accountOf(`m${this.known.length}`));
      case 'join again': {
        const { former, byAccount } = this.workspace;
        const away = [...former.values()].filter(({ accountId }) => !byAccount.has(accountId));
        const back = away[one.m % (away.length || 1)];
        if (!back) return;
        this.comes(back.accountId);
        const memberId = this.known.at(-1) as string;
        this.returned.push({ at: this.told.length, memberId, workspace: this.workspace });
        return;
      }
      case 'remove': {
        const [gone, heir] = [this.present(one.m), this.present(one.heir)];
        if (gone === 'ann' || gone === heir) return;
        this.removals.push({ at: this.told.length });
        return this.happens(...departed(gone, heir));
      }
      case 'record': {
        const assigneeId = one.m === null ? null : this.anybody(one.m);
        const about = { conversationId: `c${one.id}`, inboxId: 'i', subject: `${one.n}` };
        const command = { ...about, status: one.status, assigneeId };
        return this.converses(one, (state, asking) => recordConversation(state, command, asking));
      }
      case 'assign': {
        const assigneeId = one.m === null ? null : this.anybody(one.m);
        return this.converses(one, (state, asking) => assignConversation(state, { assigneeId }, asking));
      }
      case 'change the status':
        return this.converses(one, (state, asking) => changeStatus(state, one, asking));
      case 'reply': {
        const kind = one.n % 3 === 0 ? 'note' : 'reply';
        const command = { replyId: `r${one.n}`, authorId: this.anybody(one.m ?? 0), kind } as const;
        return this.converses(one, (state, asking) => addReply(state, command, asking));
      }
      case 'tag': {
        const command = { tag: `t${one.n}`, createdBy: this.anybody(one.m) };
        return this.converses(one, (state, asking) => addTag(state, command, asking));
      }
      case 'record a workflow': {
        const command = { workflowId: `f${one.id}`, name: `n${one.n}`, createdBy: this.anybody(one.m) };
        return this.decides(workflowDecider, command.workflowId, one.behind, (state, asking) =>
          recordWorkflow(state, command, asking),
        );
      }
      case 'assign a customer': {
        const command = { customerId: `k${one.id}`, csmId: this.anybody(one.m) };
        return this.decides(customerDecider, command.customerId, one.behind, (state, asking) =>
          assignCustomer(state, command, asking),
        );
      }
    }
  }

  private comes(accountId: string): void {
    const memberId = `m${this.known.length}`;
    this.known.push(memberId);
    const event = joined(memberId);
    this.happens({ ...event, data: { ...event.data, accountId } });
  }

  /** Facts of the workspace itself, each a state that a decision may have seen. */
  private happens(...events: readonly WorkspaceEvent[]): void {
    for (const event of events) {
      this.told.push(['workspace-w', event]);
      const revision = this.workspaces.length + 10;
      this.workspaces.push(workspaceDecider.evolve(this.workspace, { ...event, revision, metadata }));
    }
  }

  private converses(
    { id, behind }: { readonly id: number; readonly behind: number },
    decide: (state: Conversation, asking: Asking) => readonly ConversationEvent[],
  ): void {
    this.decides(conversationDecider, `c${id}`, behind, decide);
  }

  private decides<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    id: string,
    behind: number,
    decide: (state: State, asking: Asking) => readonly Event[],
  ): void {
    const stream = streamOf(decider.category, id);
    const workspace = this.workspaces.at(-1 - Math.min(behind, this.workspaces.length - 1)) as Workspace;
    let state = (this.states.get(stream) as State | undefined) ?? decider.initial;
    try {
      for (const event of decide(state, { workspace, actor: SERVICE })) {
        this.told.push([stream, event]);
        state = decider.evolve(state, { ...event, revision: 0, metadata });
      }
    } catch (error) {
      if (!(error instanceof RosterError)) throw error;
      this.refusals.push(error.code);
    }
    this.states.set(stream, state);
    if (decider.category === 'conversation') this.conversations.set(id, state as unknown as Conversation);
  }

  private present(n: number): string {
    const there = this.known.filter((id) => this.workspace.members.has(id));
    return there[n % there.length] as string;
  }

  /** Mostly somebody present; now and then somebody who was removed. */
  private anybody(n: number): string {
    return n % 4 === 0 ? (this.known[n % this.known.length] as string) : this.present(n);
  }
}

const ALL = [
  conversations,
  replies,
  workflows,
  customers,
  memberWork,
  memberReports,
] as unknown as readonly Projection[];

function documentsOf<Doc extends ReadDocument, Event extends DomainEvent>(
  projection: Projection<Doc, Event>,
  told: readonly Told[],
): ReadonlyMap<string, Doc> {
  return projected(projection, told as readonly Told<Event>[]);
}

function rowsOf(told: readonly Told[]) {
  return {
    conversations: [...documentsOf(conversations, told).values()],
    replies: [...documentsOf(replies, told).values()],
    customers: [...documentsOf(customers, told).values()],
  };
}

function workOf(workspace: Workspace, memberId: string, told: readonly Told[]) {
  const works = documentsOf(memberWork, told);
  return sumOf(workspace.heritageOf(memberId).flatMap((id) => works.get(`w.${id}`) ?? []));
}

function always(law: (life: Life) => void): void {
  fc.assert(fc.property(lives, (steps) => law(new Life(steps))), { numRuns: 300 });
}

const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

describe('whatever is recorded while members come, go and come back', () => {
  it('the lives that these laws are tried on reach what they are about', () => {
    const sample = fc.sample(lives, { numRuns: 300, seed: 7 }).map((steps) => new Life(steps));
    const types = new Set(sample.flatMap(({ told }) => told.map(([, { type }]) => type)));
    for (const type of ALL.flatMap(({ handles }) => handles)) {
      expect([type, types.has(type) || type === 'ConversationChanged']).toEqual([type, true]);
    }
    expect(new Set(sample.flatMap(({ refusals }) => refusals))).toContain('member_removed');
    expect(sample.some(({ returned }) => returned.length > 0)).toBe(true);
    const chained = ({ workspace: { former } }: Life) =>
      [...former.values()].some(({ successorId }) => former.has(successorId));
    expect(sample.some(chained)).toBe(true);
    // Assigned to somebody who was removed before.
    const late = ({ told }: Life) => {
      const gone = new Set<unknown>();
      return told.some(([, { type, data }]) => {
        if (type === 'UserRemoved') gone.add((data as { memberId: string }).memberId);
        return type === 'ConversationAssigned' && gone.has((data as { assigneeId: string | null }).assigneeId);
      });
    };
    expect(sample.some(late)).toBe(true);
  });

  it('[X-3] [X-6] [X-8] [X-9] everything is a present member’s, and a conversation perhaps nobody’s', () => {
    always(({ told, workspace }) => {
      const rows = rowsOf(told);
      const named = [
        ...rows.conversations.map(({ assigneeId }) => assigneeId),
        ...rows.replies.map(({ authorId }) => authorId),
        ...rows.customers.map(({ csmId }) => csmId),
      ];
      for (const memberId of named) {
        const heir = heirOf(workspace, memberId);
        if (heir !== null && workspace.members.get(heir)?.state !== 'joined') throw new Error(`${heir} is not there`);
      }
    });
  });

  it('[X-3] [X-6] a conversation is found under exactly the one member whose it is', () => {
    always(({ told, workspace }) => {
      for (const { assigneeId } of rowsOf(told).conversations) {
        if (assigneeId === null) continue;
        const finders = [...workspace.members.keys()].filter((id) => workspace.heritageOf(id).includes(assigneeId));
        expect(finders).toEqual([workspace.heirOf(assigneeId)]);
      }
    });
  });

  it('[X-4] [X-5] [X-7] a removal changes no document: no status, tag, workflow, author or figure of a report', () => {
    always(({ told, removals }) => {
      for (const { at } of removals) {
        for (const projection of ALL) {
          expect(projected(projection, told.slice(0, at + 2))).toEqual(projected(projection, told.slice(0, at)));
        }
      }
    });
  });

  it('[X-5] the report counts each conversation that is closed once, for whom it is credited to', () => {
    always(({ told, conversations: states }) => {
      const reports = [...documentsOf(memberReports, told).values()];
      for (const { memberId, conversationsClosed } of reports) {
        const closed = [...states.values()].filter(({ creditedTo }) => creditedTo === memberId);
        expect(conversationsClosed).toBe(closed.length);
        expect(closed.every((one) => one.status === 'closed')).toBe(true);
      }
    });
  });

  it('[X-10] what is counted for a member is what is shown as theirs', () => {
    always(({ told, workspace }) => {
      const rows = rowsOf(told);
      for (const memberId of workspace.members.keys()) {
        const theirs = (named: string | null) => heirOf(workspace, named) === memberId;
        const mine = rows.conversations.filter(({ assigneeId }) => theirs(assigneeId));
        const written = rows.replies.filter(({ authorId }) => theirs(authorId));
        const of = (wanted: string) => mine.filter((one) => one.status === wanted).length;
        const byStatus = { active: of('active'), pending: of('pending'), closed: of('closed') };
        expect(workOf(workspace, memberId, told)).toEqual({
          conversations: { total: mine.length, byStatus },
          replies: written.filter(({ kind }) => kind === 'reply').length,
          notes: written.filter(({ kind }) => kind === 'note').length,
          customers: rows.customers.filter(({ csmId }) => theirs(csmId)).length,
        });
      }
    });
  });

  it('[X-12] who comes back has nothing', () => {
    always(({ told, returned }) => {
      for (const { at, memberId, workspace } of returned) {
        expect(workOf(workspace, memberId, told.slice(0, at))).toEqual(sumOf([]));
      }
    });
  });
});
