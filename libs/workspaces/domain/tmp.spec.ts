import { it } from '@jest/globals';
import fc from 'fast-check';
import { live, lives } from '../../../test/support/workspace-life.js';
it('x', () => {
  const sample = fc.sample(lives, { numRuns: 600, seed: 7 }).map(live);
  console.log('reduced', sample.flatMap(({events}) => events.filter((e) => e.type === 'UserJoined' && e.data.reducedBecause)).length,
   'open', sample.filter(({end}) => end.invited > 0).length);
});
