import { RATE_RANGE } from '../../spec/alert-values.ts';
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
  /** How long it fires on without a result: where rates are compared, one that is near the bound would come and go. */
  keepFiring?: string;
  severity: Alert['severity'];
  /** Templates of Prometheus; texts of others go through `plainText`. */
  summary: string;
  description: string;
  /** When it fires, for the README. */
  when: string;
  firing: FiringCase;
  /** Another situation, in which only a part of the expression has a result. */
  alsoFiring?: FiringCase & { name: string };
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

/** The units of a duration, the largest first. */
const UNITS = [
  { letter: 'd', word: 'day', seconds: 86_400 },
  { letter: 'h', word: 'hour', seconds: 3_600 },
  { letter: 'm', word: 'minute', seconds: 60 },
  { letter: 's', word: 'second', seconds: 1 },
] as const;

/** The range of every rule. */
export const RANGE = durationOf(RATE_RANGE);

/** How long the alerts on rates and ratios fire on. */
export const KEEP_FIRING = '5m';

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

type Part = { count: number; unit: (typeof UNITS)[number] };

function parts(duration: string): Part[] {
  return [...duration.matchAll(/(\d+)([smhd])/g)].map(([, count, letter]) => ({
    count: Number(count),
    unit: UNITS.find((unit) => unit.letter === letter)!,
  }));
}

/** `26h24m` → 95040 */
export function seconds(duration: string): number {
  return parts(duration).reduce((sum, { count, unit }) => sum + count * unit.seconds, 0);
}

/** `10m` → `10 minutes`, `26h24m` → `26 hours 24 minutes` */
export function inWords(duration: string): string {
  return parts(duration)
    .map(({ count, unit }) => `${count} ${unit.word}${count === 1 ? '' : 's'}`)
    .join(' ');
}

/** 95040 → `26h24m`: as Prometheus writes durations, but with hours up to two days, as people say it. */
export function durationOf(total: number): string {
  const units = UNITS.slice(total < 2 * 86_400 && total % 86_400 !== 0 ? 1 : 0);
  let rest = total;
  const text = units.map(({ letter, seconds: size }) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? `${count}${letter}` : '';
  });
  return text.join('') || '0s';
}
