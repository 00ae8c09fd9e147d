import type {
  Alert,
  Client,
  CollectorName,
  MetricType,
  Pattern,
  Runtime,
  SqlEngine,
  Target,
} from './schema.ts';

/** One metric family of the exporter, defaults filled in. */
export interface Metric {
  name: string;
  type: MetricType;
  help: string;
  /** Label name → known values; an empty list is an open set. */
  labels: Record<string, string[]>;
  /** Upper bounds, in the unit of the name. Histograms have at least one, all others none. */
  buckets: number[];
  /** 0 to 1. Only summaries have any. */
  quantiles: number[];
  /** At most one of these says which collector reads it: a query, … */
  sql?: string;
  /** … JMESPath expressions, … */
  'json-api'?: { each?: string; value: string; scale?: number; labels: Record<string, string> };
  /** … a regular expression with named groups, … */
  log?: { match: string; scale?: number };
  /** … or code of one's own. */
  custom?: true;
  alert?: Alert;
}

/** Names and bounds of the metrics that the HTTP instrumentation records. */
export interface HttpMetrics {
  requests: string;
  duration: string;
  in_progress: string;
  /** Seconds. */
  buckets: number[];
}

/** What every collector is limited by. */
export interface Limits {
  /** 0: no limit. */
  max_series: number;
  /** Seconds. */
  min_interval: number;
}

/** Settings of each collector; a spec has those of the collectors it uses. */
export interface CollectorSettings {
  mongodb: Limits;
  sql: Limits & { engine: SqlEngine; sample?: string };
  'http-probe': Limits & {
    /** Label value → URL. */
    targets: Record<string, string>;
    expect_status: number[];
    timeout_seconds: number;
    concurrency: number;
  };
  'json-api': Limits & { url: string };
  log: Limits & { file: string; from: 'end' | 'start'; max_bytes_per_scrape: number };
  custom: Limits;
}

/** The one validated model that everything is generated from. */
export interface ExporterSpec extends Partial<CollectorSettings> {
  version: 1;
  name: string;
  description: string;
  runtime: Runtime;
  pattern: Pattern;
  namespace: string;
  port: number;
  /** Node.js projects only. */
  client?: Client;
  collectors: CollectorName[];
  /** Pattern `application` only. */
  http?: HttpMetrics;
  /** Pattern `batch` only. */
  batch?: { stages: string[]; schedule: string };
  metrics: Metric[];
  targets: Target[];
  /** Target `kubernetes` only. */
  kubernetes?: {
    namespace: string;
    /** Label by which the Prometheus operator finds its objects. */
    release: string;
  };
  /** Rule id → why it is broken on purpose. */
  allow: Record<string, string>;
}
