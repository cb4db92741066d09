import { Injectable } from '@nestjs/common';
import { type Actor, type CommandScope, type Present } from '#libs/event-sourcing';
import { type Caller, isServiceAsItself } from '#libs/http';
import { actingMember, authorize } from './domain/authority.js';
import { type Capability } from './domain/capabilities.js';
import { NotThere } from './domain/errors.js';
import { type Member, type Workspace } from './domain/workspace.js';
import { Workspaces } from './workspaces.js';

/** A caller within a workspace, as it is now. */
export interface Inside extends Present<Workspace> {
  readonly actor: Actor;
  /** The joined member who asks or for whom a service asks; undefined for a service as itself. */
  readonly member: Member | undefined;
}

/**
 * The door of a workspace. It looks at the end of the workspace's stream at every request, so a demotion or a removal
 * holds for the very next one, on every server. To strangers a workspace is not there (S-7).
 */
@Injectable()
export class Gate {
  constructor(private readonly workspaces: Workspaces) {}

  /** @throws NotThere */
  async enter(workspaceId: string, caller: Caller): Promise<Inside> {
    const present = await this.workspaces.read(workspaceId);
    const actor = actorIn(present.state, caller);
    return { ...present, actor, member: actingMember(present.state, actor) };
  }

  /** False where the workspace is not there for the caller. A service as itself may know of any, or of none. */
  async opensFor(workspaceId: string, caller: Caller): Promise<boolean> {
    if (isServiceAsItself(caller)) return true;
    try {
      await this.enter(workspaceId, caller);
      return true;
    } catch (error) {
      if (error instanceof NotThere) return false;
      throw error;
    }
  }

  /** For a query that needs a capability. @throws NotThere, CapabilityRequired, OwnerOnly */
  async enterFor(workspaceId: string, caller: Caller, capability: Capability): Promise<Inside> {
    const inside = await this.enter(workspaceId, caller);
    authorize(inside.state, inside.actor, capability);
    return inside;
  }

  /**
   * For what is kept of a workspace beyond its end, as bills and history: to services it stays there after it was
   * removed. @throws NotThere, CapabilityRequired, OwnerOnly
   */
  async enterForRecords(workspaceId: string, caller: Caller, capability: Capability): Promise<Inside> {
    const present = await this.workspaces.find(workspaceId);
    if (!present.state.removed) return this.enterFor(workspaceId, caller, capability);
    if (!isServiceAsItself(caller)) throw new NotThere();
    return { ...present, actor: { kind: 'service', id: caller.name }, member: undefined };
  }

  /**
   * The scope of a command with its actor named. What the actor may do, the decision itself judges; a `capability` is
   * asked for here where something else is to be checked before the decision. Somebody who is gone still has the answer
   * to the very command that they sent before (S-1).
   * @throws NotThere, CapabilityRequired, OwnerOnly
   */
  async scopeFor(
    workspaceId: string,
    caller: Caller,
    scope: CommandScope,
    capability?: Capability,
  ): Promise<CommandScope> {
    try {
      const { state, actor } = await this.enter(workspaceId, caller);
      if (capability) authorize(state, actor, capability);
      return scope.as(actor);
    } catch (error) {
      if (error instanceof NotThere && (await this.workspaces.carriedOut(workspaceId, scope))) return scope;
      throw error;
    }
  }
}

function actorIn(workspace: Workspace, caller: Caller): Actor {
  switch (caller.kind) {
    case 'person': {
      const member = workspace.memberOfAccount(caller.accountId);
      if (!member) throw new NotThere();
      return { kind: 'member', id: member.memberId, accountId: caller.accountId };
    }
    case 'service': {
      const { name: id, onBehalfOf } = caller;
      return { kind: 'service', id, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
    }
    case 'anonymous':
      throw new NotThere();
  }
}
