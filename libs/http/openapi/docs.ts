import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument, type OpenApiDocument } from './document.js';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Roster: the HTTP contract</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="contract"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#contract', deepLinking: true, validatorUrl: null });
`;

/** Parts of swagger-ui-dist, and their types. */
const PARTS = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
} as const;

/**
 * Serves `/openapi.json`, and `/docs` as its page, which loads nothing from anywhere else. To be called before
 * `app.init()`; the start then fails where a route is not documented.
 */
export function serveDocs(app: NestFastifyApplication, version?: string): void {
  let document: OpenApiDocument | undefined;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onReady', (done) => {
    document = openApiDocument(app, version);
    done();
  });
  fastify.get('/openapi.json', (_request, reply) => reply.send(document));
  const serve = (path: string, type: string, content: () => string | Promise<Buffer>): void => {
    fastify.get(path, async (_request, reply) =>
      reply.header('content-security-policy', POLICY).type(type).send(await content()),
    );
  };
  serve('/docs', 'text/html; charset=utf-8', () => PAGE);
  serve('/docs/start.js', 'text/javascript', () => START);
  const { resolve } = createRequire(import.meta.url);
  for (const [name, type] of Object.entries(PARTS)) {
    serve(`/docs/${name}`, type, () => readFile(resolve(`swagger-ui-dist/${name}`)));
  }
}
