import type {
  Alert,
  Client,
  CollectorName,
  MetricType,
  Pattern,
  Runtime,
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
  /** Query that yields the series when scraped. */
  sql?: string;
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

/** The one validated model that everything is generated from. */
export interface ExporterSpec {
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
  /** Settings of the collector `sql`. */
  sql?: { sample?: string };
  /** Pattern `application` only. */
  http?: HttpMetrics;
  metrics: Metric[];
  targets: Target[];
  /** Rule id → why it is broken on purpose. */
  allow: Record<string, string>;
}
