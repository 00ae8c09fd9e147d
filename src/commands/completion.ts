import { COMMANDS } from '../cli/command-names.ts';
import { CREATE_OPTIONS } from '../cli/options.ts';
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

function flags(): Flag[] {
  return CREATE_OPTIONS.flatMap((option) => {
    const { name, short, choices = [], argument, description } = option;
    const positive = [`--${name}`, ...(short ? [`-${short}`] : [])];
    const flag = { choices, takesValue: argument !== undefined, description };
    const forms: Flag[] = option.onlyNegated ? [] : [{ ...flag, words: positive }];
    if (option.negatable || option.onlyNegated) forms.push({ ...flag, words: [`--no-${name}`] });
    return forms;
  });
}

function bash(): string {
  const all = flags();
  const cases = all
    .filter((flag) => flag.choices.length > 0)
    .map(
      ({ words, choices }) =>
        `    ${words.join('|')}) COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$cur")); return ;;`,
    );
  return `# eval "$(create-exporter completion bash)"
_create_exporter() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  case "$prev" in
${cases.join('\n')}
    --spec|--log-file) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    completion) COMPREPLY=($(compgen -W '${Object.keys(SHELLS).join(' ')}' -- "$cur")); return ;;
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W '${all.flatMap((flag) => flag.words).join(' ')}' -- "$cur"))
  else
    COMPREPLY=($(compgen -W '${COMMANDS.join(' ')}' -- "$cur") $(compgen -d -- "$cur"))
  fi
}
complete -F _create_exporter create-exporter
`;
}

function zsh(): string {
  const specs = flags().flatMap(({ words, choices, takesValue, description }) => {
    const text = description.replaceAll("'", '’').replace(/[[\]:]/g, ' ');
    const values = choices.length > 0 ? `(${choices.join(' ')})` : '_files';
    return words.map((word) => `    '*${word}[${text}]${takesValue ? `:value:${values}` : ''}'`);
  });
  return `#compdef create-exporter
# eval "$(create-exporter completion zsh)"
_create_exporter() {
  _arguments \\
${specs.map((spec) => `${spec} \\`).join('\n')}
    '1:directory or command:(${COMMANDS.join(' ')})' \\
    '*:directory:_files -/'
}
compdef _create_exporter create-exporter
`;
}

function fish(): string {
  const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const lines = flags().map(({ words, choices, takesValue, description }) => {
    const names = words.map((word) =>
      word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`,
    );
    const values =
      choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r' : '';
    return `complete -c create-exporter ${names.join(' ')}${values} -d ${quote(description)}`;
  });
  return `# create-exporter completion fish | source
complete -c create-exporter -n __fish_is_first_arg -a ${quote(COMMANDS.join(' '))}
${lines.join('\n')}
`;
}
