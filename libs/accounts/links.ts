import { Inject, Injectable } from '@nestjs/common';
import { PUBLIC_URL } from '#libs/http';
import { LinkTokens } from '#libs/vault';
import { LinkUnknown } from './domain/errors.js';

/** What a link in an email is for, and the page it leads to. */
const PAGES = {
  verification: 'verify',
  reset: 'reset',
  'confirm-email': 'confirm-email',
  'approve-email': 'approve-email',
} as const;

export type LinkPurpose = keyof typeof PAGES;

/** What stands in a link's token. */
export interface LinkContent {
  /** The stream's id: an account's, or the key of an address. */
  readonly of: string;
  /** Which of its sign-ups, resets or changes: a UUID. */
  readonly id: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}

/** No UUID has it, so the last one parts the two ids. */
const SEPARATOR = '_';

/** The links in emails. Their tokens are not stored: they are made from events and judged by streams. */
@Injectable()
export class Links {
  private readonly base: string;

  constructor(
    private readonly tokens: LinkTokens,
    @Inject(PUBLIC_URL) publicUrl: string,
  ) {
    this.base = publicUrl.replace(/\/+$/, '');
  }

  /** A whole link; the token stands in the fragment, which no server log and no `Referer` ever holds. */
  link(purpose: LinkPurpose, { of, id, expiresAt }: LinkContent): string {
    return `${this.base}/${PAGES[purpose]}#token=${this.tokens.issue(purpose, `${of}${SEPARATOR}${id}`, expiresAt)}`;
  }

  /** @throws LinkUnknown where the token is not ours, or for another purpose */
  read(purpose: LinkPurpose, token: string): LinkContent {
    const content = this.tokens.read(purpose, token);
    const at = content?.id.lastIndexOf(SEPARATOR) ?? -1;
    if (!content || at < 0) throw new LinkUnknown();
    return { of: content.id.slice(0, at), id: content.id.slice(at + 1), expiresAt: content.expiresAt };
  }

  /** The page where one signs in. */
  get signIn(): string {
    return `${this.base}/sign-in`;
  }

  /** The page where one asks for a reset link. */
  get askReset(): string {
    return `${this.base}/reset`;
  }
}
