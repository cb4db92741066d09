import { type ReactNode } from 'react';
import { isProblem } from '#libs/client';

/** Below the password that was wrong, and read out at once: whose it is, everybody knows here. */
export function wrongPassword(error: unknown): ReactNode {
  if (!isProblem(error, 'invalid_credentials')) return undefined;
  return <span role="alert">This is not your password. Sign out and reset it if it is lost.</span>;
}

/** What is still to be shown elsewhere. */
export function otherThanPassword(error: unknown): unknown {
  return isProblem(error, 'invalid_credentials') ? null : error;
}
