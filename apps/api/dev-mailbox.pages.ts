import { type KeptMail } from '#libs/mail';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .5rem; text-align: left; }
  pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
  article { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: .5rem; padding: 1rem; }
`;

export function mailboxPage(mails: readonly KeptMail[]): string {
  const rows = mails.map(
    ({ name, at, to, subject }) =>
      `<tr><td><a href="/dev/mailbox/${escaped(name)}">${escaped(subject)}</a></td><td>${escaped(to)}</td>` +
      `<td><time>${escaped(at)}</time></td></tr>`,
  );
  const table = `<table><thead><tr><th>Subject</th><th>To</th><th>At</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const content = mails.length === 0 ? '<p>No emails yet.</p>' : table;
  return page('Mailbox', `<p>Emails that would have been sent, newest first.</p>${content}`);
}

export function mailPage({ at, to, subject, text }: KeptMail): string {
  return page(
    subject,
    `<p><a href="/dev/mailbox">Mailbox</a></p><p>To ${escaped(to)}, <time>${escaped(at)}</time></p>` +
      `<article><pre>${linked(text)}</pre></article>`,
  );
}

/** Whole lines that are links become links: our emails have each link on a line of its own. */
function linked(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const safe = escaped(line);
      return /^https?:\/\/\S+$/.test(line.trim()) ? `<a href="${safe.trim()}">${safe.trim()}</a>` : safe;
    })
    .join('\n');
}

function page(title: string, content: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>` +
    `<body><h1>${escaped(title)}</h1>${content}</body></html>`
  );
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
