import { Module } from '@nestjs/common';
import { type Projection } from '#libs/event-sourcing';
import { WorkspacesModule } from '#libs/workspaces';
import { Entries } from './entries/entries.js';
import { HistoryController } from './entries/history.controller.js';
import { DifferenceController } from './past/difference.controller.js';
import { Differences } from './past/difference.js';
import { accountDays } from './projections/account-days.projection.js';
import { historyIndex } from './projections/history-index.projection.js';
import { memberLives } from './projections/member-lives.projection.js';
import { ChainKeeper } from './proof/chain-keeper.js';
import { KeptChain } from './proof/kept-chain.js';
import { ProofController } from './proof/proof.controller.js';
import { KeyRotationController, SigningKeysController } from './proof/signing-keys.controller.js';
import { SigningKeys } from './proof/signing-keys.js';
import { Verification } from './proof/verification.js';

export const HISTORY_PROJECTIONS = [historyIndex, memberLives, accountDays] as unknown as readonly Projection[];

/** Reads what happened, and proves it. Changes nothing of it. What it needs of `HistoryBridge` is there for every module. */
@Module({
  imports: [WorkspacesModule],
  controllers: [HistoryController, DifferenceController, ProofController, SigningKeysController, KeyRotationController],
  providers: [ChainKeeper, Differences, Entries, KeptChain, SigningKeys, Verification],
  exports: [ChainKeeper, SigningKeys, Verification],
})
export class HistoryModule {}
