const TOKEN = /^#token=([A-Za-z0-9._-]{1,500})$/;

/**
 * The token of a link in an email, once: it leaves the address at once, so that it stays in no bookmark, picture of the
 * screen or shared address. It is kept in no storage either.
 */
export function takeToken() {
  const { hash, pathname, search } = location;
  if (hash === '') return undefined;
  history.replaceState(null, '', pathname + search);
  return TOKEN.exec(hash)?.[1];
}
