import { IDENTIFIER_PATTERN, PATH_PATTERN, PROBE_PATTERN, URL_PATTERN } from './patterns.ts';

/** What can be read when Prometheus scrapes, in the order projects list it. */
export const COLLECTORS = ['mongodb', 'sql', 'http-probe', 'json-api', 'log', 'custom'] as const;
export const SQL_ENGINES = ['sqlite', 'postgresql', 'mysql'] as const;

const expression = { type: 'string', minLength: 1, maxLength: 1_000 } as const;

/** Picoseconds and petabytes are within it. */
const scale = {
  type: 'number',
  minimum: 1e-12,
  maximum: 1e15,
  description:
    'What a value that was read is multiplied by, to be in the unit of the metric: 0.001 makes seconds of milliseconds.',
} as const;

/** What every collector can be told. */
const limits = {
  max_series: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    description:
      'Series of this collector at most; the rest is summed up or dropped, and counted. 0: no limit.',
  },
  min_interval: {
    type: 'number',
    minimum: 0,
    maximum: 86_400,
    description: 'Seconds for which what was read is served again, for expensive reads.',
  },
} as const;

/** Keys of a metric that say which collector reads it, and how. */
export const metricSources = {
  sql: {
    type: 'string',
    minLength: 1,
    maxLength: 10_000,
    description:
      'Read by the `sql` collector when scraped: a query that returns a column `value` and one column per label. Counters and gauges only.',
  },
  'json-api': {
    type: 'object',
    additionalProperties: false,
    required: ['value'],
    properties: {
      each: {
        ...expression,
        description:
          'JMESPath of a list; each entry is a series, told apart by labels. Without it: the document.',
      },
      value: { ...expression, description: 'JMESPath of the value, from the entry.' },
      scale,
      labels: {
        type: 'object',
        propertyNames: { pattern: IDENTIFIER_PATTERN, maxLength: 100 },
        additionalProperties: expression,
        description:
          'JMESPath of each label, from the entry. Default: the field of the label’s own name.',
      },
    },
    description: 'Read by the `json-api` collector when scraped. Counters and gauges only.',
  },
  log: {
    type: 'object',
    additionalProperties: false,
    required: ['match'],
    properties: {
      match: {
        type: 'string',
        minLength: 1,
        maxLength: 2_000,
        description:
          'Regular expression; its named groups `(?<name>…)` are the labels, `(?<value>…)` is what is added or observed.',
      },
      scale,
    },
    description: 'Read by the `log` collector when scraped. Counters and histograms only.',
  },
  custom: {
    type: 'boolean',
    enum: [true],
    description:
      'Read by the `custom` collector, which is yours to write. Counters and gauges only.',
  },
} as const;

/** The settings of each collector, under its name. */
export const collectorSettings = {
  mongodb: {
    type: 'object',
    additionalProperties: false,
    properties: limits,
    description: 'Settings of the collector `mongodb`.',
  },
  sql: {
    type: 'object',
    additionalProperties: false,
    properties: {
      engine: { type: 'string', enum: SQL_ENGINES, description: 'Database to read.' },
      sample: {
        type: 'string',
        minLength: 1,
        maxLength: 100_000,
        description:
          'SQL that makes a small sample database, so that the project can show data before it is given a real one. With SQLite the program shows it if started with `--database.sample`, and Compose does; with a server as engine, the target `compose` loads it.',
      },
      ...limits,
    },
    description: 'Settings of the collector `sql`.',
  },
  'http-probe': {
    type: 'object',
    additionalProperties: false,
    properties: {
      targets: {
        type: 'object',
        propertyNames: { pattern: PROBE_PATTERN, maxLength: 100 },
        minProperties: 1,
        additionalProperties: { type: 'string', pattern: URL_PATTERN, maxLength: 2_000 },
        description: 'Name (the label `api_name`) and URL of each target.',
      },
      expect_status: {
        type: 'array',
        items: { type: 'integer', minimum: 100, maximum: 599 },
        minItems: 1,
        maxItems: 50,
        description: 'Statuses of a target that is available.',
      },
      timeout_seconds: {
        type: 'number',
        minimum: 0.1,
        maximum: 60,
        description: 'How long one target may take.',
      },
      concurrency: {
        type: 'integer',
        minimum: 1,
        maximum: 100,
        description: 'Targets asked at the same time.',
      },
      ...limits,
    },
    description: 'Settings of the collector `http-probe`.',
  },
  'json-api': {
    type: 'object',
    additionalProperties: false,
    properties: {
      url: {
        type: 'string',
        pattern: URL_PATTERN,
        maxLength: 2_000,
        description: 'Address of the JSON document.',
      },
      ...limits,
    },
    description: 'Settings of the collector `json-api`.',
  },
  log: {
    type: 'object',
    additionalProperties: false,
    properties: {
      file: {
        type: 'string',
        pattern: PATH_PATTERN,
        minLength: 1,
        maxLength: 1_000,
        description: 'Path of the log.',
      },
      from: {
        type: 'string',
        enum: ['end', 'start'],
        description:
          'Where to begin in a log that is there when the program starts. `end`: what is written from then on counts. `start`: what is there already counts, too, and again after every restart.',
      },
      max_bytes_per_scrape: {
        type: 'integer',
        minimum: 1_000,
        // The largest whole number that an option of the program takes.
        maximum: 999_999_999,
        description: 'Bytes read per scrape at most; the rest comes with the next one.',
      },
      ...limits,
    },
    description: 'Settings of the collector `log`.',
  },
  custom: {
    type: 'object',
    additionalProperties: false,
    properties: limits,
    description: 'Settings of the collector `custom`.',
  },
} as const;
