import { isProblem } from '#libs/client';
import { queryClient } from './query-client';
import { roster } from './roster';

/** Nothing that was read for one person is shown to the next. */
export function forgetAccount(): void {
  queryClient.removeQueries({ type: 'inactive' });
}

/** Passes on the answer with which somebody's session has begun. */
export function begun<Answer>(answer: Answer): Answer {
  forgetAccount();
  return answer;
}

/** Signs out. A session that has ended already is what was wanted. */
export async function endSession(): Promise<void> {
  await queryClient.cancelQueries();
  try {
    await roster.delete('/v1/sessions/current');
  } catch (error) {
    if (!isProblem(error, 'unauthenticated')) throw error;
  }
  forgetAccount();
}
