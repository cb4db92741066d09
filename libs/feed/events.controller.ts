import { Controller, Get, Req, Res } from '@nestjs/common';
import { z } from 'zod';
import { START } from '#libs/event-sourcing';
import {
  type Caller,
  CallerOf,
  decodePosition,
  Documented,
  encodePosition,
  type HttpReply,
  type HttpRequest,
  id,
  limitUnlessTold,
  Scopes,
  ValidQuery,
} from '#libs/http';
import { EventFeed } from './event-feed.js';
import { type FeedEntry } from './feed-entry.js';
import { streamLive } from './live-stream.js';
import { type Reader, Readers } from './reader.js';

const BATCH = 'application/cloudevents-batch+json';
const STREAM = 'text/event-stream';
const MOST_TYPES = 50;
/** So many pages of the log are looked through for one batch; where fewer fit, `Roster-Position` says how far it came. */
const MOST_PAGES = 40;

const query = z.strictObject({
  after: z.string().max(20).optional(),
  types: z
    .string()
    .max(2000)
    .transform((text) => text.split(',').map((type) => type.trim()))
    .refine((types) => types.length <= MOST_TYPES && types.every((type) => /^[A-Za-z]{1,60}$/.test(type)), {
      error: `At most ${MOST_TYPES} types of events, with commas`,
    })
    .optional(),
  workspaceId: id.optional(),
  limit: limitUnlessTold(200),
});
type Query = z.infer<typeof query>;

@Controller('v1/events')
@Scopes('history')
export class EventsController {
  constructor(
    private readonly feed: EventFeed,
    private readonly readers: Readers,
  ) {}

  @Get()
  @Documented({
    summary: 'The event feed',
    description:
      'CloudEvents 1.0 after a position: a batch, or with `Accept: text/event-stream` an open stream that goes on from ' +
      '`Last-Event-ID`. Each event at least once and in order. `Roster-Position` says how far a batch came.',
    mediaTypes: [BATCH, STREAM],
    status: 200,
    errors: { 403: ['capability_required'] },
  })
  async read(
    @ValidQuery(query) wish: Query,
    @CallerOf() caller: Caller,
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const reader = await this.readers.admit(caller, wish);
    const live = request.headers.accept?.includes(STREAM) ?? false;
    const last = live ? request.headers['last-event-id'] : undefined;
    const after =
      typeof last === 'string'
        ? decodePosition(last, 'Last-Event-ID')
        : wish.after === undefined
          ? START
          : decodePosition(wish.after, 'after');
    if (!live) return this.batch(reader, after, wish.limit, reply);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': STREAM,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    await streamLive(reply.raw, this.feed, reader, after);
  }

  private async batch(reader: Reader, after: number, most: number, reply: HttpReply): Promise<void> {
    const found: FeedEntry[] = [];
    let position = after;
    for (let pages = 0; found.length < most && pages < MOST_PAGES; pages++) {
      const page = await this.feed.read(position, reader);
      if (page.position === position) break;
      position = page.position;
      for (const entry of page.entries) {
        found.push(entry);
        if (found.length < most) continue;
        position = entry.event.position;
        break;
      }
    }
    const body = `[${found.map((entry) => entry.json(reader.personal)).join(',')}]`;
    await reply.header('roster-position', encodePosition(position)).type(BATCH).send(body);
  }
}
