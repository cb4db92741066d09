import { oneLine } from '../plain-text.js';
import { escapeHtml, phrase, type Phrase } from './phrase.js';

/** What a template gives; the address and the message id are the sender's business. */
export interface Content {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Link {
  /** What the button says. */
  readonly label: string;
  /** An absolute http(s) URL, percent-encoded where it is not ASCII. */
  readonly href: string;
}

const COLUMNS = 76;

const FONT = 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#1d4ed8;color:#ffffff;' +
  'font-weight:600;text-decoration:none';

/**
 * One letter as text and as HTML, written once. Every link stands alone on an unbroken line of the text. The HTML sets
 * no page colours, so that it follows the reader's light or dark setting, and loads nothing from anywhere.
 *
 * @throws TypeError when a link is not an absolute http(s) URL
 */
export function letter(subject: string, ...parts: readonly (Phrase | Link)[]): Content {
  const title = oneLine(subject, 150);
  const text = [...parts.map((part) => ('href' in part ? linkText(part) : wrapped(part.text))), 'Roster'];
  return {
    subject: title,
    text: `${text.join('\n\n')}\n`,
    html: [
      '<!doctype html>',
      '<html lang="en" dir="ltr">',
      '<head>',
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="color-scheme" content="light dark">',
      '<meta name="supported-color-schemes" content="light dark">',
      `<title>${escapeHtml(title)}</title>`,
      '</head>',
      `<body style="margin:0;padding:24px;${FONT};font-size:16px;line-height:1.5">`,
      '<div style="max-width:36em;margin:0 auto;overflow-wrap:anywhere">',
      ...parts.map((part) => ('href' in part ? linkHtml(part) : `<p>${part.html}</p>`)),
      '<p>Roster</p>',
      '</div>',
      '</body>',
      '</html>',
      '',
    ].join('\n'),
  };
}

/**
 * Whoever signs up chooses the name, and the mail may go to somebody else: a name that mail programs would turn into a
 * link is left out of the greeting.
 */
export function greeting(name: string): Phrase {
  const linkLike = /:\/\/|www\.|@|\p{L}\.\p{L}{2}/iu.test(name);
  return linkLike || oneLine(name) === '' ? phrase`Hello,` : phrase`Hello ${name},`;
}

function linkText({ label, href }: Link): string {
  return `${label}:\n\n${checked(href)}`;
}

function linkHtml({ label, href }: Link): string {
  const url = escapeHtml(checked(href));
  return [
    `<p><a href="${url}" style="${BUTTON}">${escapeHtml(label)}</a></p>`,
    '<p>If the button does not work, copy this link into your browser:<br>',
    `<a href="${url}">${url}</a></p>`,
  ].join('\n');
}

/** The link holds a token, so the error does not repeat it. */
function checked(href: string): string {
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(href)) throw new TypeError('A link in a mail is an absolute http(s) URL');
  return href;
}

function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= COLUMNS) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
