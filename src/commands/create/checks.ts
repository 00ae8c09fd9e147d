import { CREATE_OPTIONS, type OptionDefinition } from '../../cli/options.ts';
import { lintSpec } from '../../conventions/index.ts';
import { EXIT, Failure } from '../../failure.ts';
import { type Finding, findingLine } from '../../findings.ts';
import { clashingAlerts } from '../../monitoring/alerts/index.ts';
import { problemsOf } from '../../spec/parse.ts';
import type { SpecInput } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { type Path, type Problem, pathText } from '../../spec/validate.ts';
import type { Base, Draft } from './input.ts';

/** What is wrong about fields that flags set; flags that were refused before are left out. */
export function fieldProblems(fields: Draft, refused: readonly string[]): string[] {
  // The name is checked with the directory, which may give it.
  const { name: _, ...others } = fields;
  // A file may have named the target that these settings belong to.
  const targets = others.kubernetes && { targets: ['kubernetes'] };
  return problemsOf({ version: 1, name: 'checked-elsewhere', ...others, ...targets })
    .map((problem) => ({ flag: flagOf(problem.path), line: flagLine(problem) }))
    .filter(({ flag }) => !refused.some((line) => line.startsWith(`${flag}:`)))
    .map(({ line }) => line);
}

/** @throws Failure (exit 2) with every problem of the whole input, each where it comes from */
export function refuseProblems(input: SpecInput, base: Base): void {
  const problems = problemsOf(input);
  if (problems.length === 0) return;
  throw new Failure(
    EXIT.usage,
    'The input cannot be used',
    problems.map((problem) => {
      const { path, message, atKey } = problem;
      const place = locationOf(base, path, atKey);
      return place === undefined ? flagLine(problem) : `${place}: ${pathText(path)}: ${message}`;
    }),
  );
}

/** @throws Failure (exit 2) if a convention of level error is broken or two alerts have one name */
export function lintFor(spec: ExporterSpec, base: Base): Finding[] {
  refuseAlertClashes(spec, base);
  const findings = lintSpec(spec).map((finding) => {
    const location = locationOf(base, pathOf(finding, spec));
    return location === undefined ? finding : { ...finding, location };
  });
  const errors = findings.filter((finding) => finding.level === 'error');
  if (errors.length === 0) return findings;
  throw new Failure(EXIT.usage, 'The metrics break conventions', [
    ...errors.map(findingLine),
    'Correct them, or allow a rule in exporter.yaml with its reason: allow: { rule-id: why }.',
  ]);
}

/**
 * Alerts are named after their metrics; two of one name could not be told apart.
 * @throws Failure (exit 2)
 */
function refuseAlertClashes(spec: ExporterSpec, base: Base): void {
  const clashes = clashingAlerts(spec);
  if (clashes.length === 0) return;
  throw new Failure(
    EXIT.usage,
    'Two alerts would have the same name',
    clashes.map(({ metric, alert }) => {
      const index = spec.metrics.findLastIndex(({ name }) => name === metric);
      const place = locationOf(base, ['metrics', index, 'alert']);
      return `${place === undefined ? '' : `${place}: `}The alert of ${metric} would be called ${alert}, as another one is. Rename the metric or leave out its alert.`;
    }),
  );
}

/** The place in the spec that a finding is about. */
function pathOf({ subject }: Finding, spec: ExporterSpec): Path {
  // Of two metrics of one name, the later is the one in the way.
  const index = spec.metrics.findLastIndex((metric) => metric.name === subject);
  if (index >= 0) return ['metrics', index, 'name'];
  const http = Object.entries(spec.http ?? {}).find(([, name]) => name === subject);
  if (http) return ['http', http[0]];
  return subject.split('.');
}

/** Where the file has it; undefined for what no file said. */
function locationOf({ source, fields = {} }: Base, path: Path, atKey = false): string | undefined {
  const [field, index] = path as [keyof Draft | undefined, number];
  if (!source || field === undefined || source.input[field as keyof SpecInput] === undefined) {
    return undefined;
  }
  if (field === 'metrics') {
    return index < (source.input.metrics?.length ?? 0) ? source.locate(path, atKey) : undefined;
  }
  return fields[field] === undefined ? source.locate(path, atKey) : undefined;
}

function optionOf([field, key]: Path): OptionDefinition | undefined {
  return CREATE_OPTIONS.find(
    (option) => option.field === field && (option.key === undefined || option.key === key),
  );
}

function flagOf(path: Path): string {
  const option = optionOf(path);
  return option === undefined ? String(path[0]) : `--${option.name}`;
}

function flagLine({ path, message }: Problem): string {
  const below = path.slice(path[0] === 'metrics' || optionOf(path)?.key !== undefined ? 2 : 1);
  return `${flagOf(path)}: ${below.length > 0 ? `${pathText(below)}: ` : ''}${message}`;
}
