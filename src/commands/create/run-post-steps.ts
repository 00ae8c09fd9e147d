import type { CreateFlags } from '../../cli/flags.ts';
import { installCommands } from '../../project/install-commands.ts';
import type { Plan } from '../../project/plan.ts';
import type { StepResult } from '../../project/post-steps.ts';
import { hasGit } from '../../project/repository.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import type { Io } from '../../ui/io.ts';
import { packageManager } from './next-steps.ts';

export interface PostStep {
  name: 'git' | 'install';
  result: StepResult;
}

/** Runs git and install where they are wanted, each told on a line of standard error as it begins. */
export async function runPostSteps(
  plan: Plan,
  spec: ExporterSpec,
  flags: CreateFlags,
  io: Io,
): Promise<{ steps: PostStep[]; failed: boolean }> {
  const steps: PostStep[] = [];
  // A script that reads the object of --json is told there.
  const tell = (title: string) => {
    if (!flags.quiet && !flags.json) io.err(`${title} …\n`);
  };
  if (flags.git !== false) {
    const { inWorkTree } = await import('../../project/git.ts');
    const isWanted = flags.git || !(await inWorkTree(plan.directory, io.signal));
    // Git would make a repository of what stands there, with the configuration of whoever put it there.
    if (isWanted && !flags.git && hasGit(plan.directory)) {
      const note = 'the .git that is there already is no repository; --git makes one of it';
      steps.push({ name: 'git', result: { state: 'skipped', note } });
    } else if (isWanted) {
      const { initGit } = await import('../../project/init-git.ts');
      const result = await initGit({
        directory: plan.directory,
        files: plan.files.filter(({ action }) => action !== 'skip').map((file) => file.path),
        explicit: flags.git === true,
        begin: () => tell('Making the first commit'),
        signal: io.signal,
      });
      steps.push({ name: 'git', result });
    }
  }
  if (flags.install) {
    const { install } = await import('../../project/install.ts');
    const commands = installCommands(spec.runtime, packageManager(flags, io));
    tell(`Installing dependencies with ${commands.at(-1)![0]}`);
    const result = await install(plan.directory, commands, io.signal);
    steps.push({ name: 'install', result });
  }
  return { steps, failed: steps.some(({ result }) => result.state === 'failed') };
}
