export interface ParsedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Reads back what `compose` wrote with Unix line ends, and nothing more general: two parts, each 7bit, 8bit or base64,
 * and headers whose encoded words are base64. `undefined` for anything else.
 */
export function parseEml(raw: string): ParsedMail | undefined {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  const to = headers.get('to');
  const subject = headers.get('subject') ?? '';
  if (boundary === undefined || to === undefined) return undefined;
  const [text, html] = `\n${body}`.split(`\n--${boundary}`).slice(1, 3).map((part) => content(part.slice(1)));
  if (text === undefined || html === undefined) return undefined;
  return { to: /<([^<>]*)>$/.exec(to)?.[1] ?? to, subject: decoded(subject), text, html };
}

function split(entity: string): { headers: Map<string, string>; body: string } {
  const end = entity.indexOf('\n\n');
  const lines = entity.slice(0, end).replace(/\n(?=[ \t])/g, '').split('\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { headers, body: entity.slice(end + 2) };
}

function content(part: string): string {
  const { headers, body } = split(part);
  if (headers.get('content-transfer-encoding') !== 'base64') return body;
  return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
}

/** Encoded words of RFC 2047; the space between two of them is not part of the text. */
function decoded(header: string): string {
  return header
    .replace(/\?=\s+(?==\?UTF-8\?B\?)/g, '?=')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString('utf8'));
}
