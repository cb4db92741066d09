import 'reflect-metadata';
import { runProgram } from '../api/program.js';
import { BadSettings } from '../api/settings.js';
import { startProjector } from './projector.js';
import { wrongForProjector } from './settings.js';

runProgram({
  start: async (settings, logger) => {
    const problems = wrongForProjector(settings);
    if (problems.length > 0) throw new BadSettings(problems);
    return startProjector(settings, logger);
  },
  say: ({ address }) => `\n  Roster projector\n  Health     ${address}/health/ready\n\n`,
});
