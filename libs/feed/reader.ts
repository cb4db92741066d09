import { Injectable } from '@nestjs/common';
import { Sessions } from '#libs/accounts';
import { type Caller, InvalidRequest, isServiceAsItself } from '#libs/http';
import { Gate } from '#libs/workspaces';
import { type Recipient } from './feed-page.js';

/** What somebody asks of the feed. */
export interface FeedWish {
  readonly workspaceId?: string | undefined;
  /** Types of events; all of them, unless told. */
  readonly types?: readonly string[] | undefined;
}

/** Somebody who may read the feed, and what of it. */
export interface Reader extends Recipient {
  /**
   * Looks again whether they still may: it holds for the next events. A session that has ended reads no
   * further, as after a reset of the password (C-2). @throws NoSession, NotThere, CapabilityRequired
   */
  check(): Promise<void>;
}

/**
 * Who may read what: services with the scope `history` everything, and what is personal only with `members` or
 * `commands` as well; members the events of their own workspace, with the capability `history.read`.
 */
@Injectable()
export class Readers {
  constructor(
    private readonly gate: Gate,
    private readonly sessions: Sessions,
  ) {}

  /** @throws InvalidRequest where a member names no workspace; NoSession, NotThere, CapabilityRequired */
  async admit(caller: Caller, wish: FeedWish): Promise<Reader> {
    const { workspaceId } = wish;
    const types = wish.types && new Set(wish.types);
    if (!isServiceAsItself(caller) && workspaceId === undefined) {
      throw InvalidRequest.at('workspaceId', 'Members read the events of one workspace');
    }
    const reader: Reader = {
      personal: mayKnow(caller),
      wants: (subject) =>
        (workspaceId === undefined || subject.workspaceId === workspaceId) && (!types || types.has(subject.type)),
      check: async () => {
        if (caller.kind === 'person') await this.sessions.existing(caller);
        if (workspaceId !== undefined) await this.gate.enterForRecords(workspaceId, caller, 'history.read');
      },
    };
    await reader.check();
    return reader;
  }
}

function mayKnow(caller: Caller): boolean {
  return caller.kind !== 'service' || caller.scopes.has('members') || caller.scopes.has('commands');
}
