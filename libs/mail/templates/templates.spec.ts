import { describe, expect, it } from '@jest/globals';
import { alreadyRegistered } from './already-registered.js';
import { approveEmail } from './approve-email.js';
import { confirmEmail } from './confirm-email.js';
import { emailChanged } from './email-changed.js';
import { invitation } from './invitation.js';
import type { Content } from './letter.js';
import { passwordChanged } from './password-changed.js';
import { passwordReset } from './password-reset.js';
import { verification } from './verification.js';

const link = `https://roster.example/verify#token=${'Abc-_.9'.repeat(40)}`;
const other = 'https://roster.example/reset';
const expiresAt = '2026-03-01T09:05:59.999Z';
const until = 'Sunday 1 March 2026 at 09:05 UTC';

interface Case {
  readonly links: readonly string[];
  /** Whether it says when the link stops working. */
  readonly ends: boolean;
  readonly from: (typed: string) => Content;
}

const every: Readonly<Record<string, Case>> = {
  verification: { links: [link], ends: true, from: (name) => verification({ name, link, expiresAt }) },
  alreadyRegistered: {
    links: [link, other],
    ends: false,
    from: () => alreadyRegistered({ signInLink: link, resetLink: other }),
  },
  invitation: {
    links: [link],
    ends: true,
    from: (typed) => invitation({ workspaceName: typed, invitedBy: typed, role: 'user', link, expiresAt }),
  },
  'password reset, asked by the person': {
    links: [link],
    ends: true,
    from: () => passwordReset({ link, expiresAt, askedBy: 'you' }),
  },
  'password reset, sent by an admin': {
    links: [link],
    ends: true,
    from: (workspaceName) => passwordReset({ link, expiresAt, askedBy: 'admin', workspaceName }),
  },
  passwordChanged: { links: [], ends: true, from: () => passwordChanged({ at: expiresAt }) },
  confirmEmail: { links: [link], ends: true, from: () => confirmEmail({ link, expiresAt }) },
  approveEmail: {
    links: [link],
    ends: true,
    from: (typed) => approveEmail({ workspaceName: typed, newEmail: typed, link, expiresAt }),
  },
  emailChanged: { links: [], ends: true, from: () => emailChanged({ at: expiresAt }) },
};

const hostile: Readonly<Record<string, string>> = {
  HTML: '<script>alert(1)</script><img src=x onerror="alert(\'2\')">',
  'line breaks and controls': 'Bo\r\nBcc: eve@evil.example\r\n\r\n<p>\u0000\u001b[31m\u007f\u0085\u2028\u2029',
  'marks of direction': '\u202egnp.exe\u202c \u2066\u200f\u061cBo\u2069',
  '200 wide characters': '\u{1f469}'.repeat(200),
  'a lone surrogate': 'Bo\ud83d',
  'its own text': 'Confirm my email address:\n\nhttps://evil.example/#token=x\n',
};

describe.each(Object.entries(every))('%s', (_, { links, ends, from }) => {
  it('gives every link a line of its own in the text, whole', () => {
    const lines = from('Bo').text.split('\n');
    expect(lines.filter((line) => line.includes('://'))).toEqual(links);
  });

  it('links to nothing else in the HTML and loads nothing', () => {
    const { html } = from('Bo');
    const targets = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target);
    expect([...new Set(targets)]).toEqual(links);
    expect(html).not.toMatch(/<img|<script|<link|url\(/i);
  });

  it('says the time in UTC where a time matters, and what to do when it was not you', () => {
    const text = from('Bo').text.replace(/\s+/g, ' ');
    expect(text.includes(until)).toBe(ends);
    expect(text).toMatch(/Was this not you\?|Were you not expecting this\?|did you not expect this\?/);
  });

  it.each(Object.entries(hostile))('stays whole with %s for a name', (_what, typed) => {
    const harmless = from('Bo');
    const { subject, text, html } = from(typed);
    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e\u2066]/u);
    expect(Array.from(subject).length).toBeLessThanOrEqual(150);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200f\u061c]/u);
    expect(text.split('\n').filter((line) => line.includes('://'))).toEqual(links);
    expect(text.split('\n').every((line) => Buffer.byteLength(line) <= 998)).toBe(true);
    expect(tags(html)).toEqual(tags(harmless.html));
    expect(subject + text + html).not.toMatch(/\p{Cs}/u);
  });
});

describe('verification', () => {
  it('says that the link lives 24 hours, and until when', () => {
    const text = flat(verification({ name: 'Zoë', link, expiresAt }));
    expect(text).toContain('Hello Zoë,');
    expect(text).toContain(`for 24 hours, until ${until}`);
  });

  it('leaves out of the greeting what a mail program would turn into a link', () => {
    for (const name of ['Win at evil.example', 'http://evil', 'www.evil', 'eve@evil', ' ']) {
      expect(flat(verification({ name, link, expiresAt }))).toMatch(/^Hello, Thank/);
    }
    for (const name of ['J.R. Ewing', 'Dr. Bo', 'Bo O’Neil']) {
      expect(flat(verification({ name, link, expiresAt }))).toContain(`Hello ${name},`);
    }
  });
});

describe('invitation', () => {
  const invited = { workspaceName: 'Acme & Sons', invitedBy: 'Ann', role: 'user', link, expiresAt } as const;

  it('names the workspace, the role and who invited', () => {
    expect(invitation(invited).subject).toBe('You are invited to join Acme & Sons on Roster');
    expect(flat(invitation(invited))).toContain('Ann has invited you to join the workspace Acme & Sons on Roster.');
    expect(flat(invitation(invited))).toContain('as a user');
    expect(flat(invitation({ ...invited, role: 'admin' }))).toContain('as an admin');
    expect(invitation(invited).html).toContain('<bdi>Acme &amp; Sons</bdi>');
  });

  it('names nobody where nobody is to be named', () => {
    expect(flat(invitation({ ...invited, invitedBy: null }))).toContain('You have been invited to join the workspace');
  });

  it('says that earlier links no longer work once it was resent, and only then', () => {
    const sentence = 'The links in earlier emails about this invitation no longer work.';
    expect(flat(invitation({ ...invited, resent: true }))).toContain(sentence);
    expect(flat(invitation({ ...invited, resent: false }))).not.toContain(sentence);
  });

  it('tells whom to ask when the link has expired', () => {
    expect(flat(invitation(invited))).toContain('ask an admin of the workspace to resend the invitation');
  });
});

describe('password reset and change', () => {
  it('says that the link lives 30 minutes, works once and is replaced by a newer one', () => {
    const text = flat(passwordReset({ link, expiresAt, askedBy: 'you' }));
    expect(text).toContain(`works once and for 30 minutes, until ${until}, and a newer email of this kind replaces it`);
    expect(text).toContain('signed out everywhere');
  });

  it('says whose admin sent it, and that the admin cannot set the password', () => {
    const text = flat(passwordReset({ link, expiresAt, askedBy: 'admin', workspaceName: 'Acme' }));
    expect(text).toContain('An admin of the workspace Acme has sent you this email');
    expect(text).toContain('Nobody but you can see or set it.');
  });

  it('tells when the password was changed', () => {
    expect(flat(passwordChanged({ at: expiresAt }))).toContain(`was changed on ${until}`);
  });
});

describe('email change', () => {
  it('tells the current address which address an admin asked for', () => {
    const text = flat(approveEmail({ workspaceName: 'Acme', newEmail: 'bo@new.example', link, expiresAt }));
    expect(text).toContain('An admin of the workspace Acme has asked to change');
    expect(text).toContain('to bo@new.example.');
  });

  it('tells the old address', () => {
    expect(flat(emailChanged({ at: expiresAt }))).toContain(`has had another email address since ${until}`);
  });
});

it('refuses a link that is not an absolute http(s) URL, without repeating it', () => {
  for (const bad of ['javascript:alert(1)', '/verify#token=secret', 'https://a.example/ secret', 'https://a\nsecret']) {
    expect(() => confirmEmail({ link: bad, expiresAt })).toThrow(/^A link in a mail is an absolute http\(s\) URL$/);
  }
});

function flat({ text }: Content): string {
  return text.replace(/\s+/g, ' ');
}

/** Without the frame around a name, which a greeting may leave out. */
function tags(html: string): readonly string[] {
  return [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/^<\/?bdi>$/.test(tag));
}
