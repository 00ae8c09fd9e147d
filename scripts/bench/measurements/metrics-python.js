import { prepareScrapes } from '../scrapes.js';

/** One GET /metrics; aims at 1.05 × the bare client's time or less. */
export const title = 'Python: one GET /metrics';
export const digits = 2;
export const runs = 3;
export const reference = 'bare client';

export const prepare = (directory, program) => prepareScrapes('python', directory, program);
