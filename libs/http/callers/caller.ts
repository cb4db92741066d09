export const SCOPES = ['commands', 'members', 'billing', 'history', 'operate'] as const;
/** What a service key is good for (S-6). `operate` is for whoever runs the service: nothing of any workspace is in it. */
export type Scope = (typeof SCOPES)[number];

/** Who asks. `address` is the client's network address. */
export type Caller = AnonymousCaller | PersonCaller | ServiceCaller;

export interface AnonymousCaller {
  readonly kind: 'anonymous';
  readonly address: string;
}

export interface PersonCaller {
  readonly kind: 'person';
  readonly accountId: string;
  readonly sessionId: string;
  readonly address: string;
}

export interface ServiceCaller {
  readonly kind: 'service';
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  /** The member for whom it acts; without one it acts as itself. */
  readonly onBehalfOf?: string;
  readonly address: string;
}

/** Knows the sessions and the service keys that are valid, and who belongs where. */
export interface Callers {
  session(token: string): Promise<{ readonly accountId: string; readonly sessionId: string } | null>;
  service(key: string): { readonly name: string; readonly scopes: ReadonlySet<Scope> } | null;
  /** False where a workspace is not there for the caller (S-7), whatever they ask of it. */
  mayKnowOf(workspaceId: string, caller: Caller): Promise<boolean>;
}

/** Injection token of `Callers`. */
export const CALLERS = Symbol('CALLERS');
