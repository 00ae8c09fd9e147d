import { COMMANDS } from '../cli/command-names.ts';
import { CREATE_OPTIONS, LINT_OPTIONS, type OptionDefinition } from '../cli/options.ts';
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

const LINT_ONLY = LINT_OPTIONS.filter((option) => !CREATE_OPTIONS.includes(option));

interface Flag {
  words: string[];
  choices: readonly string[];
  takesValue: boolean;
  description: string;
}

function flagsFrom(options: readonly OptionDefinition[]): Flag[] {
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
  const words = (options: readonly OptionDefinition[]) =>
    flagsFrom(options)
      .flatMap((flag) => flag.words)
      .join(' ');
  const cases = flagsFrom([...CREATE_OPTIONS, ...LINT_ONLY])
    .filter((flag) => flag.choices.length > 0)
    .map(
      (flag) =>
        `    ${flag.words.join('|')}) COMPREPLY=($(compgen -W '${flag.choices.join(' ')}' -- "$cur")); return ;;`,
    );
  return `# eval "$(create-exporter completion bash)"
_create_exporter() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  case "$prev" in
${cases.join('\n')}
    --spec) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    completion) COMPREPLY=($(compgen -W '${Object.keys(SHELLS).join(' ')}' -- "$cur")); return ;;
  esac
  if [[ \${COMP_WORDS[1]} == lint && $COMP_CWORD -gt 1 ]]; then
    if [[ $cur == -* ]]; then
      COMPREPLY=($(compgen -W '${words(LINT_OPTIONS)}' -- "$cur"))
    else
      COMPREPLY=($(compgen -f -- "$cur"))
    fi
  elif [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W '${words(CREATE_OPTIONS)}' -- "$cur"))
  else
    COMPREPLY=($(compgen -W '${COMMANDS.join(' ')}' -- "$cur") $(compgen -d -- "$cur"))
  fi
}
complete -F _create_exporter create-exporter
`;
}

function zsh(): string {
  const specs = (options: readonly OptionDefinition[]) =>
    flagsFrom(options)
      .flatMap(({ words, choices, takesValue, description }) => {
        const text = description.replaceAll("'", '’').replace(/[[\]:]/g, ' ');
        const values = choices.length > 0 ? `(${choices.join(' ')})` : '_files';
        return words.map(
          (word) => `    '*${word}[${text}]${takesValue ? `:value:${values}` : ''}'`,
        );
      })
      .map((spec) => `${spec} \\`)
      .join('\n');
  return `#compdef create-exporter
# eval "$(create-exporter completion zsh)"
_create_exporter() {
  if [[ $words[2] == lint && $CURRENT -gt 2 ]]; then
    shift words
    (( CURRENT-- ))
    _arguments \\
${specs(LINT_OPTIONS)}
    '*:file:_files'
    return
  fi
  _arguments \\
${specs(CREATE_OPTIONS)}
    '1:directory or command:(${COMMANDS.join(' ')})' \\
    '*:directory:_files -/'
}
compdef _create_exporter create-exporter
`;
}

function fish(): string {
  const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const line = (condition: string) => (flag: Flag) => {
    const { words, choices, takesValue, description } = flag;
    const names = words.map((word) =>
      word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`,
    );
    const values =
      choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r' : '';
    return `complete -c create-exporter -n '${condition}' ${names.join(' ')}${values} -d ${quote(description)}`;
  };
  const lines = [
    ...flagsFrom(CREATE_OPTIONS).map(line('not __fish_seen_subcommand_from lint')),
    ...flagsFrom(LINT_OPTIONS).map(line('__fish_seen_subcommand_from lint')),
  ];
  return `# create-exporter completion fish | source
complete -c create-exporter -n __fish_is_first_arg -a ${quote(COMMANDS.join(' '))}
${lines.join('\n')}
`;
}
