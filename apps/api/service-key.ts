import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiKey, SCOPES } from '#libs/http';

/**
 * The key of the embedded mode: all scopes, made at the first start and kept in `DATA_DIR/service-key`, readable for the
 * owner of the folder alone.
 */
export function embeddedServiceKey(dataDirectory: string): { readonly key: string; readonly entry: ApiKey; readonly made: boolean } {
  const file = join(dataDirectory, 'service-key');
  const kept = read(file);
  const key = kept ?? `rk_${randomBytes(32).toString('base64url')}`;
  if (kept === undefined) writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
  const sha256 = createHash('sha256').update(key).digest();
  return { key, entry: { name: 'embedded', scopes: new Set(SCOPES), sha256 }, made: kept === undefined };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
