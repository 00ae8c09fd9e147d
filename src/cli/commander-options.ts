import { type Command, Option } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { CREATE_OPTIONS } from './create-options.ts';
import { flagsOf, OPTION_GROUPS, type OptionDefinition } from './options.ts';

/** Makes options of a command understood, in the order of their groups. */
export function addOptions(command: Command, definitions: readonly OptionDefinition[]): void {
  for (const group of OPTION_GROUPS) {
    for (const definition of definitions.filter((option) => option.group === group)) {
      for (const option of commanderOptions(definition)) {
        command.addOption(option.helpGroup(`${group}:`));
      }
      if (definition.negatable) refuseBoth(command, definition.name);
    }
  }
}

/** Commander lets the last of `--x` and `--no-x` win. */
function refuseBoth(command: Command, name: string): void {
  const said = new Set<string>();
  for (const form of [name, `no-${name}`]) {
    command.on(`option:${form}`, () => {
      said.add(form);
      if (said.size > 1) throw unusable(`--${name} and --no-${name} exclude each other.`);
    });
  }
}

/** What is wrong about the words of a command line, which nothing else was looked at for (exit 2). */
export function unusable(...details: string[]): Failure {
  return new Failure(EXIT.usage, 'The command line cannot be used', details);
}

/** What commander calls an option that can be negated → how help shows both forms. */
export const NEGATABLE = new Map(
  CREATE_OPTIONS.filter((option) => option.negatable).map((option) => [
    `--${option.name}`,
    flagsOf(option),
  ]),
);

function commanderOptions(definition: OptionDefinition): Option[] {
  const { description, choices, many } = definition;
  if (definition.negatable) {
    // Both forms exist so that "not said" differs from either; help shows them as one.
    return [
      new Option(flagsOf(definition).replace('[no-]', ''), description),
      new Option(`--no-${definition.name}`, `do not: ${description}`).hideHelp(),
    ];
  }
  const option = new Option(flagsOf(definition), description);
  if (many) {
    option.argParser((value: string, previous: string[] = []) => [
      ...previous,
      ...(choices ? value.split(',').map((word) => word.trim()) : [value]),
    ]);
  } else if (definition.argument !== undefined) {
    option.argParser((value: string, previous?: string) => {
      if (previous === undefined) return value;
      throw unusable(
        `--${definition.name} is there twice, as "${previous}" and as "${value}": give it once.`,
      );
    });
  }
  return [option];
}
