import { roster } from './program.js';
import { Terminal } from './terminal.js';

const terminal = new Terminal(process.stdout, process.stderr, process.env);
process.exitCode = await roster(process.argv.slice(2), { terminal, env: process.env });
