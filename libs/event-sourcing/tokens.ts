/** Names under which the parts are injected, in whatever container the application uses. */
export const CLOCK = Symbol('CLOCK');
export const READ_STORE = Symbol('READ_STORE');
export const EVENT_LOG = Symbol('EVENT_LOG');
export const VAULT = Symbol('VAULT');
export const PERSONAL_DATA = Symbol('PERSONAL_DATA');
