import { type Settings } from '../api/settings.js';

type Asked = Pick<Settings, 'eventStoreUrl' | 'mongoUrl' | 'projecting'>;

/** What keeps a projector from having anything to do. Without servers the work is in a folder that the API has for itself. */
export function wrongForProjector({ eventStoreUrl, mongoUrl, projecting }: Asked): readonly string[] {
  return [
    ...(eventStoreUrl === undefined ? ['EVENTSTORE_URL: is required by the projector'] : []),
    ...(mongoUrl === undefined ? ['MONGODB_URL: is required by the projector'] : []),
    ...(projecting ? [] : ['ROSTER_PROJECTING: off leaves a projector nothing to do']),
  ];
}
