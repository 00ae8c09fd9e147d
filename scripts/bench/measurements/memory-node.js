import { prepareMemory } from '../scrapes.js';

/** Resident memory; aims at 1.1 × that with the bare client or less. */
export const title = 'Node.js: memory with 100,000 series';
export const unit = 'MiB';
export const runs = 3;
export const reference = 'bare client';

export const prepare = (directory, program) => prepareMemory('node', directory, program);
