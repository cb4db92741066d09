import { harmless, type Terminal } from './terminal.js';

export type Cell = string | number | null | undefined;

type Row = readonly Cell[];

/** Columns side by side, numbers to the right. */
export async function printTable(terminal: Terminal, heads: readonly string[], rows: readonly Row[]): Promise<void> {
  const cells = rows.map((row) => row.map((cell) => harmless(String(cell ?? '-'))));
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const right = heads.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const cell = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return right[column] ? text.padStart(width) : text.padEnd(width);
  };
  const line = (texts: readonly string[]): string => texts.map(cell).join('  ').trimEnd();
  await terminal.print(terminal.paint('bold', line(heads)), ...cells.map(line));
}

/** Writes the items of a list as one JSON array, each as it comes. */
export async function printArray(terminal: Terminal, items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const item of items) await terminal.write(`${count++ === 0 ? '[\n' : ',\n'}${JSON.stringify(item)}`);
  await terminal.write(count === 0 ? '[]\n' : '\n]\n');
  return count;
}

/** To the second, as people read it: `2026-02-28 15:30:00`. */
export function shortTime(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
