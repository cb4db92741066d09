import { Controller, Get, Headers, Res } from '@nestjs/common';
import { z } from 'zod';
import { Documented, type HttpReply, Public, ValidParams, ValidQuery } from '#libs/http';
import { ASSETS, type ConsoleFile, isKnown, PAGE, readAssets, readConsoleFile } from './console-files.js';

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
];

/** Own scripts and styles only, no request to anywhere else, no frame around it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Mail programs and their link checkers add parameters of their own to links; a page must open all the same. */
const anyQuery = z.record(z.string(), z.unknown());

const ofAsset = z.object({ file: z.enum(ASSETS) });
type OfAsset = z.infer<typeof ofAsset>;

/** The console: one page for all paths, and what it loads. */
@Controller()
@Public()
export class ConsoleController {
  private readonly index = readConsoleFile(PAGE);
  private readonly assets = readAssets();

  @Get(PATHS)
  @Documented({ summary: 'A page of the console', mediaTypes: ['text/html'], status: 200 })
  async page(
    @ValidQuery(anyQuery) _query: unknown,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: HttpReply,
  ): Promise<void> {
    await send(this.index, known, reply);
  }

  @Get('console/:file')
  @Documented({ summary: 'A script or style of the console', mediaTypes: ['text/javascript', 'text/css'], status: 200 })
  async asset(
    @ValidParams(ofAsset) { file }: OfAsset,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: HttpReply,
  ): Promise<void> {
    await send(this.assets[file], known, reply);
  }
}

/** Browsers keep the file and ask each time whether it is still the same: a new version shows at once. */
async function send(file: ConsoleFile, known: string | undefined, reply: HttpReply): Promise<void> {
  void reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache').header('etag', file.etag);
  if (isKnown(file, known)) await reply.code(304).send();
  else await reply.type(file.type).send(file.content);
}
