import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const folder = new URL('./', import.meta.url);

it('[S-5] runs in a browser as well: it needs nothing of Node and nothing of the service', () => {
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(name));
  expect(sources.length).toBeGreaterThan(4);
  for (const name of sources) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const imported = [...text.matchAll(/ from '([^']+)'/g)].map(([, from = '']) => from);
    expect(imported.filter((from) => !from.startsWith('./') && from !== 'openapi-fetch')).toEqual([]);
    expect(text).not.toMatch(/\b(Buffer|process|require|setImmediate)\b/);
  }
});
