import type { CreateFlags } from '../../cli/flags.ts';
import { CREATE_OPTIONS, flagsOf } from '../../cli/options.ts';
import type { Draft } from './input.ts';

/** One line for each thing that has to be known and was not given, with the flag that gives it. */
export function missingOptions(flags: CreateFlags, draft: Draft): string[] {
  const missing: string[] = [];
  if (flags.directory === undefined && draft.name === undefined) {
    missing.push('[directory] or --name <name>: what the exporter is called');
  }
  if (flags.spec === undefined && draft.runtime === undefined) missing.push(optionLine('runtime'));
  if (flags.spec === undefined && draft.metrics === undefined && flags.metricTypes === undefined) {
    missing.push(
      `${optionLine('metric-types')}; or --metric, --preset or --spec`,
    );
  }
  return missing;
}

function optionLine(name: string): string {
  const option = CREATE_OPTIONS.find((candidate) => candidate.name === name)!;
  return `${flagsOf(option)}: ${option.description}`;
}
