import { clearedSessionCookie, type HttpReply, sessionCookie } from '#libs/http';
import { SECOND } from './domain/moments.js';
import { type AccountSettings } from './ports.js';
import { type BegunSession, SESSION_LIFETIME } from './sessions.js';

/** Puts the session's cookie into the answer. */
export function giveSession(reply: HttpReply, { token }: BegunSession, { secureCookies }: AccountSettings): void {
  const maxAgeSeconds = SESSION_LIFETIME / SECOND;
  reply.header('set-cookie', sessionCookie(token, { secure: secureCookies, maxAgeSeconds }));
}

/** Makes the browser forget its session. */
export function takeSession(reply: HttpReply, { secureCookies }: AccountSettings): void {
  reply.header('set-cookie', clearedSessionCookie({ secure: secureCookies }));
}
