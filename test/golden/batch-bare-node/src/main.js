import { createStages } from './job.js';
import { runProgram } from './program.js';

await runProgram(createStages);
