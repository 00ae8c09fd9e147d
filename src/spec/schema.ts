import type { FromSchema } from 'json-schema-to-ts';
import {
  CRON_PATTERN,
  DURATION_PATTERN,
  IDENTIFIER_PATTERN,
  KUBERNETES_NAME_PATTERN,
  KUBERNETES_VALUE_PATTERN,
  NAME_PATTERN,
  NAMESPACE_PATTERN,
  STAGE_PATTERN,
} from './patterns.ts';
import {
  COLLECTORS,
  collectorSettings,
  metricSources,
  type SQL_ENGINES,
} from './schema-collectors.ts';

export * from './patterns.ts';
export { COLLECTORS, SQL_ENGINES } from './schema-collectors.ts';

/** The values a choice may have. Flags, prompts, exporter.yaml and the JSON Schema all read these lists. */
export const RUNTIMES = ['node', 'python'] as const;
export const PATTERNS = ['application', 'sidecar', 'batch'] as const;
export const METRIC_TYPES = ['counter', 'gauge', 'histogram', 'summary'] as const;
export const TARGETS = ['docker', 'compose', 'kubernetes', 'systemd'] as const;
export const CLIENTS = ['@prometheus-io/client', 'prom-client'] as const;
const SEVERITIES = ['critical', 'warning', 'info'] as const;

const metricName = {
  type: 'string',
  pattern: IDENTIFIER_PATTERN,
  maxLength: 100,
} as const;

const metricSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'help'],
  properties: {
    name: {
      ...metricName,
      description:
        'Name of the metric family: the namespace first, base unit as suffix, `_total` for counters.',
    },
    type: { type: 'string', enum: METRIC_TYPES, description: 'Type of the metric family.' },
    help: {
      type: 'string',
      minLength: 1,
      maxLength: 500,
      description: 'What the metric measures, in one sentence. Exposed as HELP.',
    },
    labels: {
      type: 'object',
      propertyNames: { pattern: IDENTIFIER_PATTERN, maxLength: 100 },
      additionalProperties: {
        type: 'array',
        maxItems: 200,
        uniqueItems: true,
        items: { type: 'string', minLength: 1, maxLength: 200 },
      },
      description:
        'Label names with their known values; `[]` is an open set. Known values count for the estimate of series everywhere. What they do depends on who reads the metric. Your program: where all labels are known, every combination of a counter, histogram or summary is exposed as 0 from the first scrape; another value makes a series of its own. `log`: the same, but another value counts as `other`. `sql`, `json-api` and `custom`: nothing is exposed in advance, and what is read is exposed as it is.',
    },
    buckets: {
      type: 'array',
      items: { type: 'number' },
      minItems: 1,
      maxItems: 50,
      description:
        'Upper bounds of a histogram, ascending, in the unit of the name. Histograms only.',
    },
    quantiles: {
      type: 'array',
      items: { type: 'number', minimum: 0, maximum: 1 },
      maxItems: 10,
      uniqueItems: true,
      description: 'Quantiles of a summary, 0 to 1. Without them: count and sum. Summaries only.',
    },
    ...metricSources,
    alert: {
      type: 'object',
      additionalProperties: false,
      properties: {
        above: { type: 'number', description: 'Fires above this value.' },
        below: { type: 'number', description: 'Fires below this value.' },
        for: {
          type: 'string',
          pattern: DURATION_PATTERN,
          description:
            'How long the condition must hold: `10m`, `1h30m`. Default: `5m`, or `1m` where a counter is asked for its increase.',
        },
        severity: {
          type: 'string',
          enum: SEVERITIES,
          description: 'Label `severity`. Default: `warning`.',
        },
      },
      description:
        'An alert on what the metric is usually asked: counter: rate per second of each label set, all instances together, or, above a bound that a single event in 5 minutes exceeds (such as 0), its increase in 15 minutes; gauge: value, or age where the name ends in `_timestamp_seconds`; histogram: 95th percentile; summary: highest quantile, or average. In a batch job: what the last run pushed.',
    },
  },
} as const;

/** The one definition of exporter.yaml: type, validation, published JSON Schema and the reference in the README come from it. */
export const specSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'exporter.yaml',
  description: 'What create-exporter generates a Prometheus exporter from.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'name'],
  properties: {
    version: { type: 'integer', enum: [1], description: 'Version of this format.' },
    name: {
      type: 'string',
      pattern: NAME_PATTERN,
      description:
        'Name of the package, the image and the Prometheus job: lower-case letters, digits and hyphens, a letter first, at most 63.',
    },
    description: {
      type: 'string',
      maxLength: 300,
      description: 'One sentence about the exporter.',
    },
    runtime: { type: 'string', enum: RUNTIMES, description: 'Language of the generated project.' },
    pattern: { type: 'string', enum: PATTERNS, description: 'Shape of the generated project.' },
    namespace: {
      type: 'string',
      pattern: NAMESPACE_PATTERN,
      description: "Prefix of the exporter's own metrics. Default: from the name.",
    },
    port: {
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      description: 'Port the exporter listens on unless told otherwise.',
    },
    client: {
      type: 'string',
      enum: CLIENTS,
      description: 'Prometheus client of a Node.js project.',
    },
    collectors: {
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', enum: COLLECTORS },
      description: 'What is read when Prometheus scrapes.',
    },
    ...collectorSettings,
    batch: {
      type: 'object',
      additionalProperties: false,
      properties: {
        stages: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          uniqueItems: true,
          items: { type: 'string', pattern: STAGE_PATTERN },
          description: 'Stages of the job, in order.',
        },
        schedule: {
          type: 'string',
          pattern: CRON_PATTERN,
          description: 'When the job runs, as in crontab.',
        },
      },
      description: 'The job of the pattern `batch`.',
    },
    http: {
      type: 'object',
      additionalProperties: false,
      properties: {
        requests: {
          ...metricName,
          description: 'Counter of requests. Default: `<namespace>_http_requests_total`.',
        },
        duration: {
          ...metricName,
          description:
            'Histogram of durations. Default: `<namespace>_http_request_duration_seconds`.',
        },
        in_progress: {
          ...metricName,
          description:
            'Gauge of running requests. Default: `<namespace>_http_requests_in_progress`.',
        },
        buckets: {
          type: 'array',
          items: { type: 'number' },
          minItems: 1,
          maxItems: 50,
          description: 'Upper bounds of the duration histogram, in seconds.',
        },
      },
      description: 'Names of the HTTP metrics of the pattern `application`.',
    },
    metrics: {
      type: 'array',
      maxItems: 10_000,
      items: metricSchema,
      description: "The exporter's own metrics.",
    },
    targets: {
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', enum: TARGETS },
      description:
        'Deployment files to generate; `compose` and `kubernetes` run the image of `docker`, so they bring it.',
    },
    kubernetes: {
      type: 'object',
      additionalProperties: false,
      properties: {
        namespace: {
          type: 'string',
          pattern: KUBERNETES_NAME_PATTERN,
          description: 'Namespace of the objects. Default: `monitoring`.',
        },
        release: {
          type: 'string',
          pattern: KUBERNETES_VALUE_PATTERN,
          description:
            'Label `release` by which the Prometheus operator finds what it should read: the name of its Helm release. Default: `kube-prometheus-stack`.',
        },
      },
      description: 'Settings of the target `kubernetes`.',
    },
    allow: {
      type: 'object',
      propertyNames: { maxLength: 100 },
      additionalProperties: { type: 'string', minLength: 1 },
      description: 'Conventions that are broken on purpose: rule id and the reason.',
    },
  },
} as const;

/** exporter.yaml as a person writes it: defaults not yet filled in. */
export type SpecInput = FromSchema<typeof specSchema>;
export type MetricInput = FromSchema<typeof metricSchema>;

export type Runtime = (typeof RUNTIMES)[number];
export type Pattern = (typeof PATTERNS)[number];
export type MetricType = (typeof METRIC_TYPES)[number];
export type SqlEngine = (typeof SQL_ENGINES)[number];
export type CollectorName = (typeof COLLECTORS)[number];
export type Target = (typeof TARGETS)[number];
export type Client = (typeof CLIENTS)[number];
/** What an alert says once its defaults are filled in. */
export type Alert = AlertInput & Required<Pick<AlertInput, 'for' | 'severity'>>;
type AlertInput = NonNullable<MetricInput['alert']>;
