import { Controller, Get, Inject, Post } from '@nestjs/common';
import { type Logger } from 'pino';
import { z } from 'zod';
import { type CommandScope } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  Command,
  Documented,
  IsCommand,
  LOGGER,
  Public,
  requireServiceAsItself,
  ServicesOnly,
} from '#libs/http';
import { type PublicKey } from './heads.js';
import { SigningKeys } from './signing-keys.js';

const publicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
  kid: z.string(),
  x: z.string(),
});
const keySet = z.object({ keys: z.array(publicKey) });

/** Open to everybody: an auditor takes the key from here once, and holds every later bundle to it. */
@Controller('.well-known/roster-history-keys')
@Public()
export class SigningKeysController {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  @Documented({ summary: 'The public keys that histories are signed with, the newest last', answer: keySet })
  async all(): Promise<{ readonly keys: readonly PublicKey[] }> {
    return { keys: await this.keys.publicKeys() };
  }
}

/** For operators: a service with the scope `commands`, for itself. Keys of auditors change nothing (H-7). */
@Controller('v1/history/signing-keys')
@ServicesOnly()
export class KeyRotationController {
  constructor(
    private readonly keys: SigningKeys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post()
  @IsCommand({
    summary: 'Make a new key that histories are signed with from now on',
    description:
      'What the older keys have signed still verifies; nothing is signed anew. It belongs to no workspace, so it is in ' +
      'no history and has no position: the log of the service tells of it, without `Roster-Reason`.',
    answer: publicKey,
    status: 201,
    errors: { 403: ['service_required'] },
  })
  async rotate(@Command() command: CommandScope, @CallerOf() caller: Caller): Promise<PublicKey | undefined> {
    requireServiceAsItself(caller);
    if (command.dryRun) return undefined;
    const key = await this.keys.rotate(command.id);
    this.logger.info({ keyId: key.kid, service: caller.name }, 'a new key signs the histories');
    return key;
  }
}
