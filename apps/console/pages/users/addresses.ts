/** What is pasted into the box: addresses, or `Name <address>`, with commas, semicolons, spaces or lines between. */

export interface Entry {
  /** As it stands in the box. */
  readonly text: string;
  /** Undefined where none can be made out. */
  readonly email: string | undefined;
  readonly problem?: 'not_an_address' | 'twice';
}

const NAMED_OR_WORD = /((?:"[^"\n]*"|[^<>,;"\n])*)<([^<>\n]*)>|"[^"\n]*"|[^\s,;<>"]+/g;
/** Roughly: the service says the last word on each. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@.<>,;:"()[\]\\]+$/;

/** Each address once in the order of the box; what is none, and what comes twice, with what is wrong with it. */
export function entriesIn(box: string): readonly Entry[] {
  const seen = new Set<string>();
  return candidatesIn(box).map(({ text, address }): Entry => {
    if (!ADDRESS.test(address)) return { text, email: undefined, problem: 'not_an_address' };
    const same = address.normalize('NFC').toLowerCase();
    if (seen.has(same)) return { text, email: address, problem: 'twice' };
    seen.add(same);
    return { text, email: address };
  });
}

interface Candidate {
  readonly text: string;
  readonly address: string;
}

function candidatesIn(box: string): readonly Candidate[] {
  return [...box.matchAll(NAMED_OR_WORD)].flatMap(([text, before, address]) => {
    if (address === undefined) return [{ text, address: text }];
    const words = (before ?? '').split(/\s+/);
    // Addresses that only a space divides from the name of the next one.
    const end = words.findLastIndex((word) => word.includes('@')) + 1;
    const name = words.slice(end).join(' ').trim();
    const alone = words.slice(0, end).map((word) => ({ text: word, address: word }));
    const named = { text: name === '' ? address : `${name} <${address}>`, address: address.trim() };
    return [...alone, named].filter(({ text: written }) => written.trim() !== '');
  });
}
