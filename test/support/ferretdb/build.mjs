/**
 * Builds FerretDB as the program `ferretdb` in a folder, from a copy of its module to which `narrowed.go` is added; where
 * it was built from these sources already, does nothing.
 *
 * Usage: [GO=the command of Go] node build.mjs FOLDER
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SOURCES = ['build.mjs', 'go.mod', 'go.sum', 'main.go', 'narrowed/narrowed.go', 'one_at_a_time.go'];
const MODULE = 'github.com/FerretDB/FerretDB';

/** What FerretDB 1.24 says, and what it says here. */
const CHANGES = [
  {
    // Finding, changing and deleting by `_id` asks for another expression than the one that has an index.
    file: 'internal/backends/sqlite/metadata/metadata.go',
    from: /IDColumn = DefaultColumn \+ "->'\$\._id'"/,
    to: `IDColumn = DefaultColumn + "->'_id'"`,
  },
  {
    // Every other filter reads all documents, that of an `_id` with a guard too.
    file: 'internal/backends/sqlite/collection.go',
    from: /if params\.Filter\.Len\(\) == 1 \{\n\t\tv, _ := params\.Filter\.Get\("_id"\)\n[^]*?\n\t\}\n\n\tq \+= whereClause\n/,
    to: 'whereClause, args = narrowed(params.Filter)\n\n\tq += whereClause\n',
  },
  {
    // Each of a command's updates holds a connection to SQLite until the command ends: at the hundredth it waits for ever.
    file: 'internal/handler/common/limit_iterator.go',
    from: /if n >= iter\.limit \{\n/,
    to: 'if n >= iter.limit {\n\t\titer.iter.Close()\n',
  },
];

const go = process.env['GO'] ?? 'go';
const folder = process.argv[2];
const program = join(folder, 'ferretdb');
const builtFrom = join(folder, 'built-from');

const hash = createHash('sha256');
for (const source of SOURCES) hash.update(readFileSync(join(HERE, source)));
const sources = hash.digest('hex');

if (!existsSync(program) || !existsSync(builtFrom) || readFileSync(builtFrom, 'utf8') !== sources) {
  mkdirSync(folder, { recursive: true });
  // Several may build at once, each in a folder of its own.
  const building = mkdtempSync(join(folder, 'building-'));
  try {
    build(building);
    renameSync(join(building, 'ferretdb'), program);
    writeFileSync(builtFrom, sources);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function build(building) {
  const { Dir: original } = JSON.parse(run(['mod', 'download', '-json', MODULE]));
  const copy = join(building, 'FerretDB');
  copyFiles(original, copy);
  for (const { file, from, to } of CHANGES) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (!from.test(text)) throw new Error(`${file} is not that of FerretDB 1.24.`);
    writeFileSync(path, text.replace(from, () => to));
  }
  copyFileSync(join(HERE, 'narrowed/narrowed.go'), join(copy, 'internal/backends/sqlite/narrowed.go'));

  const goMod = join(building, 'go.mod');
  writeFileSync(goMod, `${readFileSync(join(HERE, 'go.mod'), 'utf8')}\nreplace ${MODULE} => ${copy}\n`);
  copyFileSync(join(HERE, 'go.sum'), join(building, 'go.sum'));
  run(['build', '-trimpath', '-modfile', goMod, '-o', join(building, 'ferretdb'), '.']);
}

/** Without the modes of a module's files, which are there for reading alone. */
function copyFiles(from, to) {
  mkdirSync(to);
  for (const name of readdirSync(from, { recursive: true })) {
    if (statSync(join(from, name)).isDirectory()) mkdirSync(join(to, name), { recursive: true });
    else writeFileSync(join(to, name), readFileSync(join(from, name)));
  }
}

function run(args) {
  const { status, stdout, stderr, error } = spawnSync(go, args, { cwd: HERE, encoding: 'utf8' });
  if (status !== 0) throw new Error(error?.message ?? stderr);
  return stdout;
}
