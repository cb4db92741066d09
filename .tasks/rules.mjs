import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fail, files, root } from './shared.mjs';

/**
 * Prints every rule with the tests that carry its number in their titles, and fails for a rule without one. The rules
 * themselves are read from the product's rules where those are at hand, else from the list that is kept here.
 */
const LAST = { R: 10, I: 10, D: 9, T: 6, P: 4, C: 6, X: 14, A: 7, B: 6, H: 7, S: 7 };
const letters = Object.keys(LAST).join('');
const kept = Object.entries(LAST).flatMap(([letter, last]) => range(letter, last));

const titles = new Map(kept.map((rule) => [rule, []]));
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

const all = [...new Set([...kept, ...rulesAtHand(), ...titles.keys()])].sort(byNumber);
const testsOf = (rule) => titles.get(rule) ?? [];
for (const rule of all) {
  const count = testsOf(rule).length;
  console.log(`${rule.padEnd(5)} ${(count > 0 ? `${count} tests` : 'NO TEST').padEnd(10)} ${summary(testsOf(rule))}`);
}
const without = all.filter((rule) => testsOf(rule).length === 0);
if (without.length > 0) fail(`Rules without a test: ${without.join(', ')}`);
console.log(`\n${all.length} rules, each with tests.`);

function range(letter, last) {
  return Array.from({ length: last }, (_, index) => `${letter}-${index + 1}`);
}

function rulesAtHand() {
  const file = join(root, '../shared/product/rules.md');
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/^- ([A-Z]-\d+)\b/gm)].map(([, rule]) => rule);
}

function byNumber(a, b) {
  return a[0] === b[0] ? Number(a.slice(2)) - Number(b.slice(2)) : letters.indexOf(a[0]) - letters.indexOf(b[0]);
}

function summary(tests) {
  const places = [...new Set(tests.map((test) => test.replace(/:\d+$/, '')))];
  return places.slice(0, 3).join(', ') + (places.length > 3 ? `, and ${places.length - 3} more files` : '');
}
