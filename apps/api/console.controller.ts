import { randomBytes } from 'node:crypto';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { z } from 'zod';
import { Documented, type HttpReply, NotFound, Public, ValidParams, ValidQuery } from '#libs/http';
import { acceptedForm, ConsoleFiles, isKnown } from './console-files.js';

/** Where pages are. The links in emails lead to some of them, with their token in the fragment. */
const PATHS = [
  '/',
  'sign-up',
  'sign-in',
  'verify',
  'invitation',
  'reset',
  'confirm-email',
  'approve-email',
  'settings',
  'workspaces/:workspaceId',
  'workspaces/:workspaceId/:page',
  'workspaces/:workspaceId/:page/:memberId',
  'workspaces/:workspaceId/:page/:memberId/:part',
];

const NONCE_BYTES = 16;

/**
 * Own scripts only, no request to anywhere else, no frame around it. The styles that components make while they run
 * carry the nonce of the answer that their page came with.
 */
function policy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce === undefined ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Mail programs and their link checkers add parameters of their own to links; a page must open all the same. */
const anyQuery = z.record(z.string(), z.unknown());

const ofAsset = z.object({ file: z.string().max(200) });
type OfAsset = z.infer<typeof ofAsset>;

/** The console: one page for all paths, and what it loads. */
@Controller()
@Public()
export class ConsoleController {
  constructor(@Inject(ConsoleFiles) private readonly files: ConsoleFiles) {}

  @Get(PATHS)
  @Documented({ summary: 'A page of the console', mediaTypes: ['text/html'], status: 200 })
  async page(@ValidQuery(anyQuery) _query: unknown, @Res() reply: HttpReply): Promise<void> {
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    void reply.header('content-security-policy', policy(nonce)).header('cache-control', 'no-store');
    await reply.type('text/html; charset=utf-8').send(this.files.pageWith(nonce));
  }

  @Get('console/assets/:file')
  @Documented({ summary: 'A script or style of the console', mediaTypes: ['text/javascript', 'text/css'], status: 200 })
  async asset(
    @ValidParams(ofAsset) { file }: OfAsset,
    @Headers('if-none-match') known: string | undefined,
    @Headers('accept-encoding') accepted: string | undefined,
    @Res() reply: HttpReply,
  ): Promise<void> {
    const asset = this.files.asset(file);
    if (!asset) throw new NotFound();
    void reply.header('content-security-policy', policy()).header('etag', asset.etag).header('vary', 'accept-encoding');
    // Its name changes with its content: whoever has it never needs to ask again.
    void reply.header('cache-control', 'public, max-age=31536000, immutable');
    if (isKnown(asset, known)) return reply.code(304).send();
    const { content, encoding } = acceptedForm(asset, accepted);
    if (encoding !== undefined) void reply.header('content-encoding', encoding);
    await reply.type(asset.type).send(content);
  }
}
