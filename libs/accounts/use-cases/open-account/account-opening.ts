import { Inject, Injectable } from '@nestjs/common';
import { CommandRunner, type CommandScope, writePoint } from '#libs/event-sourcing';
import { accountDecider, openAccountOf } from '../../domain/account.js';
import { type ClaimData, type NameAndEmail } from '../../domain/events.js';
import { type Placed, type Placement } from '../../ports.js';
import { PLACEMENT } from '../../tokens.js';
import { openAccount, placeSignUp } from './open-account.js';

export interface ClaimedSignUp {
  readonly emailKey: string;
  readonly claim: Extract<ClaimData, { readonly by: 'sign-up' }>;
  readonly person: NameAndEmail;
}

/**
 * What follows once a sign-up has its address: `AccountOpened`, then a place in a workspace, then `SignUpPlaced`. Each
 * looks at what is there first, so the request and the process `account-opening` may both do it, at once or one after a
 * crash of the other. Once `SignUpPlaced` is written nothing is placed again: who was removed meanwhile stays removed.
 */
@Injectable()
export class AccountOpening {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(PLACEMENT) private readonly placement: Placement,
  ) {}

  /** @throws NoAccount where it was deleted before it found its place */
  async open({ emailKey, claim, person }: ClaimedSignUp, scope: CommandScope): Promise<Placed> {
    const { accountId, credentialId, workspaceId, memberId, domain, workspaceName } = claim;
    const own = scope.as({ kind: 'account', id: accountId }).incidental();
    const opening = { accountId, opened: { emailKey, credentialId, via: 'sign-up' }, person } as const;
    const { state } = await this.runner.run(accountDecider, accountId, own, (account) => openAccount(account, opening));
    if (state.placed) return state.placed;
    openAccountOf(state);
    writePoint('accounts.verification.between-account-and-place');
    const named = workspaceName === undefined ? {} : { workspaceName };
    const signUp = { accountId, workspaceId, memberId, emailKey, domain, ...named, ...person };
    const placed = await this.placement.place(signUp, own);
    writePoint('accounts.verification.between-place-and-its-record');
    await this.runner.run(accountDecider, accountId, own.step('placed'), (account) => placeSignUp(account, placed));
    return placed;
  }
}
