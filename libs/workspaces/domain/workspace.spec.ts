import { describe, expect, it } from '@jest/globals';
import { type Folded, UnknownEvent } from '#libs/event-sourcing';
import { given, NOON } from '../../../test/support/given.js';
import {
  accountOf,
  addressChanged,
  departed,
  founded,
  hoursAfter,
  inbox,
  invited,
  joined,
  keyOf,
  ownershipTransferred,
  removed,
  resent,
  revoked,
  roleChanged,
  transferred,
  workspaceRemoved,
} from '../../../test/support/workspace-history.js';
import { AlreadyJoined, MemberRemoved, NotJoined, NotThere } from './errors.js';
import { type WorkspaceEvent } from './events.js';
import { ImpossibleEvent, Workspace, workspaceDecider } from './workspace.js';

type At = { readonly at?: string };
const acme = (...events: readonly (WorkspaceEvent & At)[]) => given(workspaceDecider, ...founded(...events)).state;
const withInboxes = (memberId: string, ...inboxIds: readonly string[]) =>
  ({ type: 'InboxAccessChanged', data: { memberId, inboxIds, formerInboxIds: [] } }) as const satisfies WorkspaceEvent;
const inboxGone = (inboxId: string) => ({ type: 'InboxRemoved', data: { inboxId } }) as const satisfies WorkspaceEvent;

describe('a workspace', () => {
  it('is not there before it is founded', () => {
    expect(Workspace.none).toMatchObject({ founded: false, present: false, removed: false });
    expect(Workspace.none.members.size).toBe(0);
    expect(() => Workspace.none.member('ann')).toThrow(NotThere);
  });

  it('[D-2] has its founder as joined admin and owner, and its domain', () => {
    const workspace = acme();
    expect(workspace).toMatchObject({ founded: true, present: true, workspaceId: 'w', name: 'Acme', ownerId: 'ann' });
    expect(workspace).toMatchObject({ joined: 1, invited: 0 });
    expect(workspace.isOwner(workspace.member('ann'))).toBe(true);
    expect(workspace.isLastAdmin(workspace.member('ann'))).toBe(true);
    expect([...workspace.domains]).toEqual([['acme.test', true]]);
    expect(workspace.member('ann')).toEqual({
      memberId: 'ann',
      state: 'joined',
      role: 'admin',
      emailKey: keyOf('ann'),
      inboxIds: [],
      revision: 2,
      accountId: accountOf('ann'),
      joinedBy: 'founding',
      invitation: null,
    });
  });

  it('takes a new name', () => {
    expect(acme({ type: 'WorkspaceRenamed', data: { name: 'Beta', formerName: 'Acme' } }).name).toBe('Beta');
  });

  it('[D-8] knows its domains and by which of them people join', () => {
    const further = acme({ type: 'DomainClaimed', data: { domain: 'acme.example', autoJoin: false } });
    expect(Object.fromEntries(further.domains)).toEqual({ 'acme.test': true, 'acme.example': false });
    const closed = acme({ type: 'DomainJoiningChanged', data: { domain: 'acme.test', autoJoin: false } });
    expect(closed.domains.get('acme.test')).toBe(false);
    const released = acme({ type: 'DomainReleased', data: { domain: 'acme.test' } });
    expect(released.domains.has('acme.test')).toBe(false);
  });

  it('[I-1] knows who is invited, as what, until when and by whom', () => {
    const workspace = acme(invited('bo', 'admin'));
    expect(workspace.member('bo')).toEqual({
      memberId: 'bo',
      state: 'invited',
      role: 'admin',
      emailKey: keyOf('bo'),
      inboxIds: [],
      revision: 3,
      accountId: null,
      joinedBy: null,
      invitation: { linkNo: 1, expiresAt: hoursAfter(NOON, 72), invitedBy: 'ann', roleGivenBy: 'ann', resentAt: [] },
    });
    expect(workspace).toMatchObject({ joined: 1, invited: 1 });
    expect(workspace.memberOfAddress(keyOf('bo'))?.memberId).toBe('bo');
    expect(workspace.memberOfAccount(accountOf('bo'))).toBeUndefined();
  });

  it('[R-4] counts no invited admin as an admin', () => {
    expect([...acme(invited('bo', 'admin')).admins]).toEqual(['ann']);
    expect([...acme(invited('bo'), roleChanged('bo', 'user', 'admin')).admins]).toEqual(['ann']);
  });

  it('[I-3] keeps the newest link and the times of the newest resendings', () => {
    const minutes = [0, 1, 2, 3, 4, 5, 6].map((minute) => new Date(Date.parse(NOON) + minute * 60_000).toISOString());
    const workspace = acme(invited('bo'), ...minutes.map((at, index) => resent('bo', index + 2, at)));
    expect(workspace.invitedMember('bo').invitation).toEqual({
      linkNo: 8,
      expiresAt: hoursAfter(minutes[6] as string, 72),
      invitedBy: 'ann',
      roleGivenBy: 'ann',
      resentAt: minutes.slice(-5),
    });
    expect(workspace.member('bo').revision).toBe(10);
  });

  it('[I-4] forgets whose invitation was revoked, but not that it was', () => {
    const workspace = acme(invited('bo'), revoked('bo'));
    expect(workspace.members.has('bo')).toBe(false);
    expect(workspace.memberOfAddress(keyOf('bo'))).toBeUndefined();
    expect(workspace).toMatchObject({ joined: 1, invited: 0 });
    expect(workspace.revoked.has('bo')).toBe(true);
  });

  it('[I-5] keeps the invitation of a member who has joined, and their inboxes', () => {
    const workspace = acme(inbox('i'), invited('bo'), withInboxes('bo', 'i'), joined('bo', 'user', 'invitation'));
    expect(workspace.member('bo')).toMatchObject({
      state: 'joined',
      accountId: accountOf('bo'),
      joinedBy: 'invitation',
      inboxIds: ['i'],
      revision: 6,
      invitation: { linkNo: 1, invitedBy: 'ann' },
    });
    expect(workspace).toMatchObject({ joined: 2, invited: 0 });
    expect(workspace.memberOfAccount(accountOf('bo'))?.memberId).toBe('bo');
  });

  it('[R-3] has the role of a member as the newest event says', () => {
    const promoted = acme(joined('bo'), roleChanged('bo', 'user', 'admin'));
    expect(promoted.member('bo').role).toBe('admin');
    expect([...promoted.admins].sort()).toEqual(['ann', 'bo']);
    expect(promoted.isLastAdmin(promoted.member('ann'))).toBe(false);
    expect(promoted.otherAdmins(promoted.member('ann'))).toEqual(['bo']);
    const demoted = acme(joined('bo', 'admin'), roleChanged('bo', 'admin', 'user'));
    expect([...demoted.admins]).toEqual(['ann']);
  });

  it('[R-6] has one owner, whose passing on touches both', () => {
    const workspace = acme(joined('bo', 'admin'), ownershipTransferred('ann', 'bo'));
    expect(workspace.ownerId).toBe('bo');
    expect(workspace.isOwner(workspace.member('ann'))).toBe(false);
    expect(workspace.member('ann')).toMatchObject({ role: 'admin', revision: 4 });
    expect(workspace.member('bo')).toMatchObject({ role: 'admin', revision: 4 });
  });

  it('leaves nobody access to an inbox that is gone, and says of no member that they were changed', () => {
    const members = [joined('bo'), withInboxes('bo', 'i', 'j'), invited('cy'), withInboxes('cy', 'i')];
    const before = acme(inbox('i'), inbox('j'), ...members);
    const after = workspaceDecider.evolve(before, folded(inboxGone('i'), 20));
    expect([...after.inboxes.keys()]).toEqual(['j']);
    expect(after.member('bo')).toEqual({ ...before.member('bo'), inboxIds: ['j'] });
    expect(after.member('cy')).toEqual({ ...before.member('cy'), inboxIds: [] });
    expect(after.member('ann')).toBe(before.member('ann'));
  });

  it('has the new name of an inbox', () => {
    const renamed = { type: 'InboxRenamed', data: { inboxId: 'i', name: 'Sales', formerName: 'Support' } } as const;
    expect([...acme(inbox('i', 'Support'), renamed).inboxes]).toEqual([['i', 'Sales']]);
  });

  it('[I-6] finds a member by the address of now', () => {
    const workspace = acme(joined('bo'), addressChanged('bo', 'new-key'));
    expect(workspace.memberOfAddress('new-key')?.memberId).toBe('bo');
    expect(workspace.memberOfAddress(keyOf('bo'))).toBeUndefined();
    expect(workspace.member('bo')).toMatchObject({ emailKey: 'new-key', revision: 4 });
  });

  it("[I-6] gives an address to one member alone, when the former holder's own change is yet to come", () => {
    const taken = acme(joined('bo'), joined('cy'), addressChanged('bo', keyOf('cy')));
    expect(taken.memberOfAddress(keyOf('cy'))?.memberId).toBe('bo');
    expect(taken.member('cy')).toMatchObject({ emailKey: null, revision: 4 });
    const swapped = workspaceDecider.evolve(taken, folded(addressChanged('cy', keyOf('bo')), 6));
    expect(swapped.memberOfAddress(keyOf('bo'))?.memberId).toBe('cy');
    expect(swapped.memberOfAddress(keyOf('cy'))?.memberId).toBe('bo');
    expect(swapped.byEmailKey.size).toBe(3);
  });

  it('[I-6] gives an address that somebody signed up with to them', () => {
    const newcomer = { ...joined('cy'), data: { ...joined('cy').data, emailKey: keyOf('bo') } };
    const workspace = acme(joined('bo'), newcomer);
    expect(workspace.memberOfAddress(keyOf('bo'))?.memberId).toBe('cy');
    expect(workspace.member('bo').emailKey).toBeNull();
  });

  it('tells an invited member from a joined one', () => {
    const workspace = acme(invited('bo'), joined('cy'));
    expect(workspace.invitedMember('bo').memberId).toBe('bo');
    expect(workspace.joinedMember('cy').memberId).toBe('cy');
    expect(() => workspace.invitedMember('cy')).toThrow(AlreadyJoined);
    expect(() => workspace.joinedMember('bo')).toThrow(NotJoined);
    expect(() => workspace.invitedMember('eve')).toThrow(NotThere);
    expect(() => workspace.joinedMember('eve')).toThrow(NotThere);
  });

  it('says so when a stream holds what it does not know, or what cannot be', () => {
    const unknown = { type: 'UserPromotedToGod', data: {} } as unknown as WorkspaceEvent;
    expect(() => acme(unknown)).toThrow(UnknownEvent);
    const ofNobody = [revoked('eve'), resent('eve', 2), roleChanged('eve', 'user', 'admin'), addressChanged('eve', 'k')];
    for (const event of ofNobody) expect(() => acme(event)).toThrow(ImpossibleEvent);
    const ofInvited = [revoked('bo'), resent('bo', 2)];
    for (const event of ofInvited) expect(() => acme(joined('bo'), event)).toThrow(ImpossibleEvent);
    expect(() => acme(invited('bo'), addressChanged('bo', 'k'))).toThrow(ImpossibleEvent);
    expect(() => acme(removed('eve', 'ann'))).toThrow(ImpossibleEvent);
    expect(() => acme(invited('bo'), removed('bo', 'ann'))).toThrow(ImpossibleEvent);
    expect(() => acme(joined('bo'), ...departed('bo', 'ann'), removed('bo', 'ann'))).toThrow(ImpossibleEvent);
  });

  it('[X-6] [X-12] says so where a successor is nobody who is there, and where a member id is used again', () => {
    expect(() => acme(joined('bo'), removed('bo', 'bo'))).toThrow(ImpossibleEvent);
    expect(() => acme(joined('bo'), removed('bo', 'eve'))).toThrow(ImpossibleEvent);
    expect(() => acme(joined('bo'), invited('cy'), removed('bo', 'cy'))).toThrow(ImpossibleEvent);
    for (const again of [joined('bo'), invited('bo')]) {
      expect(() => acme(joined('bo'), ...departed('bo', 'ann'), again)).toThrow(ImpossibleEvent);
    }
  });
});

describe('a member who was removed', () => {
  const admins = [joined('bo', 'admin'), joined('cy')];

  it('[X-2] is gone with their seat, their account and their address, and is no admin any more', () => {
    const workspace = acme(...admins, ...departed('bo', 'cy'));
    expect(workspace).toMatchObject({ joined: 2, invited: 0 });
    expect(workspace.members.has('bo')).toBe(false);
    expect(workspace.memberOfAccount(accountOf('bo'))).toBeUndefined();
    expect(workspace.memberOfAddress(keyOf('bo'))).toBeUndefined();
    expect([workspace.byAccount.size, workspace.byEmailKey.size]).toEqual([2, 2]);
    expect([...workspace.admins]).toEqual(['ann']);
    expect(workspace.isLastAdmin(workspace.member('ann'))).toBe(true);
    expect(workspace.revoked.has('bo')).toBe(false);
  });

  it('[X-8] is known as what they were, when they were removed and to whom their work went', () => {
    const at = hoursAfter(NOON, 5);
    const workspace = acme(...admins, transferred('bo', 'cy'), { ...removed('bo', 'cy'), at });
    expect(Object.fromEntries(workspace.former)).toEqual({
      bo: {
        memberId: 'bo',
        accountId: accountOf('bo'),
        successorId: 'cy',
        role: 'admin',
        removedAt: at,
        revision: 6,
      },
    });
  });

  it('[X-8] is told from somebody who never was a member, and their successor is named', () => {
    const workspace = acme(...admins, ...departed('bo', 'cy'));
    const named = { code: 'member_removed', details: expect.objectContaining({ extensions: { successorId: 'cy' } }) };
    const lookups = [
      () => workspace.member('bo'),
      () => workspace.joinedMember('bo'),
      () => workspace.invitedMember('bo'),
    ];
    for (const lookup of lookups) {
      expect(lookup).toThrow(MemberRemoved);
      expect(lookup).toThrow(expect.objectContaining(named));
    }
    expect(() => workspace.member('eve')).toThrow(NotThere);
  });

  it('[X-12] can be invited again, as a new member, and their work stays with their successor', () => {
    const again = { ...invited('bo-2'), data: { ...invited('bo-2').data, emailKey: keyOf('bo') } };
    const back = joined('bo-2', 'user', 'invitation');
    const same = { accountId: accountOf('bo'), emailKey: keyOf('bo') };
    const returned = { ...back, data: { ...back.data, ...same } };
    const workspace = acme(...admins, ...departed('bo', 'cy'), again, returned);
    expect(workspace.memberOfAddress(keyOf('bo'))?.memberId).toBe('bo-2');
    expect(workspace.memberOfAccount(accountOf('bo'))?.memberId).toBe('bo-2');
    expect(workspace).toMatchObject({ joined: 3, invited: 0 });
    expect(workspace.heirOf('bo')).toBe('cy');
    expect(workspace.heritageOf('bo-2')).toEqual(['bo-2']);
    expect(() => workspace.member('bo')).toThrow(MemberRemoved);
  });

  it('leaves to its new holder the address that they had given up', () => {
    const workspace = acme(...admins, addressChanged('cy', keyOf('bo')), ...departed('bo', 'ann'));
    expect(workspace.memberOfAddress(keyOf('bo'))?.memberId).toBe('cy');
    expect(workspace.byEmailKey.size).toBe(2);
  });
});

describe('who has whose work', () => {
  const people = ['bo', 'cy', 'di', 'ed'].map((name) => joined(name));

  it('is oneself, for a member who succeeded nobody', () => {
    const workspace = acme(...people);
    expect(workspace.heirOf('bo')).toBe('bo');
    expect(workspace.heritageOf('bo')).toEqual(['bo']);
  });

  it('[X-3] is the successor', () => {
    const workspace = acme(...people, ...departed('bo', 'cy'));
    expect(workspace.heirOf('bo')).toBe('cy');
    expect(workspace.heritageOf('cy')).toEqual(['cy', 'bo']);
    expect(workspace.heritageOf('di')).toEqual(['di']);
  });

  it('[X-6] is the last successor of a chain, and all that came together', () => {
    const workspace = acme(...people, ...departed('bo', 'cy'), ...departed('cy', 'di'), ...departed('ed', 'di'));
    expect(['bo', 'cy', 'di', 'ed'].map((name) => workspace.heirOf(name))).toEqual(['di', 'di', 'di', 'di']);
    expect([...workspace.heritageOf('di')].sort()).toEqual(['bo', 'cy', 'di', 'ed']);
    expect(workspace.former.get('bo')?.successorId).toBe('cy');
  });

  it('[X-6] [X-7] is found over a chain of a thousand', () => {
    const names = Array.from({ length: 1001 }, (_, index) => `p${index}`);
    const chain = names.slice(1).flatMap((name, index) => departed(names[index] as string, name));
    const workspace = acme(...names.map((name) => joined(name)), ...chain);
    expect(workspace.heirOf('p0')).toBe('p1000');
    expect(workspace.heritageOf('p1000')).toHaveLength(1001);
  });
});

describe('a workspace that was removed', () => {
  const history = [inbox('i'), joined('bo'), invited('cy'), joined('di'), ...departed('di', 'bo')];
  const gone = acme(...history, { type: 'DomainReleased', data: { domain: 'acme.test' } }, workspaceRemoved(3));

  it('[A-2] was founded, but is not there any more, and has nobody and nothing in it', () => {
    expect(gone).toMatchObject({ founded: true, present: false, removed: true, joined: 0, invited: 0 });
    expect(gone).toMatchObject({ workspaceId: 'w', name: 'Acme', ownerId: 'ann' });
    const { members, byAccount, byEmailKey, admins, former, inboxes, domains } = gone;
    const sizes = [members, byAccount, byEmailKey, admins, former, inboxes, domains].map(({ size }) => size);
    expect(sizes).toEqual([0, 0, 0, 0, 0, 0, 0]);
    for (const name of ['ann', 'cy', 'di']) expect(() => gone.member(name)).toThrow(NotThere);
  });
});

describe('a snapshot of a workspace', () => {
  const { snapshots } = workspaceDecider;
  const written = (workspace: Workspace): unknown => JSON.parse(JSON.stringify(snapshots?.write(workspace)));

  it('is read back as it was written, with all that it is found by', () => {
    const workspace = acme(
      inbox('i'),
      joined('bo', 'admin'),
      joined('cy'),
      addressChanged('cy', keyOf('bo')),
      invited('di', 'admin'),
      withInboxes('di', 'i'),
      resent('di', 2),
      invited('ed'),
      revoked('ed'),
      ownershipTransferred('ann', 'bo'),
    );
    const read = snapshots?.read(written(workspace)) as Workspace;
    expect(read).toBeInstanceOf(Workspace);
    expect(read).toMatchObject({ workspaceId: 'w', name: 'Acme', ownerId: 'bo', joined: 3, invited: 1 });
    expect(Object.fromEntries(read.members)).toEqual(Object.fromEntries(workspace.members));
    expect(Object.fromEntries(read.byAccount)).toEqual(Object.fromEntries(workspace.byAccount));
    expect(Object.fromEntries(read.byEmailKey)).toEqual(Object.fromEntries(workspace.byEmailKey));
    expect([...read.admins].sort()).toEqual(['ann', 'bo']);
    expect([...read.revoked]).toEqual(['ed']);
    expect([...read.inboxes]).toEqual([['i', 'i']]);
    expect([...read.domains]).toEqual([['acme.test', true]]);
  });

  it('[X-6] knows who was removed, in which order, and who has whose work', () => {
    const people = ['bo', 'cy', 'di', 'ed'].map((name) => joined(name));
    const workspace = acme(...people, ...departed('ed', 'cy'), ...departed('bo', 'cy'), ...departed('cy', 'di'));
    const read = snapshots?.read(written(workspace)) as Workspace;
    expect(Object.fromEntries(read.former)).toEqual(Object.fromEntries(workspace.former));
    expect(read.succeeded.toJS()).toEqual({ cy: ['ed', 'bo'], di: ['cy'] });
    expect(workspace.succeeded.toJS()).toEqual({ cy: ['ed', 'bo'], di: ['cy'] });
    expect(read.heirOf('bo')).toBe('di');
    expect(read.heritageOf('di')).toEqual(workspace.heritageOf('di'));
  });

  it('[A-2] of one that was removed is one that was removed', () => {
    const read = snapshots?.read(written(acme(joined('bo'), workspaceRemoved(2)))) as Workspace;
    expect(read).toMatchObject({ founded: true, present: false, removed: true, workspaceId: 'w', ownerId: 'ann' });
    expect(read.members.size).toBe(0);
  });

  it('of one that was never founded is one that was never founded', () => {
    const read = snapshots?.read(written(Workspace.none)) as Workspace;
    expect(read.founded).toBe(false);
    expect(read.members.size).toBe(0);
  });

  it('is taken the more seldom the larger it is', () => {
    const company = (count: number) => acme(...Array.from({ length: count - 1 }, (_, n) => joined(`member-${n}`)));
    expect(snapshots?.every(company(10))).toBe(1000);
    expect(snapshots?.every(company(1500))).toBe(1500);
    expect(workspaceDecider.weigh?.(Workspace.none)).toBe(1);
    expect(workspaceDecider.weigh?.(company(1000))).toBe(101);
  });

  it('counts who is gone too: they are kept for good', () => {
    const names = Array.from({ length: 1500 }, (_, n) => `member-${n}`);
    const passedThrough = names.flatMap((name) => [joined(name), ...departed(name, 'ann')]);
    const neverCame = names.flatMap((name) => [invited(`${name}-2`), revoked(`${name}-2`)]);
    const workspace = acme(...passedThrough, ...neverCame);
    expect(snapshots?.every(workspace)).toBe(3001);
    expect(workspaceDecider.weigh?.(workspace)).toBe(301.1);
  });
});

function folded(event: WorkspaceEvent, revision: number): Folded<WorkspaceEvent> {
  const actor = { kind: 'system', id: 'spec' } as const;
  const metadata = { v: 1, at: NOON, actor, correlationId: 'spec', causationId: 'spec' };
  return { ...event, revision, metadata };
}
