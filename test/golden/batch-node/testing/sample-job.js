import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from '../src/program.js';

/** Second stages: what a job may do while it is watched by a test. */
const SECOND_STAGES = {
  quick() {},
  failing() {
    throw new Error('the source is gone');
  },
  async patient({ signal, logger }) {
    logger.info('waiting');
    await sleep(60_000, undefined, { signal });
  },
  async stubborn({ logger }) {
    logger.info('waiting');
    await sleep(60_000);
  },
  async crashing() {
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
    await sleep(60_000);
  },
  forgetful() {
    // As an async function does that nobody awaits.
    Promise.reject(new Error('nobody awaits this'));
  },
  late() {
    setTimeout(() => {
      throw new Error('the job is over');
    }, 100);
  },
  exiting() {
    process.exit(0);
  },
  leaving() {
    setTimeout(() => process.exit(0), 100);
  },
  async quitting({ signal, logger }) {
    logger.info('waiting');
    signal.addEventListener('abort', () => process.exit(0));
    await sleep(60_000);
  },
  endless() {
    return new Promise(() => {});
  },
};

await runProgram(({ logger }) => [
  {
    name: 'first',
    run: ({ addRecords }) => addRecords(2),
  },
  {
    name: 'second',
    run: ({ signal }) => SECOND_STAGES[process.env.SAMPLE_JOB]({ signal, logger }),
  },
]);
