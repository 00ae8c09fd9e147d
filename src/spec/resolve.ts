import { isRare } from './alert-values.ts';
import { defaultNamespace } from './name.ts';
import {
  type Alert,
  type CollectorName,
  type MetricInput,
  type Pattern,
  type SpecInput,
  TARGETS,
  type Target,
} from './schema.ts';
import { usedCollectors, withSource } from './sources.ts';
import type { CollectorSettings, ExporterSpec, HttpMetrics, Limits, Metric } from './spec.ts';

/** Seconds; the bounds both official clients use, from a fast handler to a slow one. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SIZE_BUCKETS = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const RATIO_BUCKETS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const COUNT_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** Fills in every default, so that nothing after this has to know one. */
export function resolveSpec(input: SpecInput): ExporterSpec {
  const runtime = input.runtime ?? 'node';
  const pattern = input.pattern ?? 'application';
  const namespace = input.namespace ?? defaultNamespace(input.name);
  const metrics = (input.metrics ?? []).map((metric) =>
    resolveMetric(withSource(metric, pattern), pattern),
  );
  const collectors = usedCollectors(input);
  const targets = targetsOf(input);
  return {
    version: 1,
    name: input.name,
    description: input.description ?? `Metrics of ${subjectOf(input.name)}.`,
    runtime,
    pattern,
    namespace,
    // A job listens nowhere.
    port: (pattern === 'batch' ? undefined : input.port) ?? 3000,
    ...(runtime === 'node' && { client: input.client ?? '@prometheus-io/client' }),
    collectors,
    ...settingsOf(input, collectors),
    ...(pattern === 'application' && { http: resolveHttp(input.http, namespace) }),
    ...(pattern === 'batch' && {
      batch: {
        stages: [...(input.batch?.stages ?? ['extract', 'transform', 'load'])],
        schedule: input.batch?.schedule ?? '0 3 * * *',
      },
    }),
    metrics,
    targets,
    ...(targets.includes('kubernetes') && {
      kubernetes: { ...KUBERNETES, ...input.kubernetes },
    }),
    allow: { ...input.allow },
  };
}

/** Words that say nothing about what is measured, as in `my-exporter`. */
const EMPTY_WORDS = /^(?:a|an|custom|demo|example|metrics|my|new|our|prometheus|sample|test|the)$/;

/** What the metrics are of: the name as it is, without the `-exporter` that says nothing unless it is all that does. */
function subjectOf(name: string): string {
  const subject = name.replace(/-exporter$/, '');
  return EMPTY_WORDS.test(subject) ? name : subject;
}

/** A metric with its defaults filled in. */
export function resolveMetric(metric: MetricInput, pattern?: Pattern): Metric {
  return {
    name: metric.name,
    type: metric.type,
    help: metric.help,
    labels: Object.fromEntries(
      Object.entries(metric.labels ?? {}).map(([label, values]) => [label, [...values]]),
    ),
    buckets:
      metric.type === 'histogram' ? [...(metric.buckets ?? defaultBuckets(metric.name))] : [],
    quantiles: [...(metric.quantiles ?? [])],
    ...(metric.sql !== undefined && { sql: metric.sql }),
    ...(metric['json-api'] && {
      'json-api': { ...metric['json-api'], labels: { ...metric['json-api'].labels } },
    }),
    ...(metric.log && { log: metric.log }),
    ...(metric.custom && { custom: true }),
    ...(metric.alert && { alert: resolveAlert(metric, metric.alert, pattern) }),
  };
}

function resolveAlert(
  metric: MetricInput,
  alert: NonNullable<MetricInput['alert']>,
  pattern: Pattern | undefined,
): Alert {
  const wait = isRare(metric, alert, pattern) ? '1m' : '5m';
  return { ...alert, for: alert.for ?? wait, severity: alert.severity ?? 'warning' };
}

function resolveHttp(http: SpecInput['http'], namespace: string): HttpMetrics {
  return {
    requests: http?.requests ?? `${namespace}_http_requests_total`,
    duration: http?.duration ?? `${namespace}_http_request_duration_seconds`,
    in_progress: http?.in_progress ?? `${namespace}_http_requests_in_progress`,
    buckets: [...(http?.buckets ?? DURATION_BUCKETS)],
  };
}

/** The targets asked for; what runs in containers needs an image. */
function targetsOf({ targets = ['docker'] }: SpecInput): Target[] {
  const needsImage = targets.includes('compose') || targets.includes('kubernetes');
  return TARGETS.filter(
    (target) => targets.includes(target) || (target === 'docker' && needsImage),
  );
}

/** The names that most clusters with the Prometheus operator use: those of the instructions of its Helm chart. */
export const KUBERNETES = { namespace: 'monitoring', release: 'kube-prometheus-stack' };

const LIMITS: Limits = { max_series: 1_000, min_interval: 0 };

/** The settings of a collector of which nothing is said. */
export const COLLECTOR_DEFAULTS: CollectorSettings = {
  mongodb: LIMITS,
  sql: { ...LIMITS, engine: 'sqlite' },
  'http-probe': {
    ...LIMITS,
    targets: { example: 'https://example.com/' },
    expect_status: [200],
    timeout_seconds: 5,
    concurrency: 10,
  },
  'json-api': { ...LIMITS, url: 'http://localhost:8080/stats.json' },
  log: { ...LIMITS, file: '/var/log/app.log', from: 'end', max_bytes_per_scrape: 10_000_000 },
  custom: LIMITS,
};

function settingsOf(input: SpecInput, collectors: CollectorName[]): Partial<CollectorSettings> {
  return Object.fromEntries(
    collectors.map((name) => [name, { ...COLLECTOR_DEFAULTS[name], ...input[name] }]),
  );
}

function defaultBuckets(name: string): number[] {
  if (name.endsWith('_seconds')) return DURATION_BUCKETS;
  if (name.endsWith('_bytes')) return SIZE_BUCKETS;
  if (name.endsWith('_ratio')) return RATIO_BUCKETS;
  return COUNT_BUCKETS;
}
