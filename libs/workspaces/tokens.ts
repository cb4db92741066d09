/** Injection token: how many hours an invitation's link lives (I-2). */
export const INVITATION_HOURS = Symbol('INVITATION_HOURS');
