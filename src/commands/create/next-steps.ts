import path from 'node:path';
import type { CreateFlags } from '../../cli/flags.ts';
import { credentials } from '../../deployment/upstream.ts';
import type { PackageManager } from '../../project/choices.ts';
import { detectPackageManager, installCommands } from '../../project/install-commands.ts';
import { repositoryAround } from '../../project/repository.ts';
import { NODE_VERSIONS, versionProblem } from '../../project/supported-version.ts';
import {
  plainNote,
  startFlag,
  startNotes,
  startVariableNotes,
  startVariables,
} from '../../render/start.ts';
import { shellPath, shellWord } from '../../shell-word.ts';
import { pythonPackage } from '../../spec/name.ts';
import type { Target } from '../../spec/schema.ts';
import { sourceOf } from '../../spec/sources.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import type { Io } from '../../ui/io.ts';
import type { NextSteps } from '../../ui/next.ts';
import { getsReadings } from './settle.ts';

/**
 * The commands from here to a running exporter, one a line; what to say besides is a comment.
 * @param hasFailed the install that flags asked for, so that it is still to be done
 */
export function nextSteps(
  spec: ExporterSpec,
  directory: string,
  flags: CreateFlags,
  io: Io,
  hasFailed = false,
): string[] {
  const relative = path.relative(io.cwd, directory);
  const enter = relative === '' ? [] : [`cd ${shellWord(shellPath(relative, io.platform))}`];
  const manager = packageManager(flags, io);
  const flag = startFlag(spec);
  const commands = installCommands(spec.runtime, manager, io.platform).map((words) =>
    words.join(' '),
  );
  const isDone = flags.install === true && !hasFailed;
  const why = hasFailed ? ['# The install failed. Once what it tells is mended:'] : [];
  const install = isDone ? [] : [...why, ...commands];
  // The job runs once; without a Pushgateway it is of use to see what would be pushed.
  const print = spec.pattern === 'batch' ? ' --print' : '';
  const isWindows = io.platform === 'win32';
  const variables = isWindows ? '' : startVariables(spec);
  const settings = isWindows ? startVariableNotes(spec).map((note) => `# ${note}`) : [];
  const notes = startNotes(spec).map((note) => `# ${plainNote(note)}`);
  // `bun test` is bun's own test runner, not the script of this name.
  if (spec.runtime === 'node') {
    return [
      ...versionNotes(spec, io).map((note) => `# ${note}`),
      ...enter,
      ...install,
      `${manager} ${manager === 'bun' ? 'run ' : ''}test`,
      ...settings,
      print
        ? `node src/main.js${print}`
        : `${variables}${manager} start${flag && `${manager === 'npm' ? ' --' : ''} ${flag}`}`,
      ...notes,
    ];
  }
  const python = installCommands('python', manager, io.platform)[1]![0];
  return [
    ...enter,
    ...install,
    `${python} -m pytest`,
    ...settings,
    `${variables}${python} -m ${pythonPackage(spec.name)}${print}${flag && ` ${flag}`}`,
    ...notes,
  ];
}

/** That the Node.js which runs us is none for the project, which asks for a newer one. */
export function versionNotes(
  { runtime }: Pick<ExporterSpec, 'runtime'>,
  { nodeVersion }: Pick<Io, 'nodeVersion'>,
): string[] {
  const problem =
    runtime === 'node' ? versionProblem('node', nodeVersion, NODE_VERSIONS) : undefined;
  return problem === undefined ? [] : [problem];
}

/** How what is generated for targets is used; what takes more than a command is in a README of its own. */
export function targetSteps(
  spec: ExporterSpec,
  targets: readonly Target[],
): NextSteps['alternatives'] {
  const { name, pattern } = spec;
  const secrets = credentials(spec).length > 0 ? ['sh deploy/compose/make-secrets.sh'] : [];
  const job = pattern === 'batch' ? ['docker compose run --rm --build job'] : [];
  const steps: Record<Target, string[]> = {
    // Compose builds the image, too.
    docker: targets.includes('compose') ? [] : [`docker build --tag ${name} .`],
    compose: [
      ...secrets,
      'docker compose up --build --detach --wait',
      ...job,
      '# What runs then, and how to see it work: deploy/compose/README.md',
    ],
    kubernetes: [
      '# What the cluster has to have first: deploy/kubernetes/README.md',
      'kubectl apply --server-side --kustomize deploy/kubernetes',
    ],
    systemd: ['# How to install the service: deploy/systemd/README.md'],
  };
  return targets
    .map((target) => ({ target, steps: steps[target] }))
    .filter(({ steps: others }) => others.length > 0);
}

/** What to do about queries and expressions that read nothing of one's own yet; a comment to the shell. */
export function samplesNote(spec: ExporterSpec, flags: CreateFlags): string[] {
  if (!getsReadings(flags, spec)) return [];
  const samples = spec.metrics.flatMap((metric) => {
    const source = sourceOf(metric);
    return source === undefined || source === 'custom' ? [] : [`"${source}" of ${metric.name}`];
  });
  return samples.length === 0
    ? []
    : [`# A sample: ${samples.join(', ')}. Edit exporter.yaml, then: npx create-exporter update`];
}

/** The package manager that was asked for, or the one that runs us. */
export function packageManager(flags: CreateFlags, io: Io): PackageManager {
  return (
    (flags.packageManager as PackageManager | undefined) ??
    detectPackageManager(io.env.npm_config_user_agent)
  );
}

/** Workflows below the top of a repository have no effect, and nothing else would say so; a comment to the shell. */
export function workflowsNote(directory: string, { cwd }: Pick<Io, 'cwd'>): string[] {
  const top = repositoryAround(directory);
  if (top === undefined) return [];
  const inside = path.relative(top, directory).replaceAll(path.sep, '/');
  const place = path.relative(cwd, top) || 'the directory you are in';
  return [
    `# GitHub reads .github only at the top of the repository, ${place}: move its files there, with working-directory: ${inside} for the jobs and ${inside} before their paths`,
  ];
}
