import { Controller, Get, Inject, Res } from '@nestjs/common';
import { Documented, type HttpReply, Public } from '#libs/http';
import { Metrics } from './metrics.js';
import { Standing } from './metrics-standing.js';

@Controller('metrics')
@Public()
export class MetricsController {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Standing) private readonly standing: Standing,
  ) {}

  @Get()
  @Documented({
    summary: 'Figures for Prometheus',
    description: 'In its text format. Counts, times and names of parts: nothing about anybody.',
    mediaTypes: ['text/plain'],
    status: 200,
  })
  async scrape(@Res() reply: HttpReply): Promise<void> {
    await this.standing.look();
    const text = await this.metrics.registry.metrics();
    await reply.type(this.metrics.registry.contentType).send(text);
  }
}
