import { Controller, Get, Inject, Res } from '@nestjs/common';
import { z } from 'zod';
import { Documented, type HttpReply, NotFound, Public, ValidParams, ValidQuery } from '#libs/http';
import { listOutbox, readOutbox } from '#libs/mail';
import { mailboxPage, mailPage } from './dev-mailbox.pages.js';

/** Injection token: the folder that emails are kept in. */
export const OUTBOX = Symbol('OUTBOX');

const MOST = 10_000;
const HTML = 'text/html; charset=utf-8';
/** Mails bring their own inline styles and nothing else: no script, no picture, no request to anywhere. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const ofMail = z.object({ name: z.string().max(100) });
type OfMail = z.infer<typeof ofMail>;

const listQuery = z.strictObject({
  to: z.string().max(254).optional(),
  format: z.enum(['html', 'json']).default('html'),
  limit: z.coerce.number().int().min(1).max(10_000).default(200),
});
type ListQuery = z.infer<typeof listQuery>;

/**
 * The emails that were not sent, because there is no mail server: for development, and only while the service listens on
 * loopback.
 */
@Controller('dev/mailbox')
@Public()
export class DevMailboxController {
  constructor(@Inject(OUTBOX) private readonly outbox: string) {}

  @Get()
  @Documented({
    summary: 'The development mailbox',
    description: 'Newest first; `to` shows the mails of one address, `format=json` is for scripts.',
    mediaTypes: ['text/html', 'application/json'],
    status: 200,
  })
  async list(@ValidQuery(listQuery) { to, format, limit }: ListQuery, @Res() reply: HttpReply): Promise<void> {
    const mails = await listOutbox(this.outbox, to === undefined ? limit : MOST);
    const shown = mails.filter((mail) => to === undefined || mail.to === to).slice(0, limit);
    if (format === 'json') await reply.send({ items: shown });
    else await reply.type(HTML).header('content-security-policy', POLICY).send(mailboxPage(shown));
  }

  @Get(':name')
  @Documented({ summary: 'One email of the development mailbox', mediaTypes: ['text/html'], status: 200 })
  async one(@ValidParams(ofMail) { name }: OfMail, @Res() reply: HttpReply): Promise<void> {
    const mail = await readOutbox(this.outbox, name);
    if (!mail) throw new NotFound();
    await reply.type(HTML).header('content-security-policy', POLICY).send(mailPage(mail));
  }
}
