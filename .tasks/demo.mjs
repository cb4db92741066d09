import { run, install, build } from './shared.mjs';

install();
build();
run(process.execPath, ['test/support/demo.mjs', ...process.argv.slice(2)]);
