export interface EventStoreDbLogOptions {
  /** An append that is not confirmed by then has an unknown outcome. Milliseconds; 4,000 unless told. */
  readonly appendLimitMs?: number;
  /** A read fails once nothing came for so long. Milliseconds; 5,000 unless told. */
  readonly readLimitMs?: number;
  /** A subscription that dropped tries again after no longer a pause. Milliseconds; 10,000 unless told. */
  readonly longestPauseMs?: number;
  /** So often a quiet subscription looks whether the log still answers. Milliseconds; 5,000 unless told. */
  readonly watchMs?: number;
}
