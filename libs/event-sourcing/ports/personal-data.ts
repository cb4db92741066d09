/**
 * Seals personal fields under a key of the person they are about. Destroying the key makes them unreadable everywhere,
 * in old events and backups too.
 */
export interface PersonalData {
  /** A function that seals for these persons. Keys are made where missing, and durable before it is given. */
  sealer(of: readonly string[]): Promise<(of: string, fields: object) => string>;
  /** A function that opens for these persons; it gives null where the key is destroyed. */
  opener(of: readonly string[]): Promise<(of: string, sealed: string) => object | null>;
  /** Destroys the keys. Resolves once they are gone for good. */
  destroy(of: readonly string[]): Promise<void>;
}
