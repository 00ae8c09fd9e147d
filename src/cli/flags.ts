import { didYouMean } from '../spec/nearest.ts';
import { CREATE_OPTIONS, type OptionDefinition } from './options.ts';

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

/** The property commander stores an option under. */
export function propertyOf(option: OptionDefinition): keyof CreateFlags {
  return option.name.replace(/-([a-z])/g, (_, letter: string) =>
    letter.toUpperCase(),
  ) as keyof CreateFlags;
}

/** One sentence for each value that is not among its option's choices, and for words that exclude each other. */
export function flagProblems(flags: CreateFlags): string[] {
  const problems: string[] = [];
  for (const option of CREATE_OPTIONS) {
    const { choices } = option;
    const value = flags[propertyOf(option)];
    if (!choices || value === undefined) continue;
    for (const word of [value].flat() as string[]) {
      if (choices.includes(word)) continue;
      problems.push(
        `--${option.name}: "${word}" is not one of ${choices.join(', ')}.${didYouMean(word, choices)}`,
      );
    }
  }
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
