import { type Logger } from 'pino';
import { createSilentApp } from '#libs/http';
import { putTogether } from '../api/engine.js';
import { Readiness } from '../api/readiness.js';
import { type Settings } from '../api/settings.js';
import { openStores, type Stores } from '../api/stores.js';
import { Standing } from '../api/metrics-standing.js';
import { answerProbes } from './probe-server.js';

/** A running projector. */
export interface RunningProjector {
  /** Where it answers about its health: `http://127.0.0.1:3000` */
  readonly address: string;
  /** Finishes what is under way, gives its leases back and closes everything. */
  stop(): Promise<void>;
}

/**
 * Takes its part of the projections and processes, and answers nothing but how it is. It starts whether the servers are there
 * or not. @throws RosterError where it cannot start; nothing is then left open
 */
export async function startProjector(settings: Settings, logger: Logger): Promise<RunningProjector> {
  const stores = await openStores(settings);
  try {
    return await startOn(stores, settings, logger);
  } catch (error) {
    await stores.close();
    throw error;
  }
}

async function startOn(stores: Stores, settings: Settings, logger: Logger): Promise<RunningProjector> {
  const { module, publicUrl, ...engine } = putTogether({ settings, stores, logger, apiKeys: settings.apiKeys });
  const app = await createSilentApp(module, { logger, publicUrl });
  const [readiness, standing] = [app.get(Readiness), app.get(Standing)];
  const server = await answerProbes(settings, {
    ready: () => readiness.report(),
    figures: () => standing.figures(),
    onTrouble: (error) => logger.error({ error: error instanceof Error ? error.name : 'Error' }, 'a probe failed'),
  });
  await engine.begin(app);
  const stop = () =>
    engine.stop(async () => {
      await server.close();
      await app.close();
    });
  return { address: server.address, stop };
}
