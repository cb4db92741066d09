export interface LiteralPrefix {
  readonly text: string;
  /** True where the pattern asks for nothing but this beginning. */
  readonly whole: boolean;
}

const QUANTIFIERS = '*?+{';
const SPECIAL = '.[](){}*+?|^$';

/** The text that every match of a pattern begins with; undefined where an index cannot help. */
export function literalPrefix(pattern: RegExp): LiteralPrefix | undefined {
  const { source, flags } = pattern;
  if (!source.startsWith('^') || /[imsuv]/.test(flags) || hasAlternatives(source)) return undefined;
  let text = '';
  let index = 1;
  while (index < source.length) {
    const literal = literalAt(source, index);
    if (!literal) break;
    const next = source[index + literal.length];
    // The last one may be optional or repeated: it belongs to what the pattern has to judge.
    if (next !== undefined && QUANTIFIERS.includes(next)) break;
    text += literal.at(-1) ?? '';
    index += literal.length;
  }
  return text === '' ? undefined : { text, whole: index === source.length };
}

/** The piece of the source that stands for one character as it is: `a` or `\.` */
function literalAt(source: string, index: number): string | undefined {
  const unit = source[index] as string;
  if (unit !== '\\') return SPECIAL.includes(unit) ? undefined : unit;
  const escaped = source[index + 1];
  return escaped === undefined || /[a-z0-9]/i.test(escaped) ? undefined : unit + escaped;
}

function hasAlternatives(source: string): boolean {
  return source.replace(/\\./g, '').includes('|');
}
