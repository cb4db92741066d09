const TOKEN = /^#token=([A-Za-z0-9._-]{1,500})$/;
const FRAGMENT = '#token=';

/**
 * The token of a link in an email. It leaves the address as soon as the page loads, so that it stays in no bookmark, no
 * picture of the screen and no shared address; it is kept in no storage either.
 */
let taken = take();

interface Taken {
  readonly path: string;
  readonly token: string | undefined;
}

function take(): Taken {
  const { hash, pathname, search } = location;
  if (hash.startsWith(FRAGMENT)) history.replaceState(history.state, '', pathname + search);
  return { path: pathname, token: TOKEN.exec(hash)?.[1] };
}

/** Undefined where this page was not opened by a link, or by a damaged one. */
export function linkToken(): string | undefined {
  return location.pathname === taken.path ? taken.token : undefined;
}

/** Once its page is left, nobody comes back to the token. */
export function forgetLinkToken(): void {
  taken = { ...taken, token: undefined };
}

/** A link that is opened over a page of ours changes the fragment alone: it must load the page anew. */
export function watchForLinks(): void {
  addEventListener('hashchange', () => {
    if (location.hash.startsWith(FRAGMENT)) location.reload();
  });
}
