import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { etagOf } from '#libs/http';

/** A file of the console, as it is sent. */
export interface ConsoleFile {
  readonly type: string;
  readonly content: Buffer;
  readonly etag: string;
}

/** The page that every path of the console is answered with; its script looks at the path. */
export const PAGE = 'index.html';

/** What the page loads. Nothing else of the folder is ever served. */
export const ASSETS = [
  'account-pages.js',
  'api.js',
  'console.css',
  'console.js',
  'dom.js',
  'forms.js',
  'invitation-page.js',
  'link-pages.js',
  'link-token.js',
  'member-row.js',
  'member-table.js',
  'moments.js',
  'role-change.js',
  'role-guide.js',
  'session.js',
  'settings-page.js',
  'workspace-page.js',
] as const;
export type AssetName = (typeof ASSETS)[number];

/** Beside `api`, in the sources as well as in `dist`. */
export const CONSOLE_FOLDER = new URL('../console/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** Reads a file of the console. @throws Error where it is missing: the build did not copy it */
export function readConsoleFile(name: AssetName | typeof PAGE): ConsoleFile {
  const content = readFileSync(new URL(name, CONSOLE_FOLDER));
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  return { type, content, etag: etagOf(createHash('sha256').update(content).digest('base64url')) };
}

/** All of `ASSETS`, by name. */
export function readAssets(): Readonly<Record<AssetName, ConsoleFile>> {
  return Object.fromEntries(ASSETS.map((name) => [name, readConsoleFile(name)])) as Record<AssetName, ConsoleFile>;
}

/** Whether a browser already has the file: `If-None-Match` names its tag, weak ones included, or any. */
export function isKnown({ etag }: ConsoleFile, ifNoneMatch: string | undefined): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
