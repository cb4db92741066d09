export const SESSION_COOKIE = 'roster_session';

export interface CookieOptions {
  /** False only where the service is served on loopback: see `isLoopback`. */
  readonly secure: boolean;
}

export interface SessionCookieOptions extends CookieOptions {
  readonly maxAgeSeconds: number;
}

/** The value of `Set-Cookie` that begins a session: `reply.header('set-cookie', sessionCookie(…))`. */
export function sessionCookie(token: string, options: SessionCookieOptions): string {
  return cookie(token, options.secure, options.maxAgeSeconds);
}

/** The value of `Set-Cookie` that makes the browser forget its session. */
export function clearedSessionCookie(options: CookieOptions): string {
  return cookie('', options.secure, 0);
}

function cookie(value: string, secure: boolean, maxAge: number): string {
  const named = `${SESSION_COOKIE}=${encodeURIComponent(value)}`;
  return [named, `Max-Age=${maxAge}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])].join('; ');
}
