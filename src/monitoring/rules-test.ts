import path from 'node:path';
import type { ExporterSpec } from '../spec/spec.ts';
import {
  type AlertDefinition,
  type InputSeries,
  type RecordingDefinition,
  seconds,
} from './alerts/definition.ts';
import { definitionGroups } from './alerts/index.ts';
import { RULES_FILE } from './paths.ts';
import { selector } from './promql.ts';

/** Minutes that an alert has to fire in; the longest range of a rule is a quarter of an hour. */
const SETTLED = 20;

/**
 * A unit test of every rule for `promtool test rules`: each alert in a case in which it fires and in one in which it does
 * not, each recording rule with the samples it gives.
 */
export function rulesTest(spec: ExporterSpec): object {
  return {
    rule_files: [path.posix.basename(RULES_FILE)],
    evaluation_interval: '1m',
    tests: definitionGroups(spec).flatMap(({ recordings, alerts }) => [
      ...recordings.map(recordingTest),
      ...alerts.flatMap((alert) => [firingTest(alert), silentTest(alert)]),
    ]),
  };
}

function recordingTest({ record, example }: RecordingDefinition): object {
  return {
    name: record,
    interval: '1m',
    input_series: inputSeries(example.series, SETTLED),
    promql_expr_test: [
      {
        expr: record,
        eval_time: `${SETTLED}m`,
        exp_samples: [{ labels: selector(record, example.labels), value: example.value }],
      },
    ],
  };
}

function firingTest(alert: AlertDefinition): object {
  const { labels, series, value } = alert.firing;
  const minutes = evaluatedAt(alert);
  const shown = typeof value === 'function' ? value(minutes * 60) : value;
  return {
    name: `${alert.name} fires`,
    interval: '1m',
    input_series: inputSeries(series, minutes),
    alert_rule_test: [
      {
        eval_time: `${minutes}m`,
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

function silentTest(alert: AlertDefinition): object {
  const minutes = evaluatedAt(alert);
  return {
    name: `${alert.name} stays silent`,
    interval: '1m',
    input_series: inputSeries(alert.silent, minutes),
    alert_rule_test: [{ eval_time: `${minutes}m`, alertname: alert.name, exp_alerts: [] }],
  };
}

function evaluatedAt(alert: AlertDefinition): number {
  return Math.ceil(seconds(alert.for) / 60) + SETTLED;
}

function inputSeries(series: InputSeries, minutes: number): object[] {
  return Object.entries(series).map(([name, values]) => ({
    series: name,
    values: `${values}x${minutes}`,
  }));
}

/** What Prometheus makes of the templates that definitions use. */
function rendered(template: string, labels: Record<string, string>, value = ''): string {
  return template.replace(
    /\{\{ (?:\$labels\.(\w+)|(\$value)[^}]*|"(\{\{)") \}\}/g,
    (_, label: string | undefined, isValue: string | undefined, braces: string) =>
      label !== undefined ? (labels[label] ?? '') : isValue !== undefined ? value : braces,
  );
}
