import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shared.mjs';

/** Files that the compiler leaves where they are. */
for (const folder of ['apps/console']) {
  if (existsSync(join(root, folder))) cpSync(join(root, folder), join(root, 'dist', folder), { recursive: true });
}
