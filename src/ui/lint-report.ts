import type { LintFlags } from '../cli/flags.ts';
import type { InputKind } from '../commands/lint/input-kind.ts';
import { errorJson, type Failure } from '../failure.ts';
import type { Finding } from '../findings.ts';
import type { Io } from './io.ts';

/** What was found in one input. */
export interface LintResult {
  /** Path, URL without its password, or `<stdin>`. */
  input: string;
  kind: InputKind;
  findings: Finding[];
  /** One entry per metric: estimated for a spec, counted in an exposition. */
  series: { metric: string; series: number }[];
}

/** What `lint` found. */
export interface LintReport {
  command: 'lint';
  version: string;
  /** No finding of level error, and nothing that could not be read. */
  ok: boolean;
  results: LintResult[];
  /** What could not be read. */
  unusable: Failure | undefined;
}

const KINDS = { spec: 'exporter.yaml', text: 'text format', openmetrics: 'OpenMetrics' };

/** So many characters of a series are shown. */
const MAX_SERIES = 200;

/** So many families are shown of an exposition; a spec is short enough for all of its metrics. */
const LARGEST = 10;

/** The report in the shape that was asked for, ready to print. */
export function lintReport(report: LintReport, flags: LintFlags, io: Io): string {
  if (flags.json) return `${JSON.stringify(jsonReport(report))}\n`;
  if (flags.format === 'github') return githubReport(report);
  return textReport(report, flags.quiet === true, io);
}

function jsonReport({ ok, command, version, results, unusable }: LintReport): object {
  return {
    ok,
    command,
    version,
    findings: results.flatMap(({ input, findings }) =>
      findings.map((finding) => ({ input, ...finding })),
    ),
    inputs: results.map((result) => ({
      input: result.input,
      kind: result.kind,
      metrics: result.series.length,
      series: total(result),
      largest: largest(result),
    })),
    ...(unusable && { error: errorJson(unusable) }),
  };
}

/** Workflow commands; GitHub shows them beside the line they are about. */
function githubReport({ results, unusable }: LintReport): string {
  const lines = [
    ...results.flatMap(({ input, findings }) =>
      findings.map((finding) => annotation(finding, input)),
    ),
    ...(unusable?.details.flatMap(unreadable) ?? []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Where a file stops being what it should be; what has no place is told on standard error alone. */
function unreadable(detail: string): string[] {
  const [, file, line, column, message] = /^\s*(.+?):(\d+):(\d+): (.*)$/.exec(detail) ?? [];
  if (file === undefined || message === undefined) return [];
  const place = placeOf(file, line, column);
  return [workflowCommand('error', place, place.file === undefined ? detail.trim() : message)];
}

function annotation(finding: Finding, input: string): string {
  const { rule, level, subject, location = input } = finding;
  const [, line, column] = /:(\d+):(\d+)$/.exec(location) ?? [];
  const properties = { ...placeOf(input, line, column), title: rule };
  return workflowCommand(level, properties, `${subject}: ${sentence(finding)}`);
}

type Properties = Record<string, string | undefined>;

/** Only a file of the repository has lines to show something at. */
function placeOf(input: string, line?: string, column?: string): Properties {
  return /^(?:https?:\/\/|<stdin>$)/i.test(input) ? {} : { file: input, line, col: column };
}

/** `::error file=x,line=1::message` */
function workflowCommand(name: string, properties: Properties, message: string): string {
  const words = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(value)}`],
  );
  const head = words.length > 0 ? `${name} ${words.join(',')}` : name;
  return `::${head}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function textReport({ results }: LintReport, quiet: boolean, io: Io): string {
  const shown = quiet ? results.filter(({ findings }) => findings.length > 0) : results;
  const lines = shown.flatMap((result) => [
    ...inputLines(result, io),
    ...(quiet ? [] : seriesLines(result, io)),
    '',
  ]);
  const all = results.flatMap(({ findings }) => findings);
  if (!quiet || all.length > 0) lines.push(summary(all, io));
  return lines.map((line) => `${line}\n`).join('');
}

function inputLines({ input, kind, findings, series }: LintResult, { style }: Io): string[] {
  const lines = [
    `${style.bold(input)} ${style.dim(`${KINDS[kind]}, ${plural(series.length, 'metric')}`)}`,
  ];
  const width = Math.max(...findings.map(({ rule }) => rule.length));
  for (const own of grouped(findings)) {
    const { subject, location } = own[0]!;
    const place = location === undefined ? '' : ` ${style.dim(location)}`;
    lines.push(`  ${style.cyan(subject)}${place}`);
    for (const finding of own) {
      const mark = finding.level === 'error' ? style.red('✖') : style.yellow('!');
      lines.push(`    ${mark} ${finding.rule.padEnd(width)}  ${sentence(finding)}`);
    }
  }
  return lines;
}

function seriesLines(result: LintResult, { style }: Io): string[] {
  const isSpec = result.kind === 'spec';
  const rows = largest(result);
  const sum = total(result);
  const width = String(sum).length;
  const of = result.series.length > rows.length ? `, the ${rows.length} largest metrics` : '';
  return [
    `  ${style.bold(isSpec ? 'Series, estimated' : `Series${of}`)}`,
    ...rows.map(({ metric, series }) => `    ${String(series).padStart(width)}  ${metric}`),
    `    ${sum}  ${style.dim('in total')}`,
  ];
}

function summary(findings: Finding[], { style }: Io): string {
  const errors = findings.filter(({ level }) => level === 'error').length;
  const counts = `${plural(errors, 'error')}, ${plural(findings.length - errors, 'warning')}`;
  if (errors > 0) return `${style.red('✖')} ${counts}`;
  return findings.length > 0 ? `${style.yellow('!')} ${counts}` : `${style.green('✔')} no findings`;
}

/** `counter metrics should have "_total" suffix (3 times). Use "x_total".` */
function sentence({ message, series, suggestion, count }: Finding): string {
  const times = count === undefined ? '' : ` (${count} times)`;
  const hint = suggestion === undefined ? '' : `. Use "${suggestion}"`;
  const which = series === undefined ? '' : `: ${cut(series)}`;
  return `${message.replace(/\.$/, '')}${times}${which}${hint}.`;
}

/** Labels may be long. */
function cut(series: string): string {
  return series.length > MAX_SERIES ? `${series.slice(0, MAX_SERIES)}…` : series;
}

/** By what they are about and where that stands: a label or a series may have a line of its own. */
function grouped(findings: Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.subject, finding.location]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function largest({ kind, series }: LintResult): LintResult['series'] {
  const sorted = series.toSorted((a, b) => b.series - a.series);
  return kind === 'spec' ? sorted : sorted.slice(0, LARGEST);
}

function total({ series }: LintResult): number {
  return series.reduce((sum, metric) => sum + metric.series, 0);
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
