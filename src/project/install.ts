import path from 'node:path';
import { execa } from 'execa';
import { programPath } from '../program-path.ts';
import { failedStep, type StepResult } from './post-steps.ts';

/** Runs the install commands in a project. Never throws: the result says what happened. */
export async function install(
  directory: string,
  commands: [string, ...string[]][],
  signal: AbortSignal,
  env: Record<string, string | undefined> = process.env,
): Promise<StepResult> {
  for (const [program, ...args] of commands) {
    try {
      // preferLocal is off and the cwd is the project's: nothing but the named program is run. A relative program is the
      // one inside the project, which execa resolves against our own cwd otherwise.
      const file = program.includes(path.sep)
        ? path.join(directory, program)
        : programPath(program, env);
      await execa(file, args, {
        cwd: directory,
        env: env as Record<string, string>,
        extendEnv: false,
        stdin: 'ignore',
        all: true,
        cancelSignal: signal,
      });
    } catch (error) {
      const { output } = failedStep(error, `${program} is not installed`);
      return { state: 'failed', output: `${[program, ...args].join(' ')}\n${output}` };
    }
  }
  return { state: 'done' };
}
