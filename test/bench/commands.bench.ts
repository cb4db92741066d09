import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { open } from 'lmdb';
import { CommandRunner, type RunnerObserver, START } from '#libs/event-sourcing';
import { type InviteUserCommand, InviteUserHandler, Workspaces } from '#libs/workspaces';
import { type Acme, found, invitationTo, newAcme } from './acme.js';
import { ByHand } from './by-hand.js';
import { openEngine } from './engine.js';
import { type Figures, measure, note, table, title } from './figures.js';

const COUNT = 20_000;
const WRITERS = 64;

/** Durable invitations through the `CommandBus`, beside raw durable puts of the same bytes. */
export async function commands(): Promise<void> {
  title('Durable invitations through the CommandBus (each with its personal key, sealed)');
  const engine = await openEngine();
  let appends = 0;
  const observer: RunnerObserver = { appended: () => {
      appends++;
    } };
  const runner = new CommandRunner({ ...engine.parts, observer });
  const module = await Test.createTestingModule({
    imports: [CqrsModule.forRoot()],
    providers: [Workspaces, InviteUserHandler, { provide: CommandRunner, useValue: runner }],
  }).compile();
  await module.init();
  const bus = module.get(CommandBus);
  const workspaces = Array.from({ length: WRITERS }, newAcme);
  for (const acme of workspaces) await found(module.get(Workspaces), acme);
  /** The commands are there before the clock runs, as the bytes of the raw puts are. */
  const invite = (name: string, count: number, writers: number, choose: (index: number) => Acme): Promise<Figures> => {
    const commands = Array.from({ length: count }, (_, index) => invitationTo(choose(index)));
    return measure(name, count, writers, (index) => bus.execute(commands[index] as InviteUserCommand));
  };
  const at = (index: number): Acme => workspaces[index] as Acme;
  const each = (index: number): Acme => at(index % WRITERS);

  await invite('warm-up', 2000, WRITERS, each);
  const bytes = await bytesOfLastEvent(engine.log);
  const raw = await rawPuts(bytes, COUNT, WRITERS);
  const byHand = await invitedByHand(COUNT, WRITERS);
  const spread = await invite(`${WRITERS} writers, ${WRITERS} workspaces`, COUNT, WRITERS, each);
  appends = 0;
  const single = await invite(`${WRITERS} writers, one workspace`, COUNT, WRITERS, () => at(0));
  const grouped = COUNT / appends;
  table(raw, byHand, spread, single);
  note(`One workspace: ${grouped.toFixed(1)} commands in each append; ${bytes.length} bytes an event.`);

  const rawAlone = await rawPuts(bytes, 1000, 1);
  const byHandAlone = await invitedByHand(1000, 1);
  const spreadAlone = await invite('1 writer, 64 workspaces', 1000, 1, each);
  table(rawAlone, byHandAlone, spreadAlone, await invite('1 writer, one workspace', 1000, 1, () => at(1)));
  await module.close();
  await engine.close();
}

async function bytesOfLastEvent(log: Awaited<ReturnType<typeof openEngine>>['log']): Promise<Buffer> {
  const events = await log.readAll(START, 100_000);
  return Buffer.from(JSON.stringify(events.at(-1)));
}

async function rawPuts(bytes: Buffer, count: number, writers: number): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), 'roster-bench-raw-'));
  const database = open<Buffer, number>({ path: directory, noSubdir: false, overlappingSync: false, encoding: 'binary' });
  const figures = await measure(`raw durable LMDB puts of the same bytes, ${writers} at once`, count, writers, (index) => database.put(index, bytes));
  await database.close();
  rmSync(directory, { recursive: true, force: true });
  return figures;
}

async function invitedByHand(count: number, writers: number): Promise<Figures> {
  const byHand = new ByHand();
  const name = `by hand: a durable key, sealing, a durable event, ${writers} at once`;
  const figures = await measure(name, count, writers, (index) => byHand.invite(`person-${index}@elsewhere.example`));
  await byHand.close();
  return figures;
}
