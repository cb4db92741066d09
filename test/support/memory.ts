import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** MiB of this process's heap that are really in use. */
export function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / MIB;
}

/** MiB that this process's objects and buffers really have in use. */
export function memoryInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MIB;
}

/** MiB of this process's heap, garbage included. */
export function heapNow(): number {
  return process.memoryUsage().heapUsed / MIB;
}

/** MiB of memory that a process occupies; Linux only. */
export interface Resident {
  /** Its own. */
  readonly own: number;
  /** Of files that are mapped, as LMDB's are: the system takes it back when it needs it. */
  readonly ofFiles: number;
}

export function residentMemory(pid: number): Resident {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
  return { own: of('RssAnon'), ofFiles: of('RssFile') + of('RssShmem') };
}

/** Processes that this one has started and that still run; Linux only. */
export function children(): readonly number[] {
  const listed = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return listed.split(' ').filter((id) => id.trim() !== '').map(Number);
}

/** Rise per x, by least squares. */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}
