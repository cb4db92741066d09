import { openAll, type Position, type RecordedEvent, START, type StoredEvent } from '#libs/event-sourcing';
import { type Engine } from './engine.js';
import { type Figures } from './figures.js';

const BATCH = 1000;

/** An event of the history that a benchmark makes up. @param at ISO time */
export function told(id: string, type: string, data: object, at: string): StoredEvent {
  const actor = { kind: 'system', id: 'bench' } as const;
  const metadata = { v: 1, at, actor, correlationId: 'bench', causationId: 'bench' };
  return { id, type, data: data as never, metadata };
}

/** Every event of the log, its personal fields opened: what nobody who makes something of events can do without. */
export async function readAndDecode({ log, parts }: Engine, name: string): Promise<Figures> {
  const times: number[] = [];
  let at: Position = START;
  let count = 0;
  for (;;) {
    const from = performance.now();
    const page = await openAll(parts.personal, await log.readAll(at, BATCH));
    if (page.length === 0) return figuresOf(name, count, times);
    times.push(performance.now() - from);
    count += page.length;
    at = page.at(-1)?.position ?? at;
  }
}

/** Every event of a stream, page by page. */
export async function* pagesOf({ log }: Engine, stream: string): AsyncGenerator<readonly RecordedEvent[]> {
  for (let revision = 0; ; ) {
    const page = await log.readStream(stream, revision, BATCH);
    if (page.length === 0) return;
    yield page;
    revision += page.length;
  }
}

/** Of work that was done in steps. @param times milliseconds of each step */
export function figuresOf(name: string, count: number, times: number[]): Figures {
  const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
  return { name, count, seconds, times: times.sort((a, b) => a - b) };
}

/** Of work that is done in one go. */
export async function timed<Value>(name: string, count: number, work: () => Promise<Value>) {
  const from = performance.now();
  const value = await work();
  return { value, figures: figuresOf(name, count, [performance.now() - from]) };
}
