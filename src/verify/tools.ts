import { extraFiles } from '../project/extra-files.ts';
import type { Outcome } from './outcome.ts';
import { type Program, runCheck } from './programs.ts';

type Where = Omit<Program, 'command' | 'args'>;

interface Tool {
  name: string;
  command: string;
  args: string[];
  /** The tool has something to look at only where one of these files exists. */
  files: RegExp;
  /** These are named on its command line, too. */
  named?: true;
}

/** What is generated for other programs is looked at by them. */
const TOOLS: Tool[] = [
  {
    name: 'promtool check config',
    command: 'promtool',
    args: ['check', 'config', 'prometheus.yml'],
    files: /^prometheus\.yml$/,
  },
  {
    name: 'promtool test rules',
    command: 'promtool',
    args: ['test', 'rules'],
    files: /^monitoring\/.*\.test\.ya?ml$/,
    named: true,
  },
  {
    name: 'docker compose config',
    command: 'docker',
    args: ['compose', 'config', '--quiet'],
    files: /^(?:docker-)?compose\.ya?ml$/,
  },
  {
    name: 'kubeconform',
    command: 'kubeconform',
    args: ['-strict', '-ignore-missing-schemas'],
    files: /^deploy\/kubernetes\/(?!kustomization).*\.ya?ml$/,
    named: true,
  },
  {
    name: 'actionlint',
    command: 'actionlint',
    args: [],
    files: /^\.github\/workflows\/.*\.ya?ml$/,
    named: true,
  },
];

/** Runs each tool that has something to look at, one after the other. */
export async function* toolChecks(
  where: Where,
): AsyncGenerator<[name: string, () => Promise<Outcome>]> {
  const all = await extraFiles(where.cwd, new Set());
  for (const { name, command, args, files, named } of TOOLS) {
    const found = all.filter((file) => files.test(file));
    if (found.length === 0) continue;
    yield [name, () => runCheck({ ...where, command, args: named ? [...args, ...found] : args })];
  }
}

/** promtool on what was scraped or pushed. */
export function promtoolMetrics(text: string, where: Where): Promise<Outcome> {
  return runCheck({ ...where, command: 'promtool', args: ['check', 'metrics'] }, text);
}
