import { extraFiles } from '../project/extra-files.ts';
import { type Outcome, outcomeOf, skipped } from './outcome.ts';
import { outcomeOfRun, type Program, run, runCheck } from './programs.ts';

type Where = Omit<Program, 'command' | 'args'>;

interface Tool {
  name: string;
  command: string;
  args: string[];
  /** The tool has something to look at only where one of these files exists. */
  files: RegExp;
  /** These are named on its command line, too. */
  named?: true;
  /** What it writes where it cannot do its work for want of a network. */
  offline?: string;
  /** What succeeds only where this part of the command is installed. */
  probe?: string[];
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
    probe: ['compose', 'version'],
    files: /^(?:docker-)?compose\.ya?ml$/,
  },
  {
    name: 'kubeconform',
    command: 'kubeconform',
    args: ['-strict', '-ignore-missing-schemas'],
    offline: 'failed downloading schema',
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

/** The checks of the tools that have something to look at in a project. */
export async function toolChecks(
  directory: string,
): Promise<[name: string, task: (where: Where) => Promise<Outcome>][]> {
  const all = await extraFiles(directory, new Set());
  return TOOLS.map((tool) => ({ tool, found: all.filter((file) => tool.files.test(file)) }))
    .filter(({ found }) => found.length > 0)
    .map(({ tool, found }) => [tool.name, (where) => runTool(tool, found, where)]);
}

async function runTool(tool: Tool, found: string[], where: Where): Promise<Outcome> {
  const { command, args, named, probe, offline } = tool;
  if (probe && (await run({ ...where, command, args: probe })).code !== 0) {
    return skipped(`${command} ${probe[0]} is not installed`);
  }
  const outcome = await runCheck({ ...where, command, args: named ? [...args, ...found] : args });
  const isOffline = offline !== undefined && outcome.details?.join('\n').includes(offline);
  return isOffline ? skipped(`${command} needs the network for its schemas`) : outcome;
}

/** How `promtool check metrics` ends where it has something to say about metrics that it can read. */
const REMARKS = 3;

/**
 * promtool on what was scraped or pushed.
 * @param allowed what it may say, line by line
 */
export async function promtoolMetrics(
  text: string,
  allowed: ReadonlySet<string>,
  where: Where,
): Promise<Outcome> {
  const program = { ...where, command: 'promtool', args: ['check', 'metrics'] };
  const ended = await run(program, text);
  if (ended.code !== REMARKS) return outcomeOfRun(program, ended);
  const lines = ended.output.split('\n').filter((line) => line !== '');
  return outcomeOf(
    lines.filter((line) => !allowed.has(line)),
    ['exporter.yaml allows what it says'],
  );
}
