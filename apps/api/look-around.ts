import { type GenerationsAtWork } from '#libs/event-sourcing';
import { type Dependency, EVENT_LOG_PROBE, type Probe } from './probes.js';

/** How what the service depends on answers. */
export interface Surroundings {
  readonly dependencies: Dependency[];
  readonly allAnswer: boolean;
  /** Where it does not, asking it for events would only make whoever asks wait. */
  readonly logAnswers: boolean;
}

/** Asks every dependency. Where all answer, projections that others run stand where their checkpoints do; else where they stood. */
export async function lookAround(
  probes: readonly Probe[],
  projections: Pick<GenerationsAtWork, 'look'>,
): Promise<Surroundings> {
  const dependencies = await Promise.all(probes.map((probe) => probe()));
  const down = dependencies.filter(({ status }) => status === 'down').map(({ name }) => name);
  if (down.length === 0) await projections.look().catch(() => undefined);
  return { dependencies, allAnswer: down.length === 0, logAnswers: !down.includes(EVENT_LOG_PROBE) };
}
