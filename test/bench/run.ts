import 'reflect-metadata';
import { arch, availableParallelism, platform } from 'node:os';
import { billing } from './billing.bench.js';
import { commands } from './commands.bench.js';
import { feed } from './feed.bench.js';
import { title } from './figures.js';
import { history } from './history.bench.js';
import { http } from './http.bench.js';
import { production } from './production.bench.js';
import { proof } from './proof.bench.js';
import { removal } from './removal.bench.js';
import { start } from './start.bench.js';

/** `npm run bench`, or some of it: `npm run bench -- commands http`. */
const ALL = { billing, commands, feed, history, http, production, proof, removal, start };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in ALL));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are ${Object.keys(ALL).join(', ')}.`);
  process.exit(2);
}
title(`Node ${process.version}, ${platform()} ${arch()}, ${availableParallelism()} processors. Ratios compare within one run.`);
for (const [name, bench] of Object.entries(ALL)) if (wanted.length === 0 || wanted.includes(name)) await bench();
