/**
 * Text as it is searched and sorted by: without accents and without difference of case. By way of the capitals, so that
 * ß is ss as in WEISS; and a Greek sigma is the same at the end of a word.
 */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/**
 * What a name and an address are found by: each word of the name and each part of the address, whole and from its
 * beginning on (T-3). `bo.lee@mail.acme.com` is found by `bo.lee@`, `lee` and `acme`.
 */
export function searchTerms(name: string | null, email: string | null): readonly string[] {
  const terms = new Set<string>();
  if (name) for (const word of words(name)) terms.add(word);
  if (email) {
    terms.add(folded(email));
    for (const word of words(email)) terms.add(word);
  }
  return [...terms];
}

/**
 * What a search looks for: each must be the beginning of some term. An address is one, as far as it was typed; anything
 * else falls into words as names do, so that `O'Brien`, `Jean-Luc` and `@acme.com` are found however they are written.
 */
export function searchWords(search: string): readonly string[] {
  const parts = folded(search).split(/\s+/u).filter((part) => part !== '');
  return [...new Set(parts.flatMap(wordsSought))];
}

/** Signs alone are looked for as they are: to find nothing is right, to find everybody is not. */
function wordsSought(part: string): readonly string[] {
  const within = ADDRESS.test(part) ? [] : words(part);
  return within.length === 0 ? [part] : within;
}

/** A local part and an `@`, and as much of the domain as there is. */
const ADDRESS = /^[^@]+@/u;

function words(text: string): readonly string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
