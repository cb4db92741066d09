import { ServingReadStore } from '#libs/event-sourcing';
import { MemoryReadStore } from '#libs/read-store';
import { readStoreContract } from './read-store.contract.js';

readStoreContract('memory, read by what serves', () => Promise.resolve(new ServingReadStore(new MemoryReadStore())));
