import { COMMANDS } from '../cli/command-names.ts';
import { CREATE_OPTIONS } from '../cli/create-options.ts';
import { LINT_OPTIONS } from '../cli/lint-options.ts';
import type { OptionDefinition } from '../cli/options.ts';
import { ADDABLE, PROJECT_COMMANDS } from '../cli/project-options.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { didYouMean } from '../spec/nearest.ts';
import type { Io } from '../ui/io.ts';

const SHELLS = { bash, zsh, fish };

/** Prints a completion script made from the option definitions. */
export function completion(shell: string, io: Io): ExitCode {
  if (!Object.hasOwn(SHELLS, shell)) {
    const known = Object.keys(SHELLS);
    throw new Failure(EXIT.usage, `There is no completion for "${shell}"`, [
      `Choose one of ${known.join(', ')}.${didYouMean(shell, known)}`,
    ]);
  }
  io.out(SHELLS[shell as keyof typeof SHELLS]());
  return EXIT.done;
}

interface Flag {
  words: string[];
  /** What its value can be; undefined for a switch. */
  value: readonly string[] | 'path' | 'text' | undefined;
  description: string;
}

interface Command {
  flags: Flag[];
  /** What comes after it. */
  after: readonly string[] | 'files' | 'directories';
}

const COMMAND: Record<(typeof COMMANDS)[number], Command> = {
  lint: { flags: flagsOf(LINT_OPTIONS), after: 'files' },
  update: { flags: flagsOf(PROJECT_COMMANDS.update.options), after: 'directories' },
  diff: { flags: flagsOf(PROJECT_COMMANDS.diff.options), after: 'directories' },
  verify: { flags: flagsOf(PROJECT_COMMANDS.verify.options), after: 'directories' },
  add: { flags: flagsOf(PROJECT_COMMANDS.add.options), after: ADDABLE },
  presets: { flags: flagsOf(CREATE_OPTIONS.filter(({ name }) => name === 'json')), after: [] },
  schema: { flags: [], after: [] },
  completion: { flags: [], after: Object.keys(SHELLS) },
};
const CREATE = flagsOf(CREATE_OPTIONS);

function flagsOf(options: readonly OptionDefinition[]): Flag[] {
  return options.flatMap((option) => {
    const { name, short, description, negatable, onlyNegated } = option;
    const flag = {
      words: [`--${name}`, ...(short ? [`-${short}`] : [])],
      value: valuesOf(option),
      description,
    };
    const not = `do not ${description.replace(/;.*/, '')}`;
    const negated = {
      ...flag,
      words: [`--no-${name}`],
      description: onlyNegated ? description : not,
    };
    if (onlyNegated) return [negated];
    return negatable ? [flag, negated] : [flag];
  });
}

function valuesOf({ argument, choices }: OptionDefinition): Flag['value'] {
  if (argument === undefined) return undefined;
  return choices ?? (/file|path/.test(argument) ? 'path' : 'text');
}

function bash(): string {
  const words = (flags: Flag[]) => flags.flatMap((flag) => flag.words).join(' ');
  const commands = Object.entries(COMMAND).map(([name, { flags, after }]) => {
    const then = typeof after === 'string' ? after : after.join(' ');
    return `    ${name}) flags='${words(flags)}' after='${then}' ;;`;
  });
  // A flag means the same wherever it is.
  const flags = new Map(
    [CREATE, ...Object.values(COMMAND).map((command) => command.flags)]
      .flat()
      .filter(({ value }) => value !== undefined)
      .map(({ words, value }) => [words.join('|'), value!]),
  );
  const values = [...flags].map(([pattern, value]) => {
    if (value === 'text') return `    ${pattern}) return ;;`;
    const reply = value === 'path' ? '-f' : `-W '${value.join(' ')}'`;
    return `    ${pattern}) COMPREPLY=($(compgen ${reply} -- "$cur")); return ;;`;
  });
  return `# eval "$(create-exporter completion bash)"
_create_exporter() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  local flags='${words(CREATE)}' after='directories'
  case "\${COMP_WORDS[1]}" in
${commands.join('\n')}
  esac
  case "$prev" in
${values.join('\n')}
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W '${COMMANDS.join(' ')}' -- "$cur") $(compgen -d -- "$cur"))
  elif [[ $after == files ]]; then
    COMPREPLY=($(compgen -f -- "$cur"))
  elif [[ $after == directories ]]; then
    COMPREPLY=($(compgen -d -- "$cur"))
  elif [[ $COMP_CWORD -eq 2 ]]; then
    COMPREPLY=($(compgen -W "$after" -- "$cur"))
  fi
}
complete -F _create_exporter create-exporter
`;
}

function zsh(): string {
  const commands = Object.entries(COMMAND).map(([name, { flags, after }]) => {
    const specs = [...zshSpecs(flags), `'1:command:'`, ...zshAfter(after)];
    return `    ${name}) ${zshArguments(specs)} ;;`;
  });
  const words = `"commands\\:command\\:(${COMMANDS.join(' ')})"`;
  const first = `'1: : _alternative ${words} "directories\\:directory\\:_files -/"'`;
  return `#compdef create-exporter
# eval "$(create-exporter completion zsh)"
_create_exporter() {
  case "\${words[2]}" in
${commands.join('\n')}
    *) ${zshArguments([...zshSpecs(CREATE), first, ...zshAfter('directories')])} ;;
  esac
}
compdef _create_exporter create-exporter
`;
}

function zshArguments(specs: readonly string[]): string {
  return `_arguments \\\n      ${specs.join(' \\\n      ')}`;
}

function zshAfter(after: Command['after']): string[] {
  if (after === 'files') return ["'*:file:_files'"];
  if (after === 'directories') return ["'*:directory:_files -/'"];
  return after.length > 0 ? [`'2:what:(${after.join(' ')})'`, "'*: :'"] : [];
}

/** Each option as `_arguments` wants it. */
function zshSpecs(flags: readonly Flag[]): string[] {
  return flags.flatMap(({ words, value, description }) => {
    const text = description.replaceAll("'", '’').replace(/[[\]:]/g, ' ');
    return words.map((word) => `'*${word}[${text}]${zshValue(value)}'`);
  });
}

function zshValue(value: Flag['value']): string {
  if (value === undefined) return '';
  if (value === 'path') return ':file:_files';
  return value === 'text' ? ':value: ' : `:value:(${value.join(' ')})`;
}

function fish(): string {
  const commands = Object.entries(COMMAND).flatMap(([name, { flags, after }]) => {
    const condition = `__fish_seen_subcommand_from ${name}`;
    return [fishLine(condition, fishAfter(after)), ...fishFlags(flags, condition)];
  });
  const main = `not __fish_seen_subcommand_from ${COMMANDS.join(' ')}`;
  return `# create-exporter completion fish | source
${[
  'complete -c create-exporter -f',
  fishLine('__fish_is_first_arg', `-a ${fishQuoted(COMMANDS.join(' '))}`),
  fishLine(main, fishAfter('directories')),
  ...fishFlags(CREATE, main),
  ...commands,
].join('\n')}
`;
}

function fishAfter(after: Command['after']): string {
  if (after === 'files') return '-F';
  return after === 'directories'
    ? `-a '(__fish_complete_directories)'`
    : `-a ${fishQuoted(after.join(' '))}`;
}

function fishFlags(flags: readonly Flag[], condition: string): string[] {
  return flags.map(({ words, value, description }) => {
    const names = words.map((word) =>
      word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`,
    );
    const parts = [...names, ...fishValue(value), `-d ${fishQuoted(description)}`];
    return fishLine(condition, parts.join(' '));
  });
}

function fishValue(value: Flag['value']): string[] {
  if (value === undefined) return [];
  if (value === 'path') return ['-r -F'];
  return value === 'text' ? ['-x'] : [`-x -a ${fishQuoted(value.join(' '))}`];
}

function fishLine(condition: string, rest: string): string {
  return `complete -c create-exporter -n ${fishQuoted(condition)} ${rest}`;
}

function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
