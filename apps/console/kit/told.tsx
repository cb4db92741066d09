import { Fragment, type ReactNode } from 'react';

interface ToldProps {
  /** A sentence of the history. */
  readonly summary: string;
  /** Who may be in it. */
  readonly names: readonly (string | null | undefined)[];
}

const QUOTED = '“[^”]*”';

/**
 * A sentence of the service's with other people's words in it. Names, and what stands in quotation marks, keep their
 * direction to themselves; the sentence keeps its own.
 */
export function Told({ summary, names }: ToldProps) {
  const known = names.filter((name): name is string => typeof name === 'string' && name !== '');
  const theirs = known.sort((a, b) => b.length - a.length).map(literally);
  const parts = summary.split(new RegExp(`(${[...theirs, QUOTED].join('|')})`));
  return (
    <span dir="ltr" style={{ overflowWrap: 'anywhere' }}>
      {parts.map((part, at) => (
        <Fragment key={at}>{at % 2 === 1 ? isolated(part) : part}</Fragment>
      ))}
    </span>
  );
}

function isolated(part: string): ReactNode {
  if (!part.startsWith('“')) return <bdi>{part}</bdi>;
  return (
    <>
      “<bdi>{part.slice(1, -1)}</bdi>”
    </>
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
