import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const there = (path) => fileURLToPath(new URL(path, import.meta.url));
/** Below it, compressing saves nothing. */
const WORTH_COMPRESSING = 1024;

/** The API serves what is built here. It puts a nonce of its own for each answer where the placeholder stands. */
export default defineConfig({
  root: here,
  base: '/console/',
  html: { cspNonce: '%NONCE%' },
  resolve: { alias: { '#libs/client': there('../../libs/client/index.ts') } },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: process.env.ROSTER_CONSOLE_OUT ?? there('../../dist/apps/console'),
    emptyOutDir: true,
    target: 'es2022',
    // Nothing in the address of a data: URL: the policy allows scripts and styles of our own origin alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The charts are loaded by the one page that draws them.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // The components say `use client` for frameworks that render on a server.
      onLog: (level, log, tell) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : tell(level, log)),
    },
  },
  plugins: [compressed()],
});

/** Beside each file the same one compressed, so that no request waits for it. */
function compressed() {
  return {
    name: 'compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(js|css)$/.test(file.fileName)) continue;
          const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          if (source.length < WORTH_COMPRESSING) continue;
          const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(source, { params }) });
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(source, { level: 9 }) });
        }
      },
    },
  };
}
