import { expect, it } from '@jest/globals';
import { csvOf } from './csv';

it('[T-6] a cell that a spreadsheet would run is defused, a number is not', () => {
  const cells = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1', 'plain', -1];
  const lines = cells.map((cell) => csvOf(['a'], [[cell]]).slice(2));
  expect(lines).toEqual(["'=1+1\n", "'+1\n", "'-1\n", "'@x\n", "'\tx\n", '"\'\rx"\n', "'＝1\n", 'plain\n', '-1\n']);
});

it('quotes what would end a cell or a row', () => {
  expect(csvOf(['name', 'n'], [['Lind, "Ann"', 1], ['two\nlines', null]])).toBe('name,n\n"Lind, ""Ann""",1\n"two\nlines",\n');
});
