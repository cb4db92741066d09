import { type HttpRequest } from '../http-request.js';

/** Injection token of the address that browsers know the service by, `PUBLIC_URL`: a string, or undefined. */
export const PUBLIC_URL = Symbol('PUBLIC_URL');

/**
 * Whether a request comes from our own pages. `Origin` must be that of the public address, or of the host that the
 * request was sent to; where a browser leaves it out, `Sec-Fetch-Site: same-origin`, which no page can forge, will do.
 */
export function isOwnOrigin(request: HttpRequest, publicOrigin: string | undefined): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'same-origin';
  return origin === publicOrigin || (host !== undefined && origin === `${request.protocol}://${host}`);
}

/** Whether an address is one of this machine alone, as `http://localhost:3000` or `http://[::1]`. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
