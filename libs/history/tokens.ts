/** Injection token of the `SnapshotStore` that workspaces of the past are kept in. */
export const PAST_STATES = Symbol('PAST_STATES');
