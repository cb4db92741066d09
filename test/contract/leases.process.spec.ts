import { ProcessLeases } from '#libs/vault';
import { leasesContract } from './leases.contract.js';

leasesContract('of one process', async () => ({ leases: new ProcessLeases(), close: async () => undefined }));
