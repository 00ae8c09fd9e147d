import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { ENGINES, type Engine, generate } from './project.ts';

/** What a project is generated from. */
export interface Combination {
  spec: string;
  runtime: Engine['runtime'];
  targets: string[];
}

export const TARGETS = ['docker', 'compose', 'kubernetes', 'systemd'];

/** Every spec of the tests × runtime with all targets, and each target by itself with each pattern. */
export const COMBINATIONS: Combination[] = [
  ...(await specNames()).flatMap((spec) => [
    { spec, runtime: 'node' as const, targets: TARGETS },
    { spec, runtime: 'python' as const, targets: TARGETS },
  ]),
  ...['plain', 'sidecar-sqlite', 'batch-bare'].flatMap((spec, pattern) =>
    TARGETS.map((target, index) => ({
      spec,
      runtime: (pattern + index) % 2 ? ('python' as const) : ('node' as const),
      targets: [target],
    })),
  ),
];

/** Generates the project of a combination and gives its directory; it is not installed. */
export async function generateCombination({
  spec,
  runtime,
  targets,
}: Combination): Promise<string> {
  const file = path.resolve('test/specs', `${spec}.yaml`);
  const { name } = parse(await readFile(file, 'utf8')) as { name?: string };
  const engine = ENGINES.findLast((each) => each.runtime === runtime)!;
  const flags = ['--spec', file, '--target', targets.join(',')];
  return (await generate(engine, flags, name ?? spec)).directory;
}

/** The files of a directory of a project, as paths; none if there is no such directory. */
export async function filesIn(project: string, directory: string): Promise<string[]> {
  const names = await readdir(path.join(project, directory)).catch(() => []);
  return names.sort().map((name) => path.join(project, directory, name));
}

async function specNames(): Promise<string[]> {
  const files = await readdir('test/specs');
  return files.sort().map((file) => path.basename(file, '.yaml'));
}
