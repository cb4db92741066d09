import { expect } from '@jest/globals';
import { TcpGate } from './eventstoredb/tcp-gate.js';
import { MongoProxy } from './mongo-proxy.js';
import { found } from './people.js';
import { ProductionServers } from './production-servers.js';
import { downOf, readinessOf } from './readiness.js';
import { ServiceProcess } from './service-process.js';
import { SteadyLoad } from './steady-load.js';
import { until } from './until.js';
import { seeWhole } from './whole-after-load.js';

const PATIENCE_MS = 60_000;
/** So much of its log is shown of a service that does not get well, in characters. */
const LOG_SHOWN = 4000;
/** FerretDB looks through all that it has for each query, so that many rounds in one world become slow. */
const ROUNDS_OF_A_WORLD = 25;

/**
 * Does this again and again while callers send commands, in a new world now and then; then sees that nothing
 * acknowledged is lost, nothing doubled, and everything that is made from the log as if nothing had happened.
 * @param round resolves once it has struck and is over
 * @throws NoFerretDb where it is not built and cannot be
 */
export async function underLoad(rounds: number, round: Round): Promise<void> {
  for (let left = rounds; left > 0; left -= ROUNDS_OF_A_WORLD) {
    const world = await FaultyWorld.start();
    try {
      await world.underLoad(Math.min(left, ROUNDS_OF_A_WORLD), round);
    } finally {
      await world.stop();
    }
  }
}

export type Round = (world: FaultyWorld, load: SteadyLoad, no: number) => Promise<void>;

/**
 * The service on servers that can be told to misbehave, under load. MongoDB stands behind a proxy, which acts as a
 * replica set, and that behind a gate, which can be shut.
 */
export class FaultyWorld {
  private died = false;
  /** How many subscriptions the service has when all is well. */
  subscriptions = 0;

  private constructor(
    readonly servers: ProductionServers,
    readonly mongoGate: TcpGate,
    readonly mongo: MongoProxy,
    readonly service: ServiceProcess,
    private readonly closeServers: () => Promise<void>,
  ) {
    void service.gone().then(() => (this.died = true));
  }

  static async start(): Promise<FaultyWorld> {
    const servers = await ProductionServers.start();
    const gate = await TcpGate.before(servers.mongo.port);
    const mongo = await MongoProxy.start(`mongodb://127.0.0.1:${gate.port}`, { replicaSet: true });
    const closeServers = async () => {
      await mongo.close();
      await gate.close();
      await servers.stop();
    };
    try {
      const service = await ServiceProcess.start({ servers, env: { MONGODB_URL: mongo.url('roster') } });
      const world = new FaultyWorld(servers, gate, mongo, service, closeServers);
      await until('everything to follow the log', () => world.followsTheLog());
      world.subscriptions = servers.events.subscriptions;
      return world;
    } catch (error) {
      await closeServers();
      throw error;
    }
  }

  get events(): ProductionServers['events'] {
    return this.servers.events;
  }

  async stop(): Promise<void> {
    await this.service.remove();
    await this.closeServers();
  }

  /** As the function of this name, in this world alone. */
  async underLoad(rounds: number, round: Round): Promise<void> {
    const { workspaceId } = await found(this.service);
    const load = new SteadyLoad(this.service, workspaceId, 'load');
    try {
      for (let no = 0; no < rounds; no++) {
        await this.progress(load);
        await round(this, load, no);
      }
      await this.well();
    } finally {
      await this.calm();
      await load.finish();
    }
    expect(this.died).toBe(false);
    await seeWhole(this, load);
  }

  /** Nothing is wrong from now on. */
  private async calm(): Promise<void> {
    this.events.faults.unfreeze();
    this.mongo.calm();
    this.servers.mongo.signal('SIGCONT');
    await this.events.startAgain();
    await this.mongoGate.openAgain();
  }

  /** Everybody's commands go on: each caller has one more acknowledged. */
  async progress(load: SteadyLoad): Promise<void> {
    const before = load.acknowledged;
    const goOn = () => {
      expect(load.unexpected).toBeUndefined();
      return load.acknowledged >= before + load.callers;
    };
    await until('commands to go on', goOn, PATIENCE_MS);
  }

  /** Resolves once readiness names a dependency that is away. */
  async named(name: string): Promise<void> {
    await until(`${name} to be named`, async () => (await this.down()).includes(name));
  }

  /** Resolves once every caller was refused from now on, whatever it waited for before. */
  async refusals(load: SteadyLoad): Promise<void> {
    const before = [...load.refusals];
    const refused = () => load.refusals.every((times, caller) => times > (before[caller] ?? 0));
    await until('every caller to be refused', refused, PATIENCE_MS);
  }

  /** Resolves once a projection waits for what is away. */
  async projectionsWait(): Promise<void> {
    await until('a projection to wait', async () => {
      return (await readinessOf(this.service)).projections.some(({ state }) => state === 'waiting');
    }, PATIENCE_MS);
  }

  /** Resolves once the service says that it is ready, and every subscription is there. */
  async well(): Promise<void> {
    const ready = until('readiness', async () => (await this.down()).length === 0, PATIENCE_MS);
    await ready.catch(async (error: unknown) => {
      throw new Error(`${String(error)}\n${JSON.stringify(await readinessOf(this.service))}\n${this.service.log.slice(-LOG_SHOWN)}`);
    });
    await until('the subscriptions', () => this.events.subscriptions === this.subscriptions, PATIENCE_MS);
  }

  /** What the service says of each dependency that is down; its status must fit. */
  down(): Promise<readonly string[]> {
    return downOf(this.service);
  }

  private async followsTheLog(): Promise<boolean> {
    const { projections, processes } = await readinessOf(this.service);
    return [...projections, ...processes].every(({ state }) => state === 'live');
  }
}
