import { describe, expect, it } from '@jest/globals';
import { type RecordedEvent } from '#libs/event-sourcing';
import { workspaceDecider, type WorkspaceEvent } from '#libs/workspaces';
import { given } from '../../../test/support/given.js';
import { founded, inbox, invited, joined, ownershipTransferred, resent, revoked, roleChanged } from '../../../test/support/workspace-history.js';
import { type EntryActor } from './cast.js';
import { EVENT_TYPES } from './event-types.js';
import { tell, type Telling } from './telling.js';

const NAMES: Readonly<Record<string, string>> = { ann: 'Ann', bo: 'Bo', cy: 'cy@else.test' };
const ANN: EntryActor = { kind: 'member', id: 'ann', name: 'Ann' };

const told = new Set<string>();

/** The last of these events, told as Ann did it. */
function last(events: readonly WorkspaceEvent[], actor = ANN, names = NAMES): Telling {
  const event = events.at(-1) as WorkspaceEvent;
  told.add(event.type);
  const { state: before } = given(workspaceDecider, ...events.slice(0, -1));
  return tell(event as unknown as RecordedEvent, { before, actor, name: (id) => names[id] ?? null });
}

const event = <Type extends WorkspaceEvent['type']>(type: Type, data: Extract<WorkspaceEvent, { type: Type }>['data']): WorkspaceEvent =>
  ({ type, data }) as WorkspaceEvent;
const moved = { conversations: 3, replies: 2, notes: 1, customers: 0 };

describe('an event in words', () => {
  it.each<[string, readonly WorkspaceEvent[], string, object | null, object | null]>([
    ['a founding', founded().slice(0, 1), 'Ann founded the workspace “Acme”.', null, { name: 'Acme', ownerId: 'ann' }],
    ['a renaming', founded(event('WorkspaceRenamed', { name: 'Beta', formerName: 'Acme' })), 'Ann renamed the workspace from “Acme” to “Beta”.', { name: 'Acme' }, { name: 'Beta' }],
    ['a domain', founded(event('DomainClaimed', { domain: 'b.test', autoJoin: false })), 'Ann added the domain b.test; people with an address of it do not join by themselves.', null, { domain: 'b.test', autoJoin: false }],
    ['joining turned off', founded(event('DomainJoiningChanged', { domain: 'acme.test', autoJoin: false })), 'Ann turned off joining by the domain acme.test.', { domain: 'acme.test', autoJoin: true }, { domain: 'acme.test', autoJoin: false }],
    ['a domain given up', founded(event('DomainReleased', { domain: 'acme.test' })), 'Ann gave up the domain acme.test.', { domain: 'acme.test', autoJoin: true }, null],
    ['an inbox', founded(inbox('i', 'Support')), 'Ann added the inbox “Support”.', null, { inboxId: 'i', name: 'Support' }],
    ['an inbox renamed', founded(inbox('i', 'Help'), event('InboxRenamed', { inboxId: 'i', name: 'Support', formerName: 'Help' })), 'Ann renamed the inbox “Help” to “Support”.', { inboxId: 'i', name: 'Help' }, { inboxId: 'i', name: 'Support' }],
    ['an inbox removed', founded(inbox('i', 'Support'), event('InboxRemoved', { inboxId: 'i' })), 'Ann removed the inbox “Support”.', { inboxId: 'i', name: 'Support' }, null],
    ['an invitation', founded(invited('cy')), 'Ann invited cy@else.test as user.', null, { state: 'invited', role: 'user', inboxIds: [], expiresAt: '2026-03-04T12:00:00.000Z' }],
    ['an invitation again', founded(invited('cy'), resent('cy', 2, '2026-03-02T12:00:00.000Z')), 'Ann sent the invitation of cy@else.test again; every earlier link stopped working.', { expiresAt: '2026-03-04T12:00:00.000Z' }, { expiresAt: '2026-03-05T12:00:00.000Z' }],
    ['an invitation revoked', founded(invited('cy'), revoked('cy')), 'Ann revoked the invitation of cy@else.test.', { state: 'invited', role: 'user', inboxIds: [] }, null],
    ['joining', founded(joined('bo')), 'Bo joined as user, by the domain of their address.', null, { state: 'joined', role: 'user', inboxIds: [] }],
    ['a role', founded(joined('bo'), roleChanged('bo', 'user', 'admin')), 'Ann changed the role of Bo from user to admin.', { role: 'user' }, { role: 'admin' }],
    ['ownership', founded(joined('bo', 'admin'), ownershipTransferred('ann', 'bo')), 'Ann passed the ownership from Ann to Bo.', { ownerId: 'ann' }, { ownerId: 'bo' }],
    ['ownership of who steps down', founded(joined('bo', 'admin'), event('OwnershipTransferred', { from: 'ann', to: 'bo', because: 'owner_stepped_down' })), 'The ownership passed from Ann, who stepped down, to Bo.', { ownerId: 'ann' }, { ownerId: 'bo' }],
    ['inboxes', founded(inbox('i', 'Support'), joined('bo'), event('InboxAccessChanged', { memberId: 'bo', inboxIds: ['i'], formerInboxIds: [] })), 'Ann changed which inboxes Bo may use: “Support”.', { inboxIds: [] }, { inboxIds: ['i'] }],
    ['an address', founded(joined('bo'), event('MemberAddressChanged', { memberId: 'bo', emailKey: 'k' })), 'The address of Bo changed with their account.', null, null],
    ['work', founded(joined('bo'), event('ConversationsTransferred', { from: 'bo', to: 'ann', moved })), 'The work of Bo passed to Ann: 3 conversations, 2 replies, 1 note and 0 customers.', { memberId: 'bo' }, { memberId: 'ann', moved }],
    ['a removal', founded(joined('bo'), event('UserRemoved', { memberId: 'bo', accountId: 'a', successorId: 'ann' })), 'Ann removed Bo; Ann took over their work.', { state: 'joined', role: 'user', inboxIds: [] }, { state: 'removed', successorId: 'ann' }],
    ['leaving', founded(joined('bo'), event('UserRemoved', { memberId: 'bo', accountId: 'a', successorId: 'ann', because: 'left' })), 'Bo left; Ann took over their work.', { state: 'joined', role: 'user', inboxIds: [] }, { state: 'removed', successorId: 'ann' }],
    ['the end', founded(event('WorkspaceRemoved', { ownerId: 'ann', seats: 1, inboxIds: [], removes: ['members'] })), 'Ann removed the workspace “Acme” with its 1 member.', { name: 'Acme', ownerId: 'ann', seats: 1 }, null],
  ])('[H-1] %s', (_, events, summary, before, after) => {
    expect(last(events)).toEqual({ summary, change: { before, after } });
  });

  it('[H-1] is there for every kind', () => {
    expect([...told].sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('[H-1] says who did it: a service, for whom, or Roster itself', () => {
    const change = founded(joined('bo'), roleChanged('bo', 'user', 'admin'));
    const by = (actor: EntryActor) => last(change, actor).summary;
    expect(by({ kind: 'service', id: 'crm', name: 'crm' })).toBe('The service crm changed the role of Bo from user to admin.');
    expect(by({ kind: 'service', id: 'crm', name: 'crm', onBehalfOf: 'ann' })).toBe('The service crm, for Ann, changed the role of Bo from user to admin.');
    expect(by({ kind: 'system', id: 'upkeep', name: 'upkeep' })).toBe('Roster itself changed the role of Bo from user to admin.');
  });

  it('[H-5] has no name for who is forgotten', () => {
    const { summary } = last(founded(joined('bo'), roleChanged('bo', 'user', 'admin')), { ...ANN, name: null }, {});
    expect(summary).toBe('Somebody who has been forgotten changed the role of somebody who has been forgotten from user to admin.');
  });
});
