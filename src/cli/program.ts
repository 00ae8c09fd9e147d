import { Command, CommanderError } from 'commander';
import { type COMMANDS, commandMeant, commandNamed } from './command-names.ts';
import { addOptions, NEGATABLE, unusable } from './commander-options.ts';
import { CREATE_OPTIONS } from './create-options.ts';
import type { CreateFlags, LintFlags } from './flags.ts';
import { LINT_OPTIONS } from './lint-options.ts';
import { refuseMissingValues } from './needed-values.ts';
import {
  ADDABLE,
  type AddFlags,
  type DiffFlags,
  PROJECT_COMMANDS,
  type UpdateFlags,
} from './project-options.ts';

/** What the words on the command line ask for. */
export type Request =
  | { command: 'create'; flags: CreateFlags }
  | { command: 'lint'; flags: LintFlags }
  | { command: 'update'; flags: UpdateFlags }
  | { command: 'diff' | 'verify'; flags: DiffFlags }
  | { command: 'add'; flags: AddFlags }
  | { command: 'presets'; flags: { json?: boolean } }
  | { command: 'schema'; flags: Record<string, never> }
  | { command: 'completion'; flags: { shell: string } }
  | { command: 'text'; text: string };

/**
 * Reads the command line.
 * @throws Failure (exit 2) on words it does not know, with the nearest known one
 */
export function parseArguments(argv: readonly string[], version: string): Request {
  let request: Request | undefined;
  let text = '';
  const program = buildProgram(version, (found) => {
    request = found;
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (words) => {
        text += words;
      },
      writeErr: () => {},
    });
  }
  const named = program.commands.find((command) => command.name() === argv[0]);
  const help = `Run ${helpOf(argv)} for all options.`;
  refuseMissingValues(named ?? program, argv, help);
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: 'text', text };
    if (commandNamed(argv[0]) === undefined) refuseMistyped(argv[0]);
    throw unusable(
      sentence(
        error.message
          .replace(/^error: /, '')
          .replace(/\n\(Did you mean (.*)\?\)$/, '. Did you mean "$1"?'),
      ),
      ...exampleFor(error, argv),
      help,
    );
  }
  refuseMisplaced(program, request!);
  if (request!.command === 'create') refuseMistyped(request!.flags.directory);
  return request!;
}

/** How the commands that cannot do without words are written. */
const EXAMPLES: Partial<Record<(typeof COMMANDS)[number], string>> = {
  lint: 'create-exporter lint http://localhost:3000/metrics',
  add: 'create-exporter add metric "gauge shop_active_users Users that are logged in."',
  completion: 'create-exporter completion bash',
};

/** A word that is missing or too much is answered by a line that is right. */
function exampleFor({ code }: CommanderError, [first]: readonly string[]): string[] {
  const command = commandNamed(first);
  const example =
    code === 'commander.missingArgument' && command
      ? EXAMPLES[command]
      : code === 'commander.excessArguments' && !command
        ? 'create-exporter shop-exporter --runtime python'
        : undefined;
  return example === undefined ? [] : [`Such as: ${example}`];
}

/** The command that tells about the one that was meant. */
function helpOf(argv: readonly string[]): string {
  return ['create-exporter', commandNamed(argv[0]), '--help'].filter(Boolean).join(' ');
}

/** @throws Failure (exit 2) on options before a command: they are those of the main job, and would be dropped */
function refuseMisplaced(program: Command, { command }: Request): void {
  if (command === 'create') return;
  const before = program.options.filter(
    (option) => program.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (before.length === 0) return;
  throw unusable(
    `${before[0]!.long} stands before the command: write what ${command} is to do after it, create-exporter ${command} ….`,
    `Run create-exporter ${command} --help for all options.`,
  );
}

/** @throws Failure (exit 2) on a directory that is one slip away from a command: a project is not what was meant */
function refuseMistyped(directory: string | undefined): void {
  const meant = directory === undefined ? undefined : commandMeant(directory);
  if (meant === undefined) return;
  throw unusable(
    `There is no command "${directory}". Did you mean "${meant}"? A directory of that name is written ./${directory}.`,
  );
}

/** The commander program; `found` is told what was asked for. */
export function buildProgram(version: string, found: (request: Request) => void): Command {
  const program = new Command('create-exporter')
    .description('Write a complete Prometheus exporter: code, tests, Dockerfile, monitoring.')
    .optionsGroup('Help:')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .argument('[directory]', 'where to write it; its last part is the name')
    .usage('[directory] [options]')
    .allowExcessArguments(false)
    .enablePositionalOptions()
    .helpCommand('help [command]', 'print the help of a command')
    .action((directory: string | undefined, flags: CreateFlags) =>
      found({
        command: 'create',
        flags: { ...flags, ...(directory !== undefined && { directory }) },
      }),
    );
  addOptions(program, CREATE_OPTIONS);
  program.configureHelp({ optionTerm: (option) => NEGATABLE.get(option.flags) ?? option.flags });
  program.commandsGroup('Other commands:');
  addOptions(
    program
      .command('lint')
      .description('check names, labels and series: exporter.yaml, an exposition, - or a URL')
      .argument('<inputs...>', 'files, URLs, or - for standard input')
      .optionsGroup('Help:')
      .helpOption('-h, --help', 'print this help')
      .usage('<exporter.yaml | metrics file | - | URL>... [options]')
      .action((inputs: string[], flags: Omit<LintFlags, 'inputs'>) =>
        found({ command: 'lint', flags: { ...flags, inputs } }),
      ),
    LINT_OPTIONS,
  );
  addProjectCommands(program, found);
  program
    .command('presets')
    .description('list the presets')
    .option('--json', 'one JSON object on standard output')
    .action((flags: { json?: boolean }) => found({ command: 'presets', flags }));
  program
    .command('schema')
    .description('print the JSON Schema of exporter.yaml')
    .action(() => found({ command: 'schema', flags: {} }));
  program
    .command('completion')
    .description('print a completion script: bash, zsh or fish')
    .argument('<shell>', 'bash, zsh or fish')
    .action((shell: string) => found({ command: 'completion', flags: { shell } }));
  return program;
}

/** The commands on a project that was generated. */
function addProjectCommands(program: Command, found: (request: Request) => void): void {
  for (const command of ['update', 'diff', 'verify'] as const) {
    const { description, options } = PROJECT_COMMANDS[command];
    const added = program
      .command(command)
      .description(description)
      .argument('[directory]', 'the project; default: the directory you are in')
      .allowExcessArguments(false)
      .optionsGroup('Help:')
      .helpOption('-h, --help', 'print this help')
      .action((directory: string | undefined, flags: UpdateFlags) =>
        found({ command, flags: { ...flags, ...placeOf(directory, flags) } }),
      );
    addOptions(added, options);
  }
  const { description, options } = PROJECT_COMMANDS.add;
  const added = program
    .command('add')
    .description(description)
    .argument('<what>', ADDABLE.join(', '))
    .argument(
      '<values...>',
      'definitions of metrics as for --metric, or names; a last ./path is the project. A metric that a collector reads is written into exporter.yaml with its source instead, then update',
    )
    .optionsGroup('Help:')
    .helpOption('-h, --help', 'print this help')
    .action((what: string, values: string[], flags: UpdateFlags) =>
      found({ command: 'add', flags: { ...flags, what, values } }),
    );
  addOptions(added, options);
}

/** @throws Failure (exit 2) where the argument and `--directory` both name a project */
function placeOf(
  argument: string | undefined,
  { directory }: UpdateFlags,
): Pick<UpdateFlags, 'directory'> {
  if (argument === undefined) return {};
  if (directory === undefined) return { directory: argument };
  throw unusable(
    `The project is named twice, as "${argument}" and as "${directory}": name it once.`,
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
}
