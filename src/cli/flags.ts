import { didYouMean } from '../spec/nearest.ts';
import { CREATE_OPTIONS } from './create-options.ts';
import { LINT_OPTIONS } from './lint-options.ts';
import type { OptionDefinition } from './options.ts';

/** The main command's words as commander gives them: camel case, values still unchecked. */
export interface CreateFlags {
  directory?: string;
  name?: string;
  runtime?: string;
  pattern?: string;
  collector?: string[];
  sqlEngine?: string;
  httpProbeTarget?: string[];
  jsonApiUrl?: string;
  logFile?: string;
  target?: string[];
  kubernetesNamespace?: string;
  kubernetesRelease?: string;
  metricTypes?: string[];
  metric?: string[];
  preset?: string;
  spec?: string;
  namespace?: string;
  port?: string;
  description?: string;
  client?: string;
  yes?: boolean;
  onConflict?: string;
  dryRun?: boolean;
  diff?: boolean;
  git?: boolean;
  install?: boolean;
  packageManager?: string;
  json?: boolean;
  quiet?: boolean;
  color?: boolean;
  verbose?: boolean;
}

/** The words after `lint`. */
export interface LintFlags {
  /** Files, URLs and `-`; at least one. */
  inputs: string[];
  allow?: string[];
  format?: string;
  json?: boolean;
  quiet?: boolean;
  color?: boolean;
  verbose?: boolean;
}

/** The property commander stores an option under. */
export function propertyOf(option: OptionDefinition): keyof CreateFlags {
  return option.name.replace(/-([a-z])/g, (_, letter: string) =>
    letter.toUpperCase(),
  ) as keyof CreateFlags;
}

/** What is wrong about the words after `lint`, one sentence each. */
export function lintFlagProblems(flags: LintFlags): string[] {
  const problems = choiceProblems(LINT_OPTIONS, flags);
  if (flags.json && flags.format !== undefined) {
    problems.push('--json and --format exclude each other: both say how to tell.');
  }
  if (flags.inputs.filter((input) => input === '-').length > 1) {
    problems.push('Standard input can be read once; give - once.');
  }
  return problems;
}

/** One sentence for each value that is not among its option's choices, and for words that exclude each other. */
export function flagProblems(flags: CreateFlags): string[] {
  const problems = choiceProblems(CREATE_OPTIONS, flags);
  if (flags.target?.includes('none') && flags.target.length > 1) {
    problems.push('--target: "none" cannot be combined with other targets.');
  }
  if (flags.spec !== undefined && flags.preset !== undefined) {
    problems.push('--spec and --preset exclude each other: both are a whole exporter.yaml.');
  }
  if (flags.json && flags.diff) {
    problems.push('--json and --diff exclude each other: differences are for people.');
  }
  return problems;
}

function choiceProblems(options: readonly OptionDefinition[], flags: object): string[] {
  const given = new Map(Object.entries(flags));
  return options.flatMap((option) => {
    const { name, choices } = option;
    const value: string | string[] | undefined = given.get(propertyOf(option));
    if (!choices || value === undefined) return [];
    return [value]
      .flat()
      .filter((word) => !choices.includes(word))
      .map(
        (word) =>
          `--${name}: "${word}" is not one of ${choices.join(', ')}.${didYouMean(word, choices)}`,
      );
  });
}
