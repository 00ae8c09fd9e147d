import { CREATE_OPTIONS } from '../../cli/create-options.ts';
import type { CreateFlags } from '../../cli/flags.ts';
import { flagsOf } from '../../cli/options.ts';
import type { Draft } from './input.ts';

/** One line for each thing that has to be known and was not given, with the flag that gives it. */
export function missingOptions(flags: CreateFlags, draft: Draft): string[] {
  const missing: string[] = [];
  if (flags.directory === undefined && flags.name === undefined && draft.name === undefined) {
    missing.push('[directory] or --name <name>: what the exporter is called');
  }
  // All other things have a default; a whole exporter.yaml has said what it wants.
  if (flags.yes || flags.spec !== undefined) return missing;
  if (flags.runtime === undefined && draft.runtime === undefined)
    missing.push(optionLine('runtime'));
  const metricsGiven =
    flags.metric !== undefined || flags.metricTypes !== undefined || draft.metrics !== undefined;
  if (flags.preset !== undefined || metricsGiven) return missing;
  if (draft.pattern !== 'sidecar') {
    missing.push(`${optionLine('metric-types')}; or --metric, --preset or --spec`);
  } else if (!draft.collectors?.length) {
    missing.push(`${optionLine('collector')}; or --metric, --preset or --spec`);
  }
  return missing;
}

/** What to do about it. */
export function missingHint(flags: CreateFlags): string {
  // Of these two the name is all that can be missing.
  return flags.yes || flags.spec !== undefined
    ? 'There is no default for a name; the directory . takes that of the one you are in.'
    : 'Or add --yes to take the default for all that is not given.';
}

function optionLine(name: string): string {
  const option = CREATE_OPTIONS.find((candidate) => candidate.name === name)!;
  return `${flagsOf(option)}: ${option.description}`;
}
