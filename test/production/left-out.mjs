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
    title: '[A-7] no file holds anything of the keys that it was sealed under',
    why: 'it looks into the vault’s own files, which the embedded mode alone has',
  },
  {
    title: 'finds by the same search what stands there',
    why: 'it looks into the vault’s own files, which the embedded mode alone has',
  },
];

/** For Jest's `--testNamePattern`: whatever is not left out. */
export function allBut(leftOut) {
  return `^(?!.*(${leftOut.map(({ title }) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})).*$`;
}
