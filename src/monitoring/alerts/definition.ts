import type { Alert } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { localTarget } from '../paths.ts';
import type { Expr, Scope } from '../promql.ts';

/** Series of a promtool test in its notation for one value a minute, the number of values left out: `up{job="x"}` → `0+60`. */
export type InputSeries = Record<string, string>;

/** A situation in which an alert fires. */
export interface FiringCase {
  series: InputSeries;
  /** Labels of the alert, `severity` left out. */
  labels: Record<string, string>;
  /** What the template of the value gives, where the description has one; may depend on the time, in seconds from the start. */
  value?: string | ((at: number) => string);
}

/** An alert with everything that is said about it: rule, its unit test and its line in the README. */
export interface AlertDefinition {
  name: string;
  expr: Expr;
  /** How long the expression must have a result: `10m`. */
  for: string;
  severity: Alert['severity'];
  /** Templates of Prometheus; texts of others go through `plainText`. */
  summary: string;
  description: string;
  /** When it fires, for the README. */
  when: string;
  firing: FiringCase;
  /** A situation like the firing one in which it must not fire. */
  silent: InputSeries;
}

/** A query that is asked more than once, so Prometheus keeps its result. */
export interface RecordingDefinition {
  /** level:metric:operations */
  record: string;
  expr: Expr;
  /** What it is, for the README. */
  what: string;
  /** A situation and the samples there are in it: labels and value. */
  example: { series: InputSeries; labels: Record<string, string>; value: number };
}

/** Rules that belong together. */
export interface DefinitionGroup {
  /** What the group is about; part of its name. */
  topic: string;
  recordings: RecordingDefinition[];
  alerts: AlertDefinition[];
}

/** The range of every rule: it spans at least four scrapes a minute apart. */
export const RANGE = '5m';

/** What the rules of a project look at: its own job. */
export function ruleScope({ name }: ExporterSpec): Scope {
  return { where: { job: name }, range: RANGE };
}

/** Labels of a series that Prometheus scraped from the exporter. */
export function scraped(
  spec: ExporterSpec,
  labels: Record<string, string> = {},
): Record<string, string> {
  return { job: spec.name, instance: localTarget(spec), ...labels };
}

/** `shop-exporter` → `ShopExporter`. */
export function camelCaseName(name: string): string {
  return name
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
}

/** A text that Prometheus would take for a template is written as one that gives the text. */
export function plainText(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

const UNITS = { s: 'second', m: 'minute', h: 'hour', d: 'day' } as const;
const UNIT_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

function parts(duration: string): [count: number, unit: keyof typeof UNITS] {
  return [Number(duration.slice(0, -1)), duration.at(-1) as keyof typeof UNITS];
}

/** `10m` → 600 */
export function seconds(duration: string): number {
  const [count, unit] = parts(duration);
  return count * UNIT_SECONDS[unit];
}

/** `10m` → `10 minutes` */
export function inWords(duration: string): string {
  const [count, unit] = parts(duration);
  return `${count} ${UNITS[unit]}${count === 1 ? '' : 's'}`;
}

/** 5400 → `90m`: the largest unit that gives a whole number. */
export function durationOf(total: number): string {
  const unit = (['d', 'h', 'm'] as const).find((each) => total % UNIT_SECONDS[each] === 0) ?? 's';
  return `${total / UNIT_SECONDS[unit]}${unit}`;
}
