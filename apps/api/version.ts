import { existsSync, readFileSync } from 'node:fs';

/** Of this package, whether it runs compiled or from its sources. */
export function version(): string {
  let file = new URL('package.json', import.meta.url);
  while (!existsSync(file) && file.pathname !== '/package.json') file = new URL('../package.json', file);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
