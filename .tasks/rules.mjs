import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fail, files, root } from './shared.mjs';

/**
 * Prints every rule with the tests that carry its number in their titles, and fails for a rule without one. The rules
 * themselves are read from the product's rules where those are at hand, else from the list that is kept here. Rules of
 * parts that are not built yet are listed as such.
 */
const PARTS = {
  R: range('R', 10),
  I: range('I', 10),
  D: range('D', 9),
  T: ['T-1', 'T-2', 'T-3', 'T-4', 'T-6'],
  P: ['P-1', 'P-2', 'P-4'],
  C: range('C', 6),
  S: ['S-1', 'S-2', 'S-3', 'S-6', 'S-7'],
};
const built = Object.values(PARTS).flat();

const titles = new Map(built.map((rule) => [rule, []]));
for (const folder of ['apps', 'libs', 'test']) {
  for (const file of files(join(root, folder)).filter((name) => name.endsWith('.spec.ts') || name.endsWith('.contract.ts'))) {
    for (const [line, text] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (!/\b(it|test|describe)(\.each)?\b|^\s*[`'"]/.test(text)) continue;
      for (const [, rule] of text.matchAll(/\[([A-Z]-\d+)\]/g)) {
        if (!titles.has(rule)) titles.set(rule, []);
        titles.get(rule).push(`${relative(root, file)}:${line + 1}`);
      }
    }
  }
}

const known = rulesAtHand();
const all = [...new Set([...built, ...known, ...titles.keys()])].sort(byNumber);
for (const rule of all) {
  const tests = titles.get(rule) ?? [];
  const state = tests.length > 0 ? `${tests.length} tests` : built.includes(rule) ? 'NO TEST' : 'not built yet';
  console.log(`${rule.padEnd(5)} ${state.padEnd(14)} ${summary(tests)}`);
}
const without = built.filter((rule) => titles.get(rule).length === 0);
if (without.length > 0) fail(`Rules without a test: ${without.join(', ')}`);
console.log(`\n${built.length} rules built, each with tests.`);

function range(letter, last) {
  return Array.from({ length: last }, (_, index) => `${letter}-${index + 1}`);
}

function rulesAtHand() {
  const file = join(root, '../shared/product/rules.md');
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/^- ([A-Z]-\d+)\b/gm)].map(([, rule]) => rule);
}

function byNumber(a, b) {
  return a[0] === b[0] ? Number(a.slice(2)) - Number(b.slice(2)) : built.join().indexOf(a) - built.join().indexOf(b);
}

function summary(tests) {
  const places = [...new Set(tests.map((test) => test.replace(/:\d+$/, '')))];
  return places.slice(0, 3).join(', ') + (places.length > 3 ? `, and ${places.length - 3} more files` : '');
}
