import { Controller, Get, Inject, Res } from '@nestjs/common';
import { z } from 'zod';
import { Documented, type HttpReply, Public } from '#libs/http';
import { Readiness } from './readiness.js';

const state = z.enum(['up', 'down']);
const live = z.object({ status: state });
const ready = z.object({
  status: state,
  dependencies: z.array(z.object({ name: z.string(), status: state, detail: z.string().optional() })),
  projections: z.array(
    z.object({
      name: z.string(),
      version: z.int(),
      state: z.string(),
      lagEvents: z.int().optional(),
      lagSeconds: z.number().optional(),
      error: z.string().optional(),
    }),
  ),
  processes: z.array(z.object({ name: z.string(), state: z.string(), error: z.string().optional() })),
});

@Controller('health')
@Public()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Get('live')
  @Documented({ summary: 'Whether the process answers', answer: live })
  live(): z.infer<typeof live> {
    return { status: 'up' };
  }

  @Get('ready')
  @Documented({
    summary: 'Whether the service can work',
    description: 'Each dependency, and each projection with how far it lags, as far as the log answers. 503 where it cannot work.',
    answer: ready,
  })
  async ready(@Res({ passthrough: true }) reply: HttpReply): Promise<z.infer<typeof ready>> {
    const report = await this.readiness.report();
    if (report.status === 'down') reply.code(503);
    return report;
  }
}
