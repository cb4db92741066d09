import { build, install, root } from './shared.mjs';

install();
build();
process.chdir(root);
await import('../dist/apps/api/main.js');
