import { DURATION_PATTERN, IDENTIFIER_PATTERN } from './patterns.ts';
import { metricSources } from './schema-collectors.ts';

export const METRIC_TYPES = ['counter', 'gauge', 'histogram', 'summary'] as const;
const SEVERITIES = ['critical', 'warning', 'info'] as const;

export const metricName = {
  type: 'string',
  pattern: IDENTIFIER_PATTERN,
  maxLength: 100,
} as const;

/** One metric of the list `metrics`. */
export const metricSchema = {
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
