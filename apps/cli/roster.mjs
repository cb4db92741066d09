#!/usr/bin/env node
import { existsSync } from 'node:fs';

/** The command `roster`, as it was built. */
const main = new URL('../../dist/apps/cli/main.js', import.meta.url);
const USAGE = 2;

if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('roster is not built yet. In its folder: npm run build (npm start and npm test build it, too).\n');
  process.exitCode = USAGE;
}
