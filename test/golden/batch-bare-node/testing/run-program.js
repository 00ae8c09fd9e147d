import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));
const SAMPLE_JOB = fileURLToPath(new URL('sample-job.js', import.meta.url));

function startProgram(file, args = [], env = {}) {
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // One that does not end by itself must not outlive its test.
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  const running = { child, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    running.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    running.stderr += chunk;
  });
  running.ended = once(child, 'close').then(([code]) => code);
  return running;
}

async function endOf(running) {
  const code = await running.ended;
  return { code, stdout: running.stdout, stderr: running.stderr };
}

/** Runs the program to its end: `{ code, stdout, stderr }`. */
export function runMain(args, env) {
  return endOf(startProgram(MAIN, args, env));
}

/** Runs the program with one of the jobs of `sample-job.js`. */
export function runSampleJob(job, args, env) {
  return endOf(startSampleJob(job, args, env));
}

/** Runs a sample job whose log nobody can read. */
export function runUnheardJob(job, args) {
  const running = startSampleJob(job, args);
  running.child.stderr.destroy();
  return endOf(running);
}

/** Starts the program with one of the jobs of `sample-job.js`. */
function startSampleJob(job, args, env) {
  return startProgram(SAMPLE_JOB, args, { SAMPLE_JOB: job, ...env });
}

/** Starts a sample job, stops it in the middle of its second stage and waits for its end. */
export async function stopSampleJob(job, args, signals = ['SIGTERM']) {
  const running = startSampleJob(job, args);
  for (const [index, signal] of signals.entries()) {
    await logged(running, index === 0 ? /msg=waiting/ : /msg=stopping/);
    running.child.kill(signal);
  }
  return endOf(running);
}

async function logged(running, pattern) {
  while (!pattern.test(running.stderr)) {
    await Promise.race([
      once(running.child.stderr, 'data'),
      running.ended.then(() => {
        throw new Error(`the program ended early: ${running.stderr}`);
      }),
    ]);
  }
}
