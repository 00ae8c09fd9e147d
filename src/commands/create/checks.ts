import { CREATE_OPTIONS } from '../../cli/create-options.ts';
import type { OptionDefinition } from '../../cli/options.ts';
import { findingPath } from '../../conventions/finding-path.ts';
import { claim, claimIndex, lintMetric } from '../../conventions/index.ts';
import { NEVER_ALLOWED, RULE_IDS, SETTING_RULE_IDS } from '../../conventions/rule-ids.ts';
import { EXIT } from '../../exit-codes.ts';
import { Failure } from '../../failure.ts';
import { type Finding, findingLine } from '../../findings.ts';
import { partProblems, problemsOf } from '../../spec/problems.ts';
import { resolveMetric } from '../../spec/resolve.ts';
import type { SpecInput } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { type Path, type Problem, pathText } from '../../spec/validate.ts';
import { specFindings } from '../spec-findings.ts';
import { type Base, type Draft, isSettings } from './input.ts';

/** Before what is wrong about a part that the file does not have yet. */
const TO_ADD = 'To be added: ';

/**
 * What is wrong about fields that flags set. What was refused before is left out, but for metrics: one that cannot be read
 * says nothing about the others.
 */
export function fieldProblems(fields: Draft, refused: readonly string[]): string[] {
  return problemsIn(fields)
    .map((problem) => ({ flag: flagOf(problem.path, fields), problem }))
    .filter(
      ({ flag, problem: { path } }) =>
        path[0] === 'metrics' || !refused.some((line) => line.startsWith(`${flag}:`)),
    )
    .map(({ flag, problem }) => placedLine(flag, problem, fields))
    .filter((line, index, all) => all.indexOf(line) === index);
}

function problemsIn(fields: Draft): Problem[] {
  // The name is checked with the directory, which may give it.
  const { name: _, ...others } = fields;
  return partProblems({ version: 1, name: 'checked-elsewhere', ...others });
}

/** The errors of conventions in metrics that are sound otherwise, to be told together with what is wrong about others. */
export function conventionErrors(fields: Draft, namespace: string): string[] {
  const { metrics = [], pattern } = fields;
  const unsound = new Set(
    problemsIn(fields).flatMap(({ path: [field, index] }) => (field === 'metrics' ? [index] : [])),
  );
  const context = { namespace, claimed: claimIndex([]), isPushed: pattern === 'batch' };
  return metrics.flatMap((metric, index) => {
    if (unsound.has(index)) return [];
    const findings = lintMetric(resolveMetric(metric, pattern), context);
    claim(context.claimed, metric);
    return findings
      .filter(({ level }) => level === 'error')
      .map((finding) => `--metric: ${findingLine(finding)}`);
  });
}

/** @throws Failure (exit 2) with every problem of the whole input, each where it comes from */
export function refuseProblems(input: SpecInput, base: Base): void {
  const problems = problemsOf(input);
  if (problems.length === 0) return;
  const hint = patternHint(base);
  const lines = problems.flatMap((problem) => {
    const { path, message, atKey } = problem;
    const place = locationOf(base, path, atKey);
    if (place !== undefined) return `${place}: ${pathText(path)}: ${message}`;
    if (base.adds) return `${TO_ADD}${nameOf(path, input)}: ${message}`;
    if (!isFrom(base.preset?.input, path, base)) {
      return placedLine(placeOfFlag(problem, base), problem, input);
    }
    // Of a pattern that is not the preset's all else about it follows, and nobody can mend that.
    return hint.length > 0 ? hint : placedLine(`--preset ${base.preset!.name}`, problem, input);
  });
  // Each metric of a preset may be wrong in the same way.
  throw new Failure(EXIT.usage, titleFor(base, 'the input cannot be used'), [
    ...new Set([...lines, ...hint]),
  ]);
}

/** What is added has no place in the file yet, so that a metric is known by its name. */
function nameOf(path: Path, { metrics = [] }: SpecInput): string {
  const name = path[0] === 'metrics' ? metrics[Number(path[1])]?.name : undefined;
  return name === undefined ? pathText(path) : [name, ...path.slice(2)].join('.');
}

/** Of a preset and another pattern, one has to give way. */
function patternHint({ preset, fields }: Base): string[] {
  if (!preset || !fields?.pattern || fields.pattern === preset.input.pattern) return [];
  return [
    `The pattern of the preset ${preset.name} is ${preset.input.pattern}: leave --pattern out, or choose another preset.`,
  ];
}

/** @throws Failure (exit 2) if a convention of level error is broken */
export function lintFor(input: SpecInput, spec: ExporterSpec, base: Base): Finding[] {
  const findings = specFindings(input, spec).map((finding) => {
    const location = locationOf(base, ...findingPath(finding, spec));
    return location === undefined ? finding : { ...finding, location };
  });
  const errors = findings.filter((finding) => finding.level === 'error');
  if (errors.length === 0) return findings;
  const added = (finding: Finding) => (base.adds && finding.location === undefined ? TO_ADD : '');
  const what = errors.every(({ rule }) => SETTING_RULE_IDS.some((id) => id === rule))
    ? 'settings'
    : 'metrics';
  throw new Failure(EXIT.usage, titleFor(base, `the ${what} break conventions`), [
    ...errors.map((finding) => `${added(finding)}${findingLine(finding)}`),
    ...(errors.some(({ rule }) => canBeAllowed(rule))
      ? ['Correct them, or allow a rule in exporter.yaml with its reason: allow: { rule-id: why }.']
      : []),
    ...patternHint(base),
  ]);
}

function titleFor({ adds }: Base, what: string): string {
  return adds ? `Nothing was added: ${what}` : `${what[0]!.toUpperCase()}${what.slice(1)}`;
}

function canBeAllowed(rule: string): boolean {
  return RULE_IDS.some((id) => id === rule) && !NEVER_ALLOWED.has(rule);
}

/** Where the file has it; undefined for what no file said. */
function locationOf(base: Base, path: Path, atKey = false): string | undefined {
  return isFrom(base.source?.input, path, base) ? base.source!.locate(path, atKey) : undefined;
}

/** Whether a value comes from the file or preset at the bottom, and no flag was laid over it. */
function isFrom(bottom: Draft | undefined, path: Path, { fields = {}, adds }: Base): boolean {
  const [field, below] = path as [keyof Draft | undefined, string | number | undefined];
  if (field === undefined || bottom?.[field] === undefined) return false;
  // Metrics are added to those that are there, settings are laid over them one by one.
  if (field === 'metrics') return Number(below) < bottom.metrics!.length;
  if (adds && below !== undefined) return Object.hasOwn(bottom[field] as object, below);
  const given = fields[field];
  if (isSettings(given)) return below === undefined || !Object.hasOwn(given, below);
  return given === undefined;
}

/** Of several options for one field, the one that was given. */
function optionOf([field, key]: Path, fields: Draft = {}): OptionDefinition | undefined {
  const given = fields[field as keyof Draft];
  const isGiven = ({ key: own }: OptionDefinition) =>
    own === undefined || !isSettings(given) || Object.hasOwn(given, own);
  return CREATE_OPTIONS.find(
    (option) =>
      option.field === field &&
      (option.key === undefined || (key === undefined ? isGiven(option) : option.key === key)),
  );
}

function flagOf(path: Path, fields?: Draft): string {
  const option = optionOf(path, fields);
  return option === undefined ? String(path[0]) : `--${option.name}`;
}

/** The flag that brought a value: after the metrics of file, preset and flags come samples. */
function placeOfFlag({ path }: Problem, { source, preset, fields }: Base): string {
  const given = [source?.input, preset?.input, fields].flatMap((draft) => draft?.metrics ?? []);
  const isSample = path[0] === 'metrics' && Number(path[1]) >= given.length;
  return isSample ? '--metric-types' : flagOf(path, fields);
}

/** The place, the way from there, and the sentence. */
function placedLine(place: string, problem: Problem, { metrics = [] }: Draft): string {
  const { path, message } = problem;
  if (path[0] === 'metrics' && path.length > 1) {
    return [place, ...wayInMetric(problem, metrics[Number(path[1])]?.name), message].join(': ');
  }
  const below = path.slice(optionOf(path)?.key !== undefined ? 2 : 1);
  return `${place}: ${below.length > 0 ? `${pathText(below)}: ` : ''}${message}`;
}

/** A definition has no paths: which metric, unless the sentence says it, and which part of it. */
function wayInMetric({ path, message, atKey }: Problem, name: string | undefined): string[] {
  const isNamed =
    name === undefined || message.includes(`"${name}"`) || message.split(/\W+/).includes(name);
  const [field, label] = path.slice(2);
  const isSaid = atKey || field === undefined || field === 'name';
  const part = field === 'labels' && label !== undefined ? `label "${label}"` : String(field);
  return [...(isNamed ? [] : [name]), ...(isSaid ? [] : [part])];
}
