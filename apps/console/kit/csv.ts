/** What a spreadsheet would take for the beginning of a formula (T-6), in its wide forms too. */
const RUNS = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const NEEDS_QUOTES = /[",\n\r]/;

export type Cell = string | number | null | undefined;

/** Rows as CSV (RFC 4180), as the service's own exports have it: a cell that would run is defused by an apostrophe. */
export function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(written).join(',')}\n`).join('');
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  // A number is never a formula, also where it begins with a minus.
  if (typeof cell === 'number') return String(cell);
  const text = RUNS.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
