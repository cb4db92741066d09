import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import {
  CallerOf,
  cursor,
  Cursors,
  InvalidRequest,
  IsQuery,
  limit,
  pageOf,
  type PersonCaller,
  PersonsOnly,
  ValidQuery,
} from '#libs/http';
import { session } from '../schemas.js';
import { Sessions } from '../sessions.js';

const query = z.strictObject({ limit, cursor: cursor.optional() });
const sessions = pageOf(session);

@Controller('v1/sessions')
@PersonsOnly()
export class MySessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly cursors: Cursors,
  ) {}

  @Get()
  @IsQuery({ summary: 'Where I am signed in', answer: sessions })
  async list(
    @ValidQuery(query) { limit: count, cursor: from }: z.infer<typeof query>,
    @CallerOf() { accountId, sessionId: current }: PersonCaller,
  ): Promise<z.infer<typeof sessions>> {
    const kind = `sessions ${accountId}`;
    const after = from === undefined ? undefined : sessionAt(this.cursors.decode(kind, from));
    const found = await this.sessions.list(accountId, count + 1, after);
    const items = found.slice(0, count).map(({ sessionId: id, ...rest }) => ({ id, ...rest, current: id === current }));
    const last = found.length > count ? items.at(-1) : undefined;
    return { items, nextCursor: last ? this.cursors.encode(kind, [last.id]) : null };
  }
}

function sessionAt([id]: readonly unknown[]): string {
  if (typeof id !== 'string') throw InvalidRequest.at('cursor', 'Not a cursor of this list');
  return id;
}
