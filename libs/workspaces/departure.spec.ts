import { beforeEach, describe, expect, it } from '@jest/globals';
import { Accounts } from '#libs/accounts';
import { NotCaughtUp, type ReadModels } from '#libs/http';
import { scope, server } from '../../test/support/counter.js';
import { MemoryEventLog } from '../../test/support/memory-event-log.js';
import { MemoryReadStore } from '../../test/support/memory-read-store.js';
import { WorkspaceDeparture } from './departure.js';
import { DomainReservations } from './domain-reservations.js';
import { type WorkCounts } from './ports.js';
import { Workspaces } from './workspaces.js';

const work: WorkCounts = { of: () => Promise.reject(new NotCaughtUp()) };
let waited: number[];
let departure: WorkspaceDeparture;

/** Read models that do not get to where the log is. */
const behind: ReadModels = {
  caughtUp: (_position, timeoutMs) => {
    waited.push(timeoutMs);
    return Promise.resolve(false);
  },
  written: () => 0,
};

beforeEach(() => {
  waited = [];
  const log = new MemoryEventLog();
  const runner = server({ log });
  const reservations = new DomainReservations(runner);
  const store = new MemoryReadStore();
  departure = new WorkspaceDeparture(new Workspaces(runner), reservations, new Accounts(runner), work, log, store, behind);
});

describe('while the read models lag', () => {
  it('[S-2] [A-4] the preview says so after two seconds', async () => {
    await expect(departure.plan('account-of-ann')).rejects.toThrow(NotCaughtUp);
    expect(waited).toEqual([2000]);
  });

  it('[A-3] no place is passed by: leaving is tried again later', async () => {
    await expect(departure.leaveAll('account-of-ann', 'key-of-ann', scope())).rejects.toThrow(NotCaughtUp);
  });
});
