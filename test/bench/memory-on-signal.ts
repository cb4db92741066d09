import { memoryInUse } from '../support/memory.js';

// Loaded into a service before all else: at SIGUSR2 it tells on standard error what it really has in use, in MiB.
process.on('SIGUSR2', () => process.stderr.write(`${JSON.stringify({ inUse: memoryInUse() })}\n`));
