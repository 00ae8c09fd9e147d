import type { SpecInput } from '../spec/schema.ts';

export const OPTION_GROUPS = [
  'What to generate',
  'What to check',
  'Where and how',
  'Output',
] as const;

/** One option: its flag, its validation, its prompt, its line in `--help`, in the completion and in the README come from here. */
export interface OptionDefinition {
  /** Long flag without dashes. */
  name: string;
  short?: string;
  /** Placeholder of the value; absent for a switch. */
  argument?: string;
  group: (typeof OPTION_GROUPS)[number];
  description: string;
  /** The only values; checked wherever the value comes from. */
  choices?: readonly string[];
  /** May be given several times; values with choices also separated by commas. */
  many?: boolean;
  /** Also exists as `--no-…`. */
  negatable?: boolean;
  /** Exists as `--no-…` alone. */
  onlyNegated?: boolean;
  /** The field of exporter.yaml it sets. */
  field?: keyof SpecInput;
  /** The key below that field. */
  key?: string;
  /** What a person is asked if it is not given; `--yes` takes the default instead. */
  question?: string;
}

/** `-r, --runtime <node|python>`, as help and README show it. */
export function flagsOf(option: OptionDefinition): string {
  const long = option.onlyNegated
    ? `--no-${option.name}`
    : option.negatable
      ? `--[no-]${option.name}`
      : `--${option.name}`;
  const words = option.argument ? `${long} ${option.argument}` : long;
  return option.short ? `-${option.short}, ${words}` : words;
}
