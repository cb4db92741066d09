import { beforeEach, describe, expect, it } from '@jest/globals';
import { CommandRunner, CommandScope, type Decider, type DomainEvent } from '#libs/event-sourcing';
import { type Inside, type Workspace } from '#libs/workspaces';
import { opened, streamOf, workspaceAfter } from '../../test/support/conversation-history.js';
import { NOON } from '../../test/support/given.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryPersonalData } from '../../test/support/memory-personal-data.js';
import { MemorySnapshotStore } from '../../test/support/memory-snapshot-store.js';
import { departed, joined } from '../../test/support/workspace-history.js';
import { type Asking } from './domain/asking.js';
import { conversationDecider } from './domain/conversation.js';
import { customerDecider } from './domain/customer.js';
import { addReply } from './use-cases/add-reply/add-reply.js';
import { assignConversation } from './use-cases/assign-conversation/assign-conversation.js';
import { assignCustomer } from './use-cases/assign-customer/assign-customer.js';
import { recordConversation } from './use-cases/record-conversation/record-conversation.js';
import { WorkCommand } from './work-command.js';
import { Work } from './work.js';

class AnyCommand<Wanted, State, Event extends DomainEvent> extends WorkCommand<Wanted, State, Event> {}

const SERVICE = { kind: 'service', id: 'crm' } as const;
const MEMBERS = [joined('bo'), joined('cy'), joined('di')];
/** What a caller was let in with, while bo was a member. */
const before = workspaceAfter(...MEMBERS);
/** How the workspace is by the time that the command is carried out. */
const after = workspaceAfter(...MEMBERS, ...departed('bo', 'cy'), ...departed('cy', 'di'));

let log: MemoryEventLog;
let work: Work;

beforeEach(() => {
  log = new MemoryEventLog();
  const parts = { log, snapshots: new MemorySnapshotStore(), personal: new MemoryPersonalData() };
  work = new Work(new CommandRunner({ ...parts, clock: { now: () => NOON } }));
});

function carryOut<Wanted, State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  id: string,
  wanted: Wanted,
  decide: (state: State, wanted: Wanted, asking: Asking) => readonly Event[],
  workspace: Workspace = before,
) {
  const inside: Inside = { state: workspace, actor: SERVICE, member: undefined, revision: 9, position: 9 };
  const scope = new CommandScope({ actor: { kind: 'system', id: 'spec' } });
  return work.carryOut(decider, new AnyCommand<Wanted, State, Event>(inside, scope, id, wanted), decide);
}
const open = () => {
  const wanted = { conversationId: 'c', inboxId: 'i', subject: 'Help' };
  return carryOut(conversationDecider, 'c', wanted, recordConversation);
};

describe('carrying out a command', () => {
  it('[S-6] [S-7] writes to the stream of that workspace, in the name of who was let in', async () => {
    await open();
    const [event] = await log.readStream(streamOf('conversation'), 0);
    expect(event).toMatchObject({ ...opened(), metadata: { actor: SERVICE } });
  });
});

describe('a removal that comes between letting in and carrying out', () => {
  it('[X-8] a conversation assigned to who is gone is their successor’s, of now', async () => {
    await open();
    const { state } = await carryOut(conversationDecider, 'c', { assigneeId: 'bo' }, assignConversation);
    expect(state.assigneeId).toBe('bo');
    expect(after.heirOf('bo')).toBe('di');
    expect(after.heritageOf('di')).toContain(state.assigneeId);
    const later = carryOut(conversationDecider, 'c', { assigneeId: 'bo' }, assignConversation, after);
    const details = { extensions: { successorId: 'di' } };
    await expect(later).rejects.toMatchObject({ code: 'member_removed', details });
    const same = await carryOut(conversationDecider, 'c', { assigneeId: 'di' }, assignConversation, after);
    expect(same.events).toEqual([]);
  });

  it('[X-8] so are a reply and a customer account', async () => {
    await open();
    const written = { replyId: 'r', authorId: 'bo', kind: 'reply' } as const;
    const reply = await carryOut(conversationDecider, 'c', written, addReply);
    const customer = await carryOut(customerDecider, 'k', { customerId: 'k', csmId: 'bo' }, assignCustomer);
    expect([reply.events, customer.events]).toMatchObject([[{ type: 'ReplyAdded' }], [{ type: 'CustomerAssigned' }]]);
    expect(after.heirOf(customer.state.csmId ?? '')).toBe('di');
    const again = carryOut(customerDecider, 'k', { customerId: 'k', csmId: 'bo' }, assignCustomer, after);
    await expect(again).rejects.toMatchObject({ code: 'member_removed' });
  });
});
