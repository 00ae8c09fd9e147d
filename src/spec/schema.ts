import type { FromSchema } from 'json-schema-to-ts';
import {
  CRON_PATTERN,
  KUBERNETES_NAME_PATTERN,
  KUBERNETES_VALUE_PATTERN,
  NAME_PATTERN,
  NAMESPACE_PATTERN,
  STAGE_PATTERN,
} from './patterns.ts';
import { COLLECTORS, collectorSettings, type SQL_ENGINES } from './schema-collectors.ts';
import { type METRIC_TYPES, metricName, metricSchema } from './schema-metric.ts';

export * from './patterns.ts';
export { COLLECTORS, SQL_ENGINES } from './schema-collectors.ts';
export { METRIC_TYPES } from './schema-metric.ts';

/** The values a choice may have. Flags, prompts, exporter.yaml and the JSON Schema all read these lists. */
export const RUNTIMES = ['node', 'python'] as const;
export const PATTERNS = ['application', 'sidecar', 'batch'] as const;
export const TARGETS = ['docker', 'compose', 'kubernetes', 'systemd'] as const;
export const CLIENTS = ['@prometheus-io/client', 'prom-client'] as const;

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
