import { RosterError } from '#libs/event-sourcing';

/** Another process writes in the same directory. Nothing was touched. */
export class DataDirectoryInUse extends RosterError {
  readonly code = 'data_dir_in_use';
  readonly kind = 'unavailable';

  /** @param holder process id of the one that holds it, where it told */
  constructor(
    readonly directory: string,
    readonly holder?: number,
  ) {
    const who = holder === undefined ? 'another process' : `another process (pid ${holder})`;
    super(`The data directory ${directory} is in use by ${who}. Only one process may write there.`, {
      remedy: 'Stop the other process, or give this one a data directory of its own.',
    });
  }
}

/** The directory cannot be made, read or written, or holds something else than it should. Nothing was touched. */
export class DataDirectoryUnusable extends RosterError {
  readonly code = 'data_dir_unusable';
  readonly kind = 'unavailable';

  constructor(
    readonly directory: string,
    reason: string,
    override readonly cause?: unknown,
  ) {
    super(`The data directory ${directory} cannot be used: ${reason}.`, {
      remedy: 'Give the service a directory on a local disk that it may write, with room to spare.',
    });
  }
}

/** Snapshots cannot be read or kept. Everything works without them, only slower. */
export class SnapshotStoreUnavailable extends RosterError {
  readonly code = 'snapshot_store_unavailable';
  readonly kind = 'unavailable';

  constructor(override readonly cause?: unknown) {
    super('The snapshot store does not answer at the moment.');
  }
}
