import path from 'node:path';
import type { ExporterSpec } from '../spec/spec.ts';
import {
  type AlertDefinition,
  type DefinitionGroup,
  durationOf,
  type FiringCase,
  type InputSeries,
  type RecordingDefinition,
  seconds,
} from './alerts/definition.ts';
import { definitionGroups } from './alerts/index.ts';
import { RULES_FILE } from './paths.ts';
import { selector } from './promql.ts';

/** How a test goes through time. */
interface Pace {
  /** Minutes between two samples, and between two evaluations. */
  step: number;
  /** Steps that an alert has to fire in. */
  settled: number;
}

/** Rules that look further back than this only find more in more time. */
const SCRAPED: Pace = { step: 1, settled: 20 };

/** Minutes that are easy to read, up to a day. */
const STEPS = [1, 5, 15, 60, 180, 1_440];
/** More steps than this take promtool seconds. */
const MOST_STEPS = 500;

/** Alerts of a batch job wait as long as its schedule does, up to years; what was pushed is read without a range. */
function paceOf({ pattern }: ExporterSpec, groups: readonly DefinitionGroup[]): Pace {
  if (pattern !== 'batch') return SCRAPED;
  const waits = groups.flatMap(({ alerts }) => alerts.map((alert) => seconds(alert.for) / 60));
  const longest = Math.max(...waits);
  return { step: STEPS.find((step) => longest / step <= MOST_STEPS) ?? STEPS.at(-1)!, settled: 5 };
}

/**
 * A unit test of every rule for `promtool test rules`: each alert in a case in which it fires and in one in which it does
 * not, each recording rule with the samples it gives.
 */
export function rulesTest(spec: ExporterSpec): object {
  const groups = definitionGroups(spec);
  const pace = paceOf(spec, groups);
  return {
    rule_files: [path.posix.basename(RULES_FILE)],
    evaluation_interval: durationOf(pace.step * 60),
    tests: groups.flatMap(({ recordings, alerts }) => [
      ...recordings.map((recording) => recordingTest(recording, pace)),
      ...alerts.flatMap((alert) => [
        firingTest(alert, alert.firing, pace),
        ...(alert.alsoFiring ? [firingTest(alert, alert.alsoFiring, pace)] : []),
        silentTest(alert, pace),
      ]),
    ]),
  };
}

function recordingTest({ record, example }: RecordingDefinition, pace: Pace): object {
  return {
    name: record,
    ...input(example.series, pace.settled, pace),
    promql_expr_test: [
      {
        expr: record,
        eval_time: at(pace.settled, pace),
        exp_samples: [{ labels: selector(record, example.labels), value: example.value }],
      },
    ],
  };
}

function firingTest(
  alert: AlertDefinition,
  { labels, series, value, name }: FiringCase & { name?: string },
  pace: Pace,
): object {
  const steps = evaluatedAfter(alert, pace);
  const shown = typeof value === 'function' ? value(steps * pace.step * 60) : value;
  return {
    name: `${alert.name} fires${name === undefined ? '' : `: ${name}`}`,
    ...input(series, steps, pace),
    alert_rule_test: [
      {
        eval_time: at(steps, pace),
        alertname: alert.name,
        exp_alerts: [
          {
            exp_labels: { severity: alert.severity, ...labels },
            exp_annotations: {
              summary: rendered(alert.summary, labels, shown),
              description: rendered(alert.description, labels, shown),
            },
          },
        ],
      },
    ],
  };
}

function silentTest(alert: AlertDefinition, pace: Pace): object {
  const steps = evaluatedAfter(alert, pace);
  return {
    name: `${alert.name} stays silent`,
    ...input(alert.silent, steps, pace),
    alert_rule_test: [{ eval_time: at(steps, pace), alertname: alert.name, exp_alerts: [] }],
  };
}

/** Steps after which an alert fires for sure. */
function evaluatedAfter(alert: AlertDefinition, { step, settled }: Pace): number {
  return Math.ceil(seconds(alert.for) / 60 / step) + settled;
}

function at(steps: number, { step }: Pace): string {
  return durationOf(steps * step * 60);
}

function input(series: InputSeries, steps: number, pace: Pace): object {
  return {
    interval: at(1, pace),
    input_series: Object.entries(series).map(([name, values]) => ({
      series: name,
      values: `${values}x${steps}`,
    })),
  };
}

/** What Prometheus makes of the templates that definitions use. A condition is met: only values at the end of a scale have one, and increases below 1. */
function rendered(template: string, labels: Record<string, string>, value = ''): string {
  return template
    .replace(/\{\{ if [^}]* \}\}(.*?)(?:\{\{ else \}\}.*?)?\{\{ end \}\}/g, '$1')
    .replace(
      /\{\{ (?:\$labels\.(\w+)|(\$value)[^}]*|"(\{\{)") \}\}/g,
      (_, label: string | undefined, isValue: string | undefined, braces: string) =>
        label !== undefined ? (labels[label] ?? '') : isValue !== undefined ? value : braces,
    );
}
