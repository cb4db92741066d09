import { expect } from '@jest/globals';
import { type ServiceProcess } from './service-process.js';

/** What `/health/ready` answers, as far as tests look at it. */
export interface Readiness {
  readonly status: number;
  readonly dependencies: readonly { readonly name: string; readonly status: string }[];
  readonly projections: readonly { readonly name: string; readonly state: string; readonly lagEvents?: number }[];
  readonly processes: readonly { readonly name: string; readonly state: string }[];
}

export async function readinessOf(service: ServiceProcess): Promise<Readiness> {
  const { status, body } = await service.client().get('/health/ready');
  return { ...body, status };
}

/** Each dependency that is down; the status must fit. */
export async function downOf(service: ServiceProcess): Promise<readonly string[]> {
  const { status, dependencies } = await readinessOf(service);
  const names = dependencies.filter((dependency) => dependency.status === 'down').map(({ name }) => name);
  expect([status, names]).toEqual([names.length > 0 ? 503 : 200, names]);
  return names;
}

/** Whether every projection is at the end of the log, as the service tells it. */
export async function atEndOfLog(service: ServiceProcess): Promise<boolean> {
  return (await readinessOf(service)).projections.every(({ lagEvents }) => lagEvents === 0);
}
