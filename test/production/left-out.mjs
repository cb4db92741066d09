/**
 * Tests of the acceptance suite that do not run in production mode (`ROSTER_TEST_MODE=production`), by their titles, and
 * why. Everything else runs unchanged.
 */
export const LEFT_OUT = [
  {
    title: 'keeps its key and its secret for the owner of the folder alone',
    why: 'the embedded mode alone has them in files',
  },
  {
    title: '[I-2] refuses in production what is only for trying things out, and asks for a secret',
    why: 'the run gives every service a secret; apps/api/settings.spec.ts asks the same of servers',
  },
  {
    title: 'tells its readiness with each dependency, each projection’s lag and each process',
    why: 'there are other dependencies; test/production/servers.spec.ts names them',
  },
  {
    title: '[X-3] [X-4] [X-5] [X-9] [X-10] 2,000 conversations with 5,000 replies and notes, and all the rest',
    why: 'FerretDB has no index but _id, and reads every document for each query',
  },
  {
    title: '[I-9] takes 1,000, each with its own result; bad rows in between spoil no other',
    why: 'FerretDB has no index but _id, and reads every document for each query',
  },
  {
    title: '[T-6] has each of 1,201 members once, in the order of the view, searched for in whatever way',
    why: 'FerretDB has no index but _id, and reads every document for each query',
  },
  {
    title: '[X-8] an assignment on its way just then is the successor’s or refused, in each of 100 rounds',
    why: 'takes longer than its two minutes: FerretDB writes one document at a time',
  },
];

/** For Jest's `--testNamePattern`: whatever is not left out. */
export function allBut(leftOut) {
  return `^(?!.*(${leftOut.map(({ title }) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})).*$`;
}
