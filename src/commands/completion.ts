import { COMMANDS } from '../cli/command-names.ts';
import { CREATE_OPTIONS } from '../cli/create-options.ts';
import { LINT_OPTIONS } from '../cli/lint-options.ts';
import type { OptionDefinition } from '../cli/options.ts';
import { ADDABLE, PROJECT_COMMANDS } from '../cli/project-options.ts';
import { EXIT, type ExitCode, Failure } from '../failure.ts';
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
  choices: readonly string[];
  takesValue: boolean;
  description: string;
}

/** Commands with options of their own, which take the place of those of the main job. */
const OWN_FLAGS = [
  { command: 'lint', flags: flagsOf(LINT_OPTIONS) },
  ...Object.entries(PROJECT_COMMANDS).map(([command, { options }]) => ({
    command,
    flags: flagsOf(options),
  })),
];

/** Flags of `lint` that the main job does not have. */
const LINT_ONLY = flagsOf(LINT_OPTIONS.filter((option) => !CREATE_OPTIONS.includes(option)));

function flagsOf(options: readonly OptionDefinition[]): Flag[] {
  return options.flatMap((option) => {
    const { name, short, choices = [], argument, description } = option;
    const positive = [`--${name}`, ...(short ? [`-${short}`] : [])];
    const flag = { choices, takesValue: argument !== undefined, description };
    const forms: Flag[] = option.onlyNegated ? [] : [{ ...flag, words: positive }];
    if (option.negatable || option.onlyNegated) forms.push({ ...flag, words: [`--no-${name}`] });
    return forms;
  });
}

function bash(): string {
  const all = flagsOf(CREATE_OPTIONS);
  const words = (flags: Flag[]) => flags.flatMap((flag) => flag.words).join(' ');
  const own = OWN_FLAGS.map(({ command, flags }) => `    ${command}) flags='${words(flags)}' ;;`);
  const cases = [...all, ...LINT_ONLY]
    .filter((flag) => flag.choices.length > 0)
    .map(
      ({ words, choices }) =>
        `    ${words.join('|')}) COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$cur")); return ;;`,
    );
  return `# eval "$(create-exporter completion bash)"
_create_exporter() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} flags='${words(all)}'
  case "\${COMP_WORDS[1]}" in
${own.join('\n')}
  esac
  case "$prev" in
${cases.join('\n')}
    --spec|--log-file) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    add) COMPREPLY=($(compgen -W '${ADDABLE.join(' ')}' -- "$cur")); return ;;
    completion) COMPREPLY=($(compgen -W '${Object.keys(SHELLS).join(' ')}' -- "$cur")); return ;;
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [[ \${COMP_WORDS[1]} == lint && $COMP_CWORD -gt 1 ]]; then
    COMPREPLY=($(compgen -f -- "$cur"))
  else
    COMPREPLY=($(compgen -W '${COMMANDS.join(' ')}' -- "$cur") $(compgen -d -- "$cur"))
  fi
}
complete -F _create_exporter create-exporter
`;
}

function zsh(): string {
  const own = OWN_FLAGS.map(({ command, flags }) => {
    return `    ${command}) _arguments \\\n${zshSpecs(flags)}      '1:command:' ${zshWords(command)} ;;`;
  });
  return `#compdef create-exporter
# eval "$(create-exporter completion zsh)"
_create_exporter() {
  case "\${words[2]}" in
${own.join('\n')}
    *) _arguments \\
${zshSpecs(flagsOf(CREATE_OPTIONS))}      '1:directory or command:(${COMMANDS.join(' ')})' \\
      '*:directory:_files -/' ;;
  esac
}
compdef _create_exporter create-exporter
`;
}

/** What comes after a command. */
function zshWords(command: string): string {
  if (command === 'lint') return "'*:file:_files'";
  if (command === 'add') return `'2:what:(${ADDABLE.join(' ')})' '*:value:'`;
  return "'*:directory:_files -/'";
}

/** Each option as `_arguments` wants it, on a line of its own. */
function zshSpecs(flags: Flag[]): string {
  const lines = flags.flatMap(({ words, choices, takesValue, description }) => {
    const text = description.replaceAll("'", '’').replace(/[[\]:]/g, ' ');
    const values = choices.length > 0 ? `(${choices.join(' ')})` : '_files';
    return words.map(
      (word) => `      '*${word}[${text}]${takesValue ? `:value:${values}` : ''}' \\\n`,
    );
  });
  return lines.join('');
}

function fish(): string {
  const commands = OWN_FLAGS.map(({ command }) => command).join(' ');
  const own = OWN_FLAGS.flatMap(({ command, flags }) =>
    fishLines(flags, `__fish_seen_subcommand_from ${command}`),
  );
  const all = fishLines(flagsOf(CREATE_OPTIONS), `not __fish_seen_subcommand_from ${commands}`);
  return `# create-exporter completion fish | source
complete -c create-exporter -n __fish_is_first_arg -a ${fishQuoted(COMMANDS.join(' '))}
complete -c create-exporter -n '__fish_seen_subcommand_from add' -a ${fishQuoted(ADDABLE.join(' '))}
${[...all, ...own].join('\n')}
`;
}

function fishLines(flags: Flag[], condition: string): string[] {
  return flags.map(({ words, choices, takesValue, description }) => {
    const names = words.map((word) =>
      word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`,
    );
    const values =
      choices.length > 0 ? ` -x -a ${fishQuoted(choices.join(' '))}` : takesValue ? ' -r' : '';
    return `complete -c create-exporter -n ${fishQuoted(condition)} ${names.join(' ')}${values} -d ${fishQuoted(description)}`;
  });
}

function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
