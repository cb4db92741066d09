import { useSearch } from '@tanstack/react-router';

/** Filters stand in the address as plain words: `?role=admin&search=ann`, no quotes and no JSON. */

export type Search = Readonly<Record<string, string | undefined>>;

export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** Of what an address brings, the names that a page knows, each as text; all else is left aside. */
export function known<Name extends string>(...names: readonly Name[]) {
  return (search: Readonly<Record<string, unknown>>): { readonly [Key in Name]?: string } => {
    const found: { [Key in Name]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') found[name] = value;
    }
    return found;
  };
}

/** What the address of this page has of what the page knows. */
export function useFilters<Name extends string>(): { readonly [Key in Name]?: string } {
  const search: unknown = useSearch({ strict: false });
  return search as { readonly [Key in Name]?: string };
}
