import { Readable } from 'node:stream';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { streamName } from '#libs/event-sourcing';
import { type Caller, CallerOf, IsQuery, NotCaughtUp, Scopes, ValidParams } from '#libs/http';
import { Gate, workspaceDecider } from '#libs/workspaces';
import { inWorkspace, type InWorkspace } from '../schemas.js';
import { WAYS_TO_BREAK } from './broken.js';
import { ChainKeeper } from './chain-keeper.js';
import { Verification, type Verdict } from './verification.js';

const PATIENCE_MS = 2000;

const verdict = z.object({
  ok: z.boolean(),
  events: z.int(),
  head: z
    .object({
      stream: z.string(),
      revision: z.int(),
      hash: z.string(),
      at: z.iso.datetime(),
      keyId: z.string(),
      signature: z.string(),
    })
    .nullable(),
  firstBroken: z
    .object({ revision: z.int(), eventId: z.string().nullable(), why: z.enum(WAYS_TO_BREAK) })
    .optional(),
});

@Controller('v1/workspaces/:workspaceId/history')
@Scopes('history')
export class ProofController {
  constructor(
    private readonly gate: Gate,
    private readonly keeper: ChainKeeper,
    private readonly verification: Verification,
  ) {}

  @Get('verification')
  @IsQuery({
    summary: 'Whether the history is as it was when it happened',
    answer: verdict,
    errors: { 403: ['capability_required'] },
  })
  async verify(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @CallerOf() caller: Caller,
  ): Promise<Verdict> {
    return this.verification.verify(await this.enter(workspaceId, caller));
  }

  @Get('bundle')
  @IsQuery({
    summary: 'The history with its proof, to be verified without the service',
    description: 'JSON Lines: a header, every event in its sealed form with its hash, and the signed head with its key.',
    mediaTypes: ['application/jsonl'],
    status: 200,
    errors: { 403: ['capability_required'] },
  })
  async bundle(
    @ValidParams(inWorkspace) { workspaceId }: InWorkspace,
    @CallerOf() caller: Caller,
  ): Promise<StreamableFile> {
    const stream = await this.enter(workspaceId, caller);
    const disposition = `attachment; filename="history-${workspaceId}.jsonl"`;
    return new StreamableFile(Readable.from(this.verification.bundle(stream)), { type: 'application/jsonl', disposition });
  }

  /** @throws NotThere, CapabilityRequired, NotCaughtUp */
  private async enter(workspaceId: string, caller: Caller): Promise<string> {
    const { position } = await this.gate.enterForRecords(workspaceId, caller, 'history.read');
    if (!(await this.keeper.caughtUp(position, PATIENCE_MS))) throw new NotCaughtUp();
    return streamName(workspaceDecider, workspaceId);
  }
}
