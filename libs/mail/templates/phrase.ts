import { oneLine } from '../plain-text.js';

/** The same words twice, for the text and for the HTML part. */
export interface Phrase {
  readonly text: string;
  readonly html: string;
}

/**
 * A sentence with what people typed in its gaps: made one line and harmless, escaped in HTML, and there in a `bdi`, so
 * that a name written from right to left leaves the order of the sentence alone.
 */
export function phrase(fixed: TemplateStringsArray, ...typed: readonly string[]): Phrase {
  // Only our own links are links: one that was typed as a name is broken, or it could come to stand at a line's start.
  const gaps = typed.map((value) => oneLine(value).replaceAll('://', ': //'));
  // The source breaks long sentences over lines.
  const words = fixed.map((some) => some.replace(/\s+/g, ' '));
  return {
    text: words.map((some, at) => some + (gaps[at] ?? '')).join(''),
    html: words.map((some, at) => escapeHtml(some) + (at in gaps ? bdi(gaps[at] ?? '') : '')).join(''),
  };
}

/** For element content and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function bdi(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}
