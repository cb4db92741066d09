import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { etagOf } from '#libs/http';

/** A script or style of the console, as it is sent. */
export interface ConsoleFile {
  readonly type: string;
  readonly etag: string;
  readonly content: Buffer;
  /** The same compressed, by the name that `Accept-Encoding` has for it. What is best comes first. */
  readonly compressed: readonly { readonly encoding: string; readonly content: Buffer }[];
}

/** Beside `api`, in `dist`: what Vite made of `apps/console`. */
export const CONSOLE_FOLDER = new URL('../console/', import.meta.url);

const PAGE = 'index.html';
/** The folder that Vite puts scripts and styles into. Their names change with their content. */
const ASSETS = 'assets/';
const NONCE = '%NONCE%';
const COMPRESSED = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** What the console consists of, read once. Nothing else of its folder is ever served. */
export class ConsoleFiles {
  private readonly page: readonly string[];
  private readonly assets: ReadonlyMap<string, ConsoleFile>;

  /** @throws Error where the page is missing: the build did not make it */
  constructor(folder: URL = CONSOLE_FOLDER) {
    this.page = readFileSync(new URL(PAGE, folder), 'utf8').split(NONCE);
    const place = new URL(ASSETS, folder);
    const names = existsSync(place) ? readdirSync(place) : [];
    this.assets = new Map(names.filter((name) => typeOf(name) !== undefined).map((name) => [name, read(place, name)]));
  }

  /** The one page that every path of the console is answered with; its script looks at the path. */
  pageWith(nonce: string): string {
    return this.page.join(nonce);
  }

  asset(name: string): ConsoleFile | undefined {
    return this.assets.get(name);
  }
}

/** Whether a browser already has the file: `If-None-Match` names its tag, weak ones included, or any. */
export function isKnown({ etag }: ConsoleFile, ifNoneMatch: string | undefined): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

/** The form of a file that suits what a browser accepts; as it is where nothing else does. */
export function acceptedForm(
  { content, compressed }: ConsoleFile,
  acceptEncoding: string | undefined,
): { readonly content: Buffer; readonly encoding?: string } {
  const accepted = acceptEncoding?.split(',').map((one) => one.trim().toLowerCase()) ?? [];
  return compressed.find(({ encoding }) => accepted.includes(encoding)) ?? { content };
}

function read(folder: URL, name: string): ConsoleFile {
  const content = readFileSync(new URL(name, folder));
  const compressed = COMPRESSED.flatMap(([encoding, ending]) => {
    const place = new URL(name + ending, folder);
    return existsSync(place) ? [{ encoding, content: readFileSync(place) }] : [];
  });
  const etag = etagOf(createHash('sha256').update(content).digest('base64url'));
  return { type: typeOf(name) ?? 'application/octet-stream', etag, content, compressed };
}

function typeOf(name: string): string | undefined {
  return TYPES[name.slice(name.lastIndexOf('.') + 1)];
}
