import 'reflect-metadata';
import { Controller, Global, Module, Post } from '@nestjs/common';
import { pino } from 'pino';
import { z } from 'zod';
import { START } from '#libs/event-sourcing';
import {
  CALLERS,
  createHttpApp,
  Documented,
  emailAddress,
  id,
  Public,
  READ_MODELS,
  ROSTER_SECRET,
  SEAT_DELTA,
  ValidBody,
  ValidParams,
  VAULT,
} from '#libs/http';
import { ByHand } from './by-hand.js';

const params = z.object({ workspaceId: id });
const invitation = z.strictObject({
  email: emailAddress,
  role: z.enum(['admin', 'user']).default('user'),
  inboxIds: z.array(id).max(200).default([]),
});

/** The routes that benchmarks compare with: everything before the command, and nothing of it, or its bare deeds. */
@Controller('v1/workspaces/:workspaceId/invitations')
class ValidatingController {
  @Post()
  @Public()
  @Documented({ summary: 'Validates', answer: z.object({ role: z.string() }), status: 201 })
  validate(@ValidParams(params) _: unknown, @ValidBody(invitation) { role }: z.infer<typeof invitation>) {
    return { role };
  }

  @Post('by-hand')
  @Public()
  @Documented({ summary: 'Validates, and invites by hand', answer: z.object({ role: z.string() }), status: 201 })
  async invite(@ValidParams(params) _: unknown, @ValidBody(invitation) { email, role }: z.infer<typeof invitation>) {
    await byHand.invite(email);
    return { role };
  }
}

const byHand = new ByHand();
const PROVIDERS = [
  { provide: CALLERS, useValue: { session: () => Promise.resolve(null), service: () => null, mayKnowOf: () => Promise.resolve(true) } },
  { provide: READ_MODELS, useValue: { caughtUp: () => Promise.resolve(true), written: () => START } },
  { provide: VAULT, useValue: {} },
  { provide: SEAT_DELTA, useValue: () => 0 },
  { provide: ROSTER_SECRET, useValue: 'a secret that only benchmarks use, long enough' },
];

@Global()
@Module({ controllers: [ValidatingController], providers: PROVIDERS, exports: PROVIDERS.map(({ provide }) => provide) })
class ValidatingModule {}

const app = await createHttpApp(ValidatingModule, { logger: pino({ level: 'silent' }) });
await app.listen(Number(process.argv[2]), '127.0.0.1');
process.send?.('ready');
process.once('SIGTERM', () => void app.close().then(() => byHand.close()).finally(() => process.exit()));
