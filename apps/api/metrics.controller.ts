import { Controller, Get, Inject, Res } from '@nestjs/common';
import { Documented, type HttpReply, Public } from '#libs/http';
import { Standing } from './metrics-standing.js';

@Controller('metrics')
@Public()
export class MetricsController {
  constructor(@Inject(Standing) private readonly standing: Standing) {}

  @Get()
  @Documented({
    summary: 'Figures for Prometheus',
    description: 'In its text format. Counts, times and names of parts: nothing about anybody.',
    mediaTypes: ['text/plain'],
    status: 200,
  })
  async scrape(@Res() reply: HttpReply): Promise<void> {
    const { type, text } = await this.standing.figures();
    await reply.type(type).send(text);
  }
}
