import { CommandRunner } from '#libs/event-sourcing';
import { workspaceDecider, type WorkspaceEvent } from '#libs/workspaces';
import { type Acme, adminOf, foundingOf, newAcme, scopeOf } from './acme.js';
import { type Engine, openEngine } from './engine.js';
import { type Figures, measure, note, table, title } from './figures.js';

const SAMPLES = 200;
const LENGTHS = [100, 100_000];

/** One command in a workspace with a short and with a long history behind it, with its state in memory and without. */
export async function history(): Promise<void> {
  title('One role change, by the number of events behind it');
  const engine = await openEngine();
  const warm: Figures[] = [];
  const cold: Figures[] = [];
  for (const length of LENGTHS) {
    const acme = newAcme();
    await live(engine, acme, length);
    let role: 'admin' | 'user' = 'admin';
    const change = async (runner: CommandRunner) => {
      role = role === 'admin' ? 'user' : 'admin';
      const event = roleChanged(acme, role);
      await runner.run(workspaceDecider, acme.workspaceId, scopeOf(adminOf(acme)), () => [event]);
    };
    const name = `${length.toLocaleString('en')} events behind`;
    warm.push(await measure(`warm, ${name}`, SAMPLES, 1, () => change(engine.runner)));
    cold.push(await measure(`cold, ${name}`, SAMPLES, 1, () => change(new CommandRunner(engine.parts))));
  }
  table(warm[0] as Figures, ...warm.slice(1));
  table(cold[0] as Figures, ...cold.slice(1));
  note('Cold: a runner that knows nothing reads the newest snapshot and the tail behind it.');
  await engine.close();
}

/** A workspace that has been used for long: so many keyed commands, each with an event. */
async function live(engine: Engine, acme: Acme, length: number): Promise<void> {
  const { runner } = engine;
  await runner.run(workspaceDecider, acme.workspaceId, scopeOf(adminOf(acme)), () => foundingOf(acme));
  for (let done = 2; done < length; done += 500) {
    const many = Array.from({ length: Math.min(500, length - done) }, (_, index) =>
      runner.run(workspaceDecider, acme.workspaceId, scopeOf(adminOf(acme), newAcme().workspaceId), () => [
        roleChanged(acme, index % 2 === 0 ? 'user' : 'admin'),
      ]),
    );
    await Promise.all(many);
  }
}

function roleChanged({ memberId }: Acme, role: 'admin' | 'user'): WorkspaceEvent {
  return { type: 'RoleChanged', data: { memberId, formerRole: role === 'admin' ? 'user' : 'admin', role } };
}
