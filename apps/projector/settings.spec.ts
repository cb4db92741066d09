import { expect, it } from '@jest/globals';
import { wrongForProjector } from './settings.js';

const RIGHT = { eventStoreUrl: 'esdb://events:2113', mongoUrl: 'mongodb://mongo/roster', projecting: true };

it('a projector needs both servers, and something to do', () => {
  expect(wrongForProjector(RIGHT)).toEqual([]);
  const wrong = wrongForProjector({ eventStoreUrl: undefined, mongoUrl: undefined, projecting: false });
  expect(wrong.map((line) => line.split(':')[0])).toEqual(['EVENTSTORE_URL', 'MONGODB_URL', 'ROSTER_PROJECTING']);
  expect(wrongForProjector({ ...RIGHT, mongoUrl: undefined })).toHaveLength(1);
});
