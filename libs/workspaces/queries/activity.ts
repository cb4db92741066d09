/** T-2: worked out at the moment of the query, never stored. */
export type Activity = 'active' | 'inactive' | 'never';
export const ACTIVITIES = ['active', 'inactive', 'never'] as const satisfies readonly Activity[];

const INACTIVE_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/** The newest sign-in that counts as inactive at this moment: exactly 30 days ago. */
export function inactiveSince(now: string): string {
  return new Date(Date.parse(now) - INACTIVE_AFTER_MS).toISOString();
}

export function activityAt(lastActiveAt: string | null, now: string): Activity {
  if (lastActiveAt === null) return 'never';
  return lastActiveAt <= inactiveSince(now) ? 'inactive' : 'active';
}
