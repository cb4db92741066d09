import { RosterError } from '../errors.js';
import { type Comparison } from './comparison.js';

/** There is no generation that could be switched to. */
export class NothingBeside extends RosterError {
  readonly code = 'nothing_beside';
  readonly kind = 'conflict';
  constructor() {
    super('No other generation of this read model has been built.', { remedy: 'Rebuild it first.' });
  }
}

/** No generation served before this one, or it has been dropped since. */
export class NoWayBack extends RosterError {
  readonly code = 'no_way_back';
  readonly kind = 'conflict';
  constructor() {
    super('There is no former generation of this read model.', { remedy: 'Rebuild it: a new one is built beside it.' });
  }
}

/** What should serve has not seen everything yet. */
export class GenerationBehind extends RosterError {
  readonly code = 'generation_behind';
  readonly kind = 'conflict';
  /** @param stoppedBy name of the error that it stopped at, where it did */
  constructor(generation: number, stoppedBy?: string) {
    const why = stoppedBy === undefined ? 'has not caught up with the log yet' : `stopped at an event (${stoppedBy})`;
    super(`Generation ${generation} ${why}.`, {
      remedy: stoppedBy === undefined ? 'Try again once it has.' : 'It needs a mended version, or to be rebuilt.',
    });
  }
}

/** The new generation is not what the old one is. */
export class DifferencesFound extends RosterError {
  readonly code = 'differences_found';
  readonly kind = 'conflict';
  constructor(comparison: Comparison) {
    const { differences, unsettled, compared } = comparison;
    const changing = unsettled === 0 ? '' : `, and ${unsettled} that changed too often to tell`;
    super(`Of ${compared} rows ${differences} differ${changing}.`, {
      remedy: 'Look at them. Where the old generation is the damaged one, switch and accept the differences.',
      extensions: { comparison },
    });
  }
}

/** Another operator did something with this read model at the same moment. */
export class GenerationsChanged extends RosterError {
  readonly code = 'generations_changed';
  readonly kind = 'conflict';
  constructor() {
    super('Somebody else has changed the generations of this read model at this moment.', {
      remedy: 'Look at what they are now, then try again.',
    });
  }
}
