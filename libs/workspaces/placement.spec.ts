import { beforeEach, describe, expect, it } from '@jest/globals';
import { type SignUpToPlace } from '#libs/accounts';
import { CommandScope, type Opened, onWritePoint } from '#libs/event-sourcing';
import { scope, server } from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { accountOf, by, keyOf, NOTHING_MOVED } from '../../test/support/workspace-history.js';
import { type DomainReserved } from './domain/domain-reservation.js';
import { type DomainClaimed, type DomainReleased } from './domain/events.js';
import { DomainReservations } from './domain-reservations.js';
import { WorkspacePlacement } from './placement.js';
import { DomainUpkeep } from './processes/domain-upkeep.process.js';
import { ClaimDomainCommand, ClaimDomainHandler } from './use-cases/domains/domains.handler.js';
import { removeMember } from './use-cases/remove-member/remove-member.js';
import { removeWorkspace } from './use-cases/remove-workspace/remove-workspace.js';
import {
  RemoveWorkspaceCommand,
  RemoveWorkspaceHandler,
} from './use-cases/remove-workspace/remove-workspace.handler.js';
import { WorkspaceCommand } from './workspace-command.js';
import { Workspaces } from './workspaces.js';

const DOMAIN = 'acme.test';

class Any<Wanted> extends WorkspaceCommand<Wanted> {}
class Crash extends Error {}

let log: MemoryEventLog;
let workspaces: Workspaces;
let reservations: DomainReservations;
let placement: WorkspacePlacement;
beforeEach(() => {
  log = new MemoryEventLog();
  const runner = server({ log });
  workspaces = new Workspaces(runner);
  reservations = new DomainReservations(runner);
  placement = new WorkspacePlacement(workspaces, reservations);
});

/** Somebody whose sign-up was verified. The workspace that they would found is called after them. */
const signUp = (name: string): SignUpToPlace => ({
  accountId: accountOf(name),
  workspaceId: `of-${name}`,
  memberId: name,
  emailKey: keyOf(name),
  domain: DOMAIN,
  name,
  email: `${name}@${DOMAIN}`,
});
const place = (name: string) => placement.place(signUp(name), scope());
const founds = (name: string) => ({ workspaceId: `of-${name}`, memberId: name, outcome: 'founded' });
const joins = (name: string, workspaceId: string) => ({ workspaceId, memberId: name, outcome: 'joined' });
const holder = async () => (await reservations.holder(DOMAIN)).heldBy;
const domainsOf = async (workspaceId: string) => [...(await workspaces.find(workspaceId)).state.domains.keys()];

const as = (memberId: string) => new CommandScope({ actor: by(memberId) });
const end = (name: string) => new RemoveWorkspaceCommand(`of-${name}`, as(name), {});
const remove = (memberId: string, from: string) => {
  const wanted = { memberId, transferTo: from, moved: NOTHING_MOVED };
  return workspaces.carryOut(new Any(`of-${from}`, as(from), wanted), removeMember);
};
/** The workspace ends, and the service with it before the domain is free. */
const endAndCrash = (name: string) => workspaces.carryOut(end(name), removeWorkspace);

/** What the process `domain-upkeep` does with all that is in the log, as after a start. */
async function keepUp(): Promise<void> {
  const { process } = new DomainUpkeep(workspaces, reservations);
  for (const event of await log.readAll(0)) {
    const own = event as unknown as Opened<DomainReserved | DomainClaimed | DomainReleased>;
    if (process.handles.includes(own.type)) await process.react(own, scope());
  }
}

describe('the domain of a workspace that was removed', () => {
  const handler = () => new RemoveWorkspaceHandler(workspaces, reservations);

  it('[A-2] [D-8] is free with the removal: the next one founds, and those after join', async () => {
    expect(await place('ann')).toEqual(founds('ann'));
    await handler().execute(end('ann'));
    expect(await holder()).toBeNull();
    expect(await place('bo')).toEqual(founds('bo'));
    expect(await place('cy')).toEqual(joins('cy', 'of-bo'));
    expect([await domainsOf('of-ann'), await domainsOf('of-bo')]).toEqual([[], [DOMAIN]]);
  });

  it('[A-2] [D-8] is founded anew at once, also where a crash left it reserved', async () => {
    await place('ann');
    await endAndCrash('ann');
    expect(await holder()).toBe('of-ann');
    expect(await place('bo')).toEqual(founds('bo'));
    expect([await holder(), await domainsOf('of-bo')]).toEqual(['of-bo', [DOMAIN]]);
  });

  it('[A-2] [D-8] is freed after a crash by the process, even where nobody signs up', async () => {
    await place('ann');
    await endAndCrash('ann');
    await keepUp();
    expect(await holder()).toBeNull();
  });

  it('[A-2] [D-8] stays with its new workspace, however often the old one is gone through again', async () => {
    await place('ann');
    await endAndCrash('ann');
    await place('bo');
    await keepUp();
    await keepUp();
    expect([await holder(), await domainsOf('of-bo')]).toEqual(['of-bo', [DOMAIN]]);
  });

  it('[A-2] the crash is where the write point is: between the end and the freeing', async () => {
    await place('ann');
    onWritePoint((name) => {
      if (name === 'workspaces.remove-workspace.removed') throw new Crash();
    });
    try {
      await expect(handler().execute(end('ann'))).rejects.toThrow(Crash);
    } finally {
      onWritePoint(undefined);
    }
    expect([(await workspaces.find('of-ann')).state.removed, await holder()]).toEqual([true, 'of-ann']);
  });

  it('[A-2] [D-8] is given back by a claim that the removal overtook', async () => {
    await place('ann');
    await endAndCrash('ann');
    await keepUp();
    const claiming = { memberId: 'ann', accountId: accountOf('ann'), autoJoin: true };
    await reservations.reserve({ domain: 'acme.example', workspaceId: 'of-ann', founding: null, claiming }, scope());
    await keepUp();
    expect((await reservations.holder('acme.example')).heldBy).toBeNull();
  });

  it('[A-2] [D-8] is given back at once by the very command that the removal overtook', async () => {
    await place('ann');
    const wanted = { domain: 'acme.example', autoJoin: true, ownDomain: 'acme.example' };
    const claim = new ClaimDomainHandler(workspaces, reservations);
    let ended: Promise<unknown> = Promise.resolve();
    // The decision comes after the reservation: what is written there first is what it finds.
    onWritePoint((name) => {
      if (name === 'workspaces.claim-domain.reserved') ended = endAndCrash('ann');
    });
    try {
      const attempt = claim.execute(new ClaimDomainCommand('of-ann', as('ann'), wanted));
      await expect(attempt).rejects.toThrow(expect.objectContaining({ code: 'not_found' }));
    } finally {
      onWritePoint(undefined);
    }
    await ended;
    expect((await reservations.holder('acme.example')).heldBy).toBeNull();
  });

  it('[A-2] a placement that is gone through again founds nothing a second time', async () => {
    await place('ann');
    await handler().execute(end('ann'));
    expect(await place('ann')).toEqual(founds('ann'));
    expect([(await workspaces.find('of-ann')).state.present, await holder()]).toEqual([false, null]);
  });
});

describe('somebody who was removed before their placement was recorded', () => {
  it('[X-11] [X-12] is not placed again: no member, no seat, no workspace of their own', async () => {
    await place('ann');
    const first = await place('bo');
    expect(first).toEqual(joins('bo', 'of-ann'));
    await remove('bo', 'ann');
    expect(await place('bo')).toEqual(first);
    const { state } = await workspaces.find('of-ann');
    expect([...state.members.keys()]).toEqual(['ann']);
    expect((await workspaces.find('of-bo')).state.founded).toBe(false);
  });
});
