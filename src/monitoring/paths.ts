import type { ExporterSpec } from '../spec/spec.ts';

/** Where a generated project keeps its monitoring, relative to its root; in `monitoring/` whatever the targets are. */
export const RULES_FILE = 'monitoring/rules.yml';
export const RULES_TEST_FILE = 'monitoring/rules.test.yml';
export const DASHBOARD_FILE = 'monitoring/dashboard.json';
export const TARGETS_FILE = 'monitoring/targets.yml';

/** The job that scrapes the Pushgateway of a batch job. */
export const PUSHGATEWAY_JOB = 'pushgateway';

/** What a local Prometheus scrapes: the exporter, or the Pushgateway of a batch job. */
export function localTarget(spec: ExporterSpec): string {
  return `localhost:${spec.pattern === 'batch' ? 9091 : spec.port}`;
}
