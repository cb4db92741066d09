/** Injection token: how many hours an invitation's link lives (I-2). */
export const INVITATION_HOURS = Symbol('INVITATION_HOURS');
/** Injection token of `WorkCounts`, which the conversations implement. */
export const WORK_COUNTS = Symbol('WORK_COUNTS');
/** Injection token of `PastTables`, which the history implements. */
export const PAST_TABLES = Symbol('PAST_TABLES');
